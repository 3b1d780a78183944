"""Slots whose values are words of the report: who did it, to whom, where, and whose word it is.

A person gives the words as they stand in the report; they are looked for again in each extraction of it, nearest to the
claim. What they stand for is resolved as for any other words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.errors import BadRequest
from sayso.model import Claim, Extraction, Mention, MentionKind, Place, Span, Speaker, SpeakerRole

WORD_ROLES = ("initiator", "target", "place")
SPEAKER = "speaker"
WORD_SLOTS = (*WORD_ROLES, SPEAKER)

UNKNOWN = "unknown"
OWN_VOICE = "own voice"
"""The value of `speaker` for what the report says itself."""

PLACE = "place"
CHOSEN = "chosen by a person"
"""The rule of a place that a person chose from the gazetteer."""

_WITH_ID = re.compile(r"(?P<words>.+?)\s*\[(?P<id>[\w-]+:[^\[\]]+)\]\Z", re.DOTALL)
_WITH_ROLE = re.compile(r"(?P<words>.+?)\s*\((?P<role>[\w-]+)\)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for a speaker, and in what capacity it speaks."""

    words: str
    role: SpeakerRole


def check_words(slot: str, value: str) -> None:
    """Raises BadRequest for a value that a slot of words cannot hold."""
    given_words(slot, value)


def words_of(value: str) -> tuple[str, ...]:
    """The words that a value gives, parted by semicolons; none for `unknown`. Raises BadRequest."""
    return () if value == UNKNOWN else _parted(value)


def _parted(value: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in value.split(";"))
    if not all(parts):
        raise BadRequest(f"{value!r}: give words of the report, several parted by semicolons, or unknown")
    return parts


def voices_of(value: str) -> tuple[Voice, ...]:
    """The speakers that a value gives; none for the report's own voice. Raises BadRequest."""
    return () if value == OWN_VOICE else tuple(map(_voice, _parted(value)))


def _voice(words: str) -> Voice:
    found = _WITH_ROLE.match(words)
    roles = [role.value for role in SpeakerRole]
    if not found or found["role"] not in roles:
        raise BadRequest(
            f"{words!r}: give a speaker's words with a role, such as police (authority), or {OWN_VOICE!r}; "
            f"roles are {', '.join(roles)}"
        )
    return Voice(found["words"], SpeakerRole(found["role"]))


def given_words(slot: str, value: str) -> tuple[str, ...]:
    """The words of the report that a value for a slot of words names."""
    if slot == SPEAKER:
        return tuple(voice.words for voice in voices_of(value))
    return tuple(words for words, _ in places_of(value)) if slot == PLACE else words_of(value)


def places_of(value: str) -> tuple[tuple[str, str], ...]:
    """The words that a value for a place gives, each with the id of a place of the gazetteer, or "". Raises
    BadRequest."""
    found = ((words, _WITH_ID.match(words)) for words in words_of(value))
    return tuple((with_id["words"], with_id["id"]) if with_id else (words, "") for words, with_id in found)


def locate(words: str, extraction: Extraction, near: int) -> Span | None:
    """Where whole words stand in a text, nearest to an offset; blanks may differ. None where they do not."""
    found = min(occurrences(words, extraction.text), key=lambda bounds: abs(bounds[0] - near), default=None)
    return extraction.span(*found) if found else None


def occurrences(words: str, text: str) -> list[tuple[int, int]]:
    """The bounds of whole words wherever they stand in a text."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [found.span() for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)] if pattern else []


Resolve = Callable[[Sequence[Claim], Extraction], Sequence[Claim]]
"""The claims of one report, in order, with what their words stand for."""


def with_words(claim: Claim, slot: str, value: str, extraction: Extraction) -> Claim | None:
    """The claim with words of the report in a slot, not yet resolved; None where the words are not in the text."""
    spans = [locate(words, extraction, claim.anchor.start) for words in given_words(slot, value)]
    found = [span for span in spans if span is not None]
    if len(found) < len(spans):
        return None
    if slot == SPEAKER:
        roles = (voice.role for voice in voices_of(value))
        return replace(claim, speakers=_speakers(claim, zip(found, roles, strict=True)))
    known = {mention.span: mention for mention in getattr(claim, slot)}
    return replace(claim, **{slot: tuple(known.get(span, Mention(span)) for span in found)})  # type: ignore[arg-type]


PlaceOfId = Callable[[str], Place | None]
"""The gazetteer's place of an id, if it holds one."""


def with_chosen_places(claim: Claim, value: str, extraction: Extraction, place_of: PlaceOfId) -> Claim | None:
    """The resolved claim with the places that a person chose by id instead of what their words resolved to; None where
    the gazetteer has no such place any more."""
    for words, place_id in places_of(value):
        span = locate(words, extraction, claim.anchor.start) if place_id else None
        if span is None:
            continue
        place = place_of(place_id)
        if place is None:
            return None
        others = [one for one in claim.place if one.span.end <= span.start or span.end <= one.span.start]
        chosen = Mention(span, value=replace(place, rule=CHOSEN), kind=MentionKind.PLACE)
        claim = replace(claim, place=tuple(sorted((*others, chosen), key=lambda one: one.span.start)))
    return claim


def _speakers(claim: Claim, nearest: Iterable[tuple[Span, SpeakerRole]]) -> tuple[Speaker, ...]:
    """Those whose word it is now; who quotes them stays. Nobody is quoted in the report's own voice."""
    known = {speaker.span: speaker for speaker in claim.speakers}
    spoken = [replace(known.get(span, Speaker(span, role)), role=role, level=0) for span, role in nearest]
    own = {speaker.span for speaker in spoken}
    quoting = [speaker for speaker in claim.speakers if speaker.level and speaker.span not in own]
    return (*spoken, *quoting) if spoken else ()


def resolved_among(claim: Claim, others: Sequence[Claim], extraction: Extraction, resolve: Resolve) -> Claim:
    """The claim with its words resolved, as among the other claims of its report."""
    ordered = sorted((claim, *others), key=lambda one: (one.anchor.start, one.anchor.end, one.id))
    return next(one for one in resolve(ordered, extraction) if one.id == claim.id)


def with_slot_of(claim: Claim, slot: str, other: Claim) -> Claim:
    """The claim with what another one has in a slot of words."""
    name = "speakers" if slot == SPEAKER else slot
    return replace(claim, **{name: getattr(other, name)})
