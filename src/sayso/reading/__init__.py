"""Readers turn the text of a report into claims.

`READERS` is the open set; `get_reader` makes one by name. A reader is built once per process and then reads any
number of extractions, one at a time, so that what it says of one never depends on the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sayso.codebook import Codebook
from sayso.errors import BadRequest
from sayso.model import Extraction, ReaderVersion, Reading


class Reader(Protocol):
    """Reads one extraction at a time."""

    @property
    def version(self) -> ReaderVersion:
        """Everything that could change what it finds."""

    def read(self, extraction: Extraction) -> Reading:
        """All claims of the text, spans verified, values not yet resolved. Never raises on odd text."""


def _lexical(codebook: Codebook) -> Reader:
    from sayso.reading.lexical import LexicalReader

    return LexicalReader(codebook)


def _network(codebook: Codebook) -> Reader:
    from sayso.reading.network import NetworkReader

    return NetworkReader(codebook)


READERS: dict[str, Callable[[Codebook], Reader]] = {"network": _network, "lexical": _lexical}
DEFAULT_READER = "network"


def get_reader(name: str, codebook: Codebook) -> Reader:
    """The reader of that name. Raises BadRequest for a name that is none."""
    if name not in READERS:
        raise BadRequest(f"there is no reader {name!r}; there are: {', '.join(sorted(READERS))}")
    return READERS[name](codebook)
