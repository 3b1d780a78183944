"""The lexical reader: words and patterns, no learning. The yardstick for the network, its fallback for nothing.

A sentence is read on its own, except that a pronoun speaker ("he said") stands for the speaker before, and that a
sentence which names no place or time keeps those of the claim before. Within it the first happening found is one
claim; the words around it fill its slots by position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.codebook import Codebook
from sayso.model import (
    Actor,
    Claim,
    Count,
    Counted,
    Extraction,
    Mention,
    MentionKind,
    Place,
    ReaderVersion,
    Reading,
    Speaker,
    SpeakerRole,
    Stance,
    Status,
    TimeSpan,
    with_ids,
)
from sayso.reading.lexicon import Lexicon, first_match, lexicon
from sayso.reading.sentences import sentences

VERSION = "1"
LONGEST_NAME = 90
"""Characters of the longest phrase taken for a speaker or an actor; a longer one is a clause, not a name."""

COUNT_REACH = 80
"""Characters within which a number and the word that says what happened to those counted must stand."""

ARTICLE_REACH = 40
"""Characters within which "a" must stand before what happened to one person."""

THING_REACH = 20
"""Characters within which a number must stand before the thing that it counts."""

GAME_WORDS = 3
"""Different words of games that show a text to be about one."""

_THINGS = ("attacks", "locations", "participants", "weapons")
_APPOSITION = re.compile(r",\s*(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}),\s*\Z")
_RESPONSIBILITY = re.compile(
    r"(?P<who>[^,;.]*?)\s+(?:has |have )?(?:claim(?:s|ed)?|took|taken|accept(?:s|ed)) (?:the )?responsibility for\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_SUBSET = re.compile(r"\b(?:including|among them|of them)\s\Z")
_ORGANISATION = re.compile(
    r"\b(?:Front|Army|Police|Ministry|Party|Brigade|Movement|Force|Forces|Monitor|Council|Service)\b"
)

_UNIT = (
    r"(?:[Dd]istrict|[Pp]rovince|[Rr]egion|[Tt]own|[Vv]illage|[Cc]ity"
    r"|[Aa]rea|[Ss]tate|[Cc]ounty|[Tt]ehsil|[Cc]amp|[Rr]oad)"
)
_NAME = r"[A-Z][\w'’-]+(?:\s+(?:of\s+|el-|al-)?[A-Z][\w'’-]+){0,3}"
_PLACE = re.compile(
    rf"\b(?:in|at|near|from|outside|around|off|of|,)\s+(?:the\s+)?"
    rf"(?P<name>{_NAME}\s+{_UNIT}|(?:{_UNIT}\s+of\s+){_NAME})"
    rf"|\b(?:in|at|outside|around|of|under)\s+(?:the\s+)?(?P<near>(?:near\s+)?{_NAME})"
    rf"|\b(?P<by>near\s+(?:the\s+)?{_NAME})"
)
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|it)\Z", re.IGNORECASE)
_LEFT_EDGE = re.compile(
    r"[,;:.“”\"()\n—–]|\b(?:that|when|after|while|and then|who|which|where|but|as)\b", re.IGNORECASE
)
_RIGHT_EDGE = re.compile(
    r"[,;:.“”\"()\n—–]|\b(?:in|on|at|near|after|when|while|by|that|who|which|during|from|with|and then|said|killing|"
    r"injuring|wounding|leaving)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:were|was|been|being|are|is)\s+(?:\w+ly\s+)?\Z", re.IGNORECASE)
_VERB_TAIL = re.compile(
    r"\s*\b(?:has|have|had|were|was|been|being|are|is|also|later|reportedly|allegedly|carried out|launched|conducted"
    r"|planted|hurled|tried to|attempted to|claimed)\s*\Z",
    re.IGNORECASE,
)
_QUOTING_MEDIA = re.compile(r"\breports?\s+(?P<name>(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,4})\s*[.,]?\s*\Z")

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence in its report."""

    extraction: Extraction
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.extraction.text[self.start : self.end]


class LexicalReader:
    """Reads by the shipped lexicon, in the codebook's types."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.lexicon: Lexicon = lexicon()

    @property
    def version(self) -> ReaderVersion:
        """The lexicon's version stands in for weights."""
        return ReaderVersion("lexical", VERSION, self.lexicon.version, self.codebook.version)

    def read(self, extraction: Extraction) -> Reading:
        """All claims of the text; none where the text is not in a language that is read."""
        reading = Reading.id_for(extraction.id, self.version)
        found = tuple(self._claims(extraction)) if extraction.is_readable else ()
        return Reading(reading, extraction.id, self.version, with_ids(reading, found))

    def _claims(self, extraction: Extraction) -> Iterator[Claim]:
        if len({word.lower() for word in self.lexicon.games.findall(extraction.text)}) >= GAME_WORDS:
            return
        before: tuple[Speaker, ...] = ()
        last: Claim | None = None
        groups: dict[str, int] = {}
        for start, end in sentences(extraction.text):
            sentence = _Sentence(extraction, start, end)
            speakers = self._speakers(sentence, before)
            before = speakers or before
            anchor = self._anchor(sentence)
            if anchor is None:
                continue
            shipped, bounds = anchor
            code = self.codebook.code_for(shipped)
            if code is not None:
                group = f"E{groups.setdefault(shipped, len(groups) + 1)}"
                claim = _with_setting(self._claim(sentence, code, bounds, speakers, group), last)
                last = claim
                yield claim

    def _anchor(self, sentence: _Sentence) -> tuple[str, Bounds] | None:
        """The first happening of a sentence: its shipped type and where its word stands."""
        if self.lexicon.ignored.search(sentence.text):
            return None
        found = [
            (match.start(), -match.end(), order, code)
            for order, (code, pattern) in enumerate(self.lexicon.anchors.items())
            if (match := pattern.search(sentence.text))
        ]
        if not found:
            return None
        start, end, _, code = min(found)
        return code, (sentence.start + start, sentence.start - end)

    def _claim(
        self, sentence: _Sentence, code: str, anchor: Bounds, speakers: tuple[Speaker, ...], group: str
    ) -> Claim:
        extraction = sentence.extraction
        before, after = self._sides(sentence, anchor, speakers)
        initiator, target = self._doer_and_done_to(extraction, anchor, before, after)
        return Claim(
            id="",
            reading="",
            extraction=extraction.id,
            group=group,
            anchor=extraction.span(*anchor),
            sentence=extraction.span(sentence.start, sentence.end),
            type=code,
            status=Status(first_match(self.lexicon.status, sentence.text) or Status.OCCURRED),
            stance=Stance(first_match(self.lexicon.stance, sentence.text) or Stance.REPORTED),
            speakers=speakers,
            initiator=initiator,
            target=target,
            place=tuple(self._places(sentence)),
            time=tuple(self._times(sentence)),
            instrument=tuple(self._instruments(sentence, anchor)),
            counts=tuple(self._counts(sentence)),
        )

    # Who says so

    def _speakers(self, sentence: _Sentence, before: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        """The speaker of a sentence: the words before or after its cue; `before` for a pronoun."""
        media = _QUOTING_MEDIA.search(sentence.text)
        if media:
            return (self._speaker(sentence, *media.span("name"), role=SpeakerRole.MEDIA),)
        taken = _RESPONSIBILITY.search(sentence.text)
        cues = list(self.lexicon.cues.finditer(sentence.text))
        # "X claims responsibility for …, the spokesman said": the later cue tells whose word it is.
        others = [cue for cue in cues if not (taken and taken.start() <= cue.start() < taken.end())]
        for cue in others or cues:
            bounds = self._speaker_bounds(sentence.text, cue)
            if bounds is None:
                continue
            if _PRONOUN.match(sentence.text[slice(*bounds)]):
                return before
            return (self._speaker(sentence, *bounds),)
        return ()

    def _speaker_bounds(self, text: str, cue: re.Match[str]) -> Bounds | None:
        after_cue = cue[0].lower() == "according to"
        left = None if after_cue else _named_office(text, cue.start()) or _phrase_before(text, cue.start())
        if left and _is_name(text, left):
            return left
        right = _phrase_after(text, cue.end())
        is_inverted = after_cue or text[: cue.start()].rstrip().endswith((",", "”", '"', ",'"))
        return right if right and is_inverted and _is_name(text, right) else None

    def _speaker(self, sentence: _Sentence, start: int, end: int, role: SpeakerRole | None = None) -> Speaker:
        words = sentence.text[start:end]
        found = role or SpeakerRole(first_match(self.lexicon.speaker_roles, words) or SpeakerRole.UNNAMED)
        span = sentence.extraction.span(sentence.start + start, sentence.start + end)
        return Speaker(span, found, kind=MentionKind.ORGANISATION if role else MentionKind.UNKNOWN)

    # Who did it to whom

    def _sides(self, sentence: _Sentence, anchor: Bounds, speakers: tuple[Speaker, ...]) -> tuple[Bounds, Bounds]:
        """The stretches of the sentence before and after the anchor, without its speaker's words."""
        start, end = sentence.start, sentence.end
        for speaker in speakers:
            if start <= speaker.span.start and speaker.span.end <= anchor[0]:
                cue = self.lexicon.cues.search(sentence.extraction.text, speaker.span.end, anchor[0])
                start = cue.end() if cue else speaker.span.end
            elif anchor[1] <= speaker.span.start < end:
                end = speaker.span.start
        return (start, anchor[0]), (anchor[1], end)

    def _doer_and_done_to(
        self, extraction: Extraction, anchor: Bounds, before: Bounds, after: Bounds
    ) -> tuple[tuple[Mention[Actor], ...], tuple[Mention[Actor], ...]]:
        text = extraction.text
        sentence_start = text.rfind("\n", 0, anchor[0]) + 1
        taken = _RESPONSIBILITY.search(text, sentence_start, anchor[0])
        if taken:
            doer = _trimmed(text, *taken.span("who"))
            return (tuple(self._actor(extraction, b) for b in [doer] if b), ())
        left = _shift(_phrase_before(text[slice(*before)], before[1] - before[0]), before[0])
        right = _shift(_phrase_after(text[slice(*after)], 0), after[0])
        agent = re.compile(r"\bby\s+").search(text, *after)
        doer = _shift(_phrase_after(text[agent.end() : after[1]], 0), agent.end()) if agent else None
        is_passive = bool(_AUXILIARY.search(text[slice(*before)])) or agent is not None
        roles = (doer, left) if is_passive else (left, right)
        initiator, target = (tuple(self._actor(extraction, bounds) for bounds in [role] if bounds) for role in roles)
        return initiator, target

    def _actor(self, extraction: Extraction, bounds: Bounds) -> Mention[Actor]:
        return Mention(extraction.span(*bounds))

    # Where, when, with what, how many

    def _places(self, sentence: _Sentence) -> Iterator[Mention[Place]]:
        for match in _PLACE.finditer(sentence.text):
            start, end = match.span(match.lastgroup or 0)
            name = sentence.text[start:end]
            if not self.lexicon.times.match(name) and not _ORGANISATION.search(name):
                yield Mention(
                    sentence.extraction.span(sentence.start + start, sentence.start + end), kind=MentionKind.PLACE
                )

    def _times(self, sentence: _Sentence) -> Iterator[Mention[TimeSpan]]:
        for match in self.lexicon.times.finditer(sentence.text):
            start = match.start() + len(re.match(r"(?:on |in |the )*", match[0], re.IGNORECASE)[0])  # type: ignore[index]
            yield Mention(
                sentence.extraction.span(sentence.start + start, sentence.start + match.end()), kind=MentionKind.TIME
            )

    def _instruments(self, sentence: _Sentence, anchor: Bounds) -> Iterator[Mention[str]]:
        for match in self.lexicon.instruments.finditer(sentence.text):
            bounds = sentence.start + match.start(), sentence.start + match.end()
            if bounds[1] <= anchor[0] or bounds[0] >= anchor[1]:
                yield Mention(sentence.extraction.span(*bounds), kind=MentionKind.OBJECT)

    def _counts(self, sentence: _Sentence) -> Iterator[Count]:
        """Each number with the nearest word that says what it counts."""
        words = [
            (match.start(), match.end(), code)
            for code, pattern in self.lexicon.counted.items()
            for match in pattern.finditer(sentence.text)
        ]
        for number in self.lexicon.numbers.finditer(sentence.text):
            if self.lexicon.measures.match(sentence.text, number.end()) or _counts_nothing(sentence.text, number):
                continue
            near = [word for word in words if _may_count(number, *word)]
            if near:
                _, _, code = min(near, key=lambda word: _distance(number, word[0], word[1]))
                start, end = sentence.start + number.start(), sentence.start + number.end()
                yield Count(sentence.extraction.span(start, end), Counted(code))


def _counts_nothing(text: str, number: re.Match[str]) -> bool:
    """Whether a number is an age in brackets, a year, or a subset ("including three children")."""
    before = text[: number.start()]
    return before.endswith("(") or bool(_YEAR.match(number[0])) or bool(_SUBSET.search(before))


def _distance(number: re.Match[str], start: int, end: int) -> int:
    return min(abs(start - number.end()), abs(number.start() - end))


def _may_count(number: re.Match[str], start: int, end: int, code: str) -> bool:
    """Whether a number may count what a word says: things right after it, people near their fate. An article counts
    only right before a fate that befalls one person."""
    if code in _THINGS:
        return number.end() <= start <= number.end() + THING_REACH and number[0].lower() not in ("a", "an")
    if number[0].lower() in ("a", "an"):
        return code in ("killed", "injured", "abducted") and number.end() <= start <= number.end() + ARTICLE_REACH
    return _distance(number, start, end) <= COUNT_REACH


def _with_setting(claim: Claim, last: Claim | None) -> Claim:
    """The claim with place and time words of the claim before where its own sentence has none."""
    if last is None:
        return claim
    return replace(claim, place=claim.place or last.place, time=claim.time or last.time)


def _phrase_before(text: str, end: int) -> Bounds | None:
    """The phrase that ends at `end`, from the last edge before it, without verb forms at its own end."""
    tail = _VERB_TAIL.search(text[:end])
    while tail:
        end = tail.start()
        tail = _VERB_TAIL.search(text[:end])
    edges = [match.end() for match in _LEFT_EDGE.finditer(text, 0, end)]
    return _trimmed(text, edges[-1] if edges else 0, end)


def _named_office(text: str, end: int) -> Bounds | None:
    """The phrase of "the spokesman of the Front, Daro Vesh, said": an office, then a name between commas."""
    name = _APPOSITION.search(text, 0, end)
    office = _phrase_before(text, name.start()) if name else None
    return (office[0], name.end("name")) if name and office else None


def _phrase_after(text: str, start: int) -> Bounds | None:
    """The phrase that starts at `start`, up to the first edge after it."""
    edge = _RIGHT_EDGE.search(text, start + 1)
    return _trimmed(text, start, edge.start() if edge else len(text))


def _trimmed(text: str, start: int, end: int) -> Bounds | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")’"):
        end -= 1
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    return (start, end) if 1 < end - start <= LONGEST_NAME else None


def _is_name(text: str, bounds: Bounds) -> bool:
    words = text[slice(*bounds)]
    return bool(_PRONOUN.match(words)) or len(words.split()) <= 12


def _shift(bounds: Bounds | None, by: int) -> Bounds | None:
    return (bounds[0] + by, bounds[1] + by) if bounds else None
