"""What can go wrong, as a tree.

SaysoError
├── InputError          one item of input cannot be used; the rest goes on
│   ├── UnreadableInput     the bytes are no report (empty, binary, broken, too large)
│   ├── BadRecord           a line or field of a structured file is wrong
│   └── DuplicateId         an id came twice with different text
├── ProjectError        the project cannot be used
│   ├── ProjectMissing      there is none at that path
│   ├── ProjectTooNew       written by a newer version
│   └── ProjectUnwritable   the disk is full, or the place may not be written
├── CodebookError       a codebook file is wrong; names line and field
├── SpanError           offsets do not fit the text
├── WeightsError        the reader's weights are missing, or not what was shipped
├── NotFound            no event, claim or judgement of that id
├── BadRequest          an option or value is not one of those that exist
└── MissingExtra        an optional part is not installed; says what to install

Each message says what is wrong, where, and what to do.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Anything that Sayso reports to its user."""


class InputError(SaysoError):
    """One item of input that cannot be used. `where` names the file and, if there is one, the line."""

    def __init__(self, where: str, problem: str, advice: str = "") -> None:
        self.where = where
        self.problem = problem
        self.advice = advice
        super().__init__(f"{where}: {problem}" + (f"; {advice}" if advice else ""))


class UnreadableInput(InputError):
    """The bytes hold no report."""


class BadRecord(InputError):
    """A line or a field of a structured file is wrong."""


class DuplicateId(InputError):
    """An id that came before now stands with another text."""


class ProjectError(SaysoError):
    """The project cannot be used."""


class ProjectMissing(ProjectError):
    """There is no project at the path."""


class ProjectTooNew(ProjectError):
    """The project was written by a newer version of Sayso."""


class ProjectUnwritable(ProjectError):
    """The project's place cannot be written: no permission, or no room."""


class CodebookError(SaysoError):
    """A codebook file is wrong; the message names file, line and field."""


class SpanError(SaysoError):
    """Offsets that do not fit the text they are meant for."""


class WeightsError(SaysoError):
    """The reader's weights are missing or are not the ones that were shipped."""


class NotFound(SaysoError):
    """Nothing has the id that was asked for."""


class BadRequest(SaysoError):
    """An option or value that is not one of those that exist."""


class MissingExtra(SaysoError):
    """An optional part of Sayso is needed and not installed."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs an optional part: pip install 'sayso[{extra}]'")
