"""The part of an extraction that can be corrected later."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.model import Extraction, Published


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a text besides its words."""

    title: str = ""
    outlet: str = ""
    url: str = ""
    language: str = "und"
    published: Published | None = None
    sensitive: bool = False

    @classmethod
    def of(cls, extraction: Extraction) -> Metadata:
        """The metadata that an extraction carries."""
        return cls(**{name: getattr(extraction, name) for name in cls.__dataclass_fields__})

    def on(self, extraction: Extraction) -> Extraction:
        """The extraction with this metadata."""
        return replace(extraction, **{name: getattr(self, name) for name in self.__dataclass_fields__})
