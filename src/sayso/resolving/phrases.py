"""How the words of a mention are put: for nobody, for somebody's kin, for a group by its form, for somebody before.

Every function looks at words only; who they stand for is decided in `actors.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from sayso.model import ActorKind


class Back(Enum):
    """To what kind of actor before the words refer."""

    GROUP = "group"
    MINISTRY = "ministry"
    DEPARTMENT = "department"
    SPEAKER = "speaker"


_NOBODY = re.compile(
    r"(?:(?:the|some|other|several|many|various|local|unconfirmed|independent|informed|reliable|fresh|initial|diplomatic"
    r"|our|previously|published|press|field|anonymous|unnamed|well-placed|separate|preliminary|latest|those|one|of|an?|it"
    r"|was)\s+)*(?:sources?|reports?|reported|rumou?rs?|accounts?|counts?|leaflets?|pamphlets?|slips?|observers|analysts"
    r"|experts)(?:\s+(?:from|in|on|close to|near)\s+.*)?",
    re.IGNORECASE,
)
_NO_OUTLET = re.compile(
    r"(?:(?:the|an?|local|international|national|foreign|social|several|some|other|news|print|electronic|television|tv|radio"
    r"|section|of|our|\w+(?:ese|ian|can|ish|an))\s+)*(?:media|press|outlets?|reports?|newspapers?|channels?|broadcasts?"
    r"|stations?|program(?:me)?s?|journalists?|correspondents?|reporters?)(?:\s+(?:reports?|sources?))?",
    re.IGNORECASE,
)
_OUTLET_TAIL = re.compile(r"\s+(?:newspaper|reporters?|correspondents?|news outlet)\Z", re.IGNORECASE)
_OFFICES = (
    r"(?:Department|Forces?|Bureau|Police|Squad|Unit|Agency|Command|Service|Cell|Wing|Task|Court|Directorate|Corps)"
)
"""What a name of an authority ends in: "Counter Terrorism Department" is told by its "Counter"."""
_QUALIFIER = re.compile(
    r"\b[\w.]+[- ](?:backed|led(?!\s+(?:\w+\s+)?(?:coalition|force))"
    r"|supported|funded|trained|linked|aligned|allied|dominated|controlled|held)\b"
    r"|\b(?:anti|counter)[- ](?-i:(?=[A-Z]))(?![A-Z][\w-]*(?:\s+[A-Z][\w-]+)*\s+"
    rf"(?-i:{_OFFICES})\b)[\w.]+|\b(?:suspected|alleged|former)\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:relatives?|famil(?:y|ies)|victims?|wi(?:fe|ves)|widows?|husband|brothers?|sisters?|fathers?|mothers?|sons?|daughters?"
    r"|parents|friends|neighbou?rs|lawyers?|counsel|attorney|survivors|residents|inhabitants|opponents|critics|bod(?:y|ies)"
    r"|prisoners|hostages|colleagues|children|uncle|cousin|nephew)"
)
_OF_SOMEBODY = re.compile(
    rf"(?:(?:the|an?|his|her|their|some|\d+|\w+ing|\w+ed)\s+)*{_KIN}\s+(?:of|for|acting|from)\b"
    rf"|.*\w['’]s?\s+(?:\w+\s+)?{_KIN}\b|(?:his|her|their)\s+(?:\w+\s+)?{_KIN}\b",
    re.IGNORECASE,
)
_SPLIT_OFF = re.compile(
    r"\b(?:splinter(?: group)?|breakaway(?: group| faction)?|offshoot|faction|dissidents?|affiliates?)\b", re.IGNORECASE
)
_FACTION_LETTERS = re.compile(r"(?<=[A-Z])(?:-[A-Z]\w{0,3}| [A-Z]{1,2}| \([A-Z]{1,2}\))(?![\w-])")
_FACTION = re.compile(r"(?<![\w-])(?P<whole>[A-Z]{3,})-[A-Z]\w*")
_APPOSED = re.compile(r",\s+(?:an?|the)\s")
_GROUP = re.compile(
    r"\b(?:[A-Z][\w'’-]+\s+(?:(?:of|for|the|and|al|e|ul)\s+)*)*"
    r"(?:(?:Liberation|Republican|Revolutionary|People['’]?s|Independence|Independent|Salvation|Islamic|Resistance|Freedom"
    r"|Democratic|Popular|Patriotic|Volunteer|Tribal|Rebel|Insurgent|Secret)\s+(?:Army|Forces?|Guards?)"
    r"|(?:[Ff]ront|[Bb]rigades?|[Mm]ovement|[Pp]arty|[Oo]rgani[sz]ation|[Ll]eague|[Mm]ilitia|Resistance|Alliance|Union|Network"
    r"|[Cc]ommittee|Council|Mujahideen|Mujahidin|Jihad|Tigers|Lashkar|Jaish|Ansar|Sena|Dal|Parishad|[Cc]artel|Faction|Legion"
    r"|Commandos?|[Gg]roup|Coalition|Watch|Observatory|Monitor|Foundation|Society|Association|Federation|Congress"
    r"|Commission|Conference))\b(?:\s+(?:of|for)\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)?"
)
_HOSPITAL = re.compile(
    r"(?:(?!(?:The|Civil|District|General|Military|Government|City|Local|Central|Field|Teaching|University|At|In)\b)"
    r"[A-Z][\w'’-]+\s+)+(?:(?:Civil|District|General|Military|Teaching|University|Medical)\s+)*"
    r"(?:[Hh]ospital|[Cc]linic|Centre|Center|College|Institute)\b"
)
_OFFICE_IN = re.compile(
    r".*\b(?:leader|spokes\w+|members?|cadres|secretary|commander|chairm[ae]n|president)\s+(?:of|for)\s+", re.I
)
_OF_A_STATE = re.compile(
    r"\b(?:Supreme|High|Security|City|Town|Village|District|Provincial|Municipal|State|Planning|Election|Infantry|Armou?red"
    r"|Artillery|Mechani[sz]ed|Army|Police|Patrol|Search)\s+(?:Council|Commission|Committee|Union|[Pp]arty|Brigades?|[Gg]roup)\b"
)
_COMMON = re.compile(
    r"(?:group|organi[sz]ation|party|faction|commandos?|terrorist|urban|guerrilla|armed|rebel)\b", re.IGNORECASE
)
_GROUP_KINDS = (
    (r"Watch|Observatory|Rights|Relief|Monitor|Foundation|Society|Association|Federation|Trust", ActorKind.NGO),
    (
        r"Front|Army|Brigades?|Liberation|Militia|Resistance|Movement|Mujah\w+|Jihad|Tigers|Lashkar",
        ActorKind.REBEL_GROUP,
    ),
    (r"Sena|Dal|Cartel|Commandos?", ActorKind.POLITICAL_MILITIA),
    (r"Party|League|Union|Congress|Alliance|Parishad|Conference", ActorKind.PARTY),
)
_QUALIFIED = (
    r"banned|outlawed|proscribed|militant|armed|rebel|insurgent|terror"
    r"|terrorist|jihadi(?:st)?|islamist|separatist|extremist"
)
_BACK = {
    Back.GROUP: re.compile(
        rf"\b(?:the|this|that|its|their|same)\s+(?:(?:same|{_QUALIFIED})\s+)*"
        r"(?:group|outfit|organi[sz]ation|movement|militia|party|front|faction|network|brigade)\b(?![- ]of\b)",
        re.IGNORECASE,
    ),
    Back.MINISTRY: re.compile(r"(?:the|its|an?)\s+ministry(?:['’]s)?(?:\s+\w+)?\Z", re.IGNORECASE),
    Back.DEPARTMENT: re.compile(
        r"(?:the|its|this|that)\s+(?:department|agency|bureau)(?:['’]s)?(?:\s+spokes\w+)?\Z", re.IGNORECASE
    ),
    Back.SPEAKER: re.compile(
        r"(?:he|she|him|her|they|them|it|who)\Z|(?:(?:the|an?|its|their|his|another|that|one)\s+)?"
        r"(?:latter|spokes(?:m[ae]n|woman|person|people)|leaders?|leadership|chief(?!\s+(?:minister|secretary|justice|of|whip))|statement|communiqu[eé]|announcer|caller"
        r"|one of the fighters)\b(?!\s+(?:of|for)\s+(?:the\s+)?[A-Z])",
        re.IGNORECASE,
    ),
}
_BY_DRESS = re.compile(
    r"(?:(?:an?|the|\w+)\s+)*?(?:(?:gun)?m[ae]n|persons?|people|individuals|youths|attackers|assailants|militants|fighters)\s+"
    r"(?:\w+\s+)*?(?:in|wearing|wore|dressed|clad|disguised)\b.*\b(?:uniforms?|fatigues|camouflage|clothes|clothing)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "to"])
_FIGHTERS = re.compile(
    r"\b(?:militia\w*|gunm[ae]n|fighters?|youths?|herd\w+|pastoralists|tribesm[ae]n|warriors?|clan|tribe|armed|raiders|rebels"
    r"|attackers|mob|lashkar|subclan)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:\s+(?:[a-z]{1,3}\s+)?[A-ZÀ-ÖØ-Þ][\w'’.-]+){0,4}")


def is_nobody(words: str) -> bool:
    """Whether the words name nobody who could be told from another: "sources", "fresh reports"."""
    return _NOBODY.fullmatch(words) is not None


def is_no_outlet(words: str) -> bool:
    """Whether media words name no outlet: "local media"."""
    return _NO_OUTLET.fullmatch(words) is not None


def outlet_name(words: str) -> str:
    """An outlet's name without "newspaper", "correspondent"."""
    return _OUTLET_TAIL.sub("", words)


def unqualified(words: str, names: Sequence[tuple[int, int]] = ()) -> str:
    """The words without those that name another actor than the one meant: "US-backed", "anti-Maoist".

    `names` are the bounds of known names in the words, which stay whole: "Anti-Narcotics Force".
    """

    def kept(found: re.Match[str]) -> str:
        is_in_name = any(start <= found.start() and found.end() <= end for start, end in names)
        return found[0] if is_in_name else ""

    return " ".join(_QUALIFIER.sub(kept, words).split()) or words


def in_mixed_case(words: str) -> str:
    """Words of a text without a difference of case as they are usually written."""
    parts = re.split(r"(\s+)", words.lower())
    return "".join(w if w in _SMALL and n else w[:1].upper() + w[1:] for n, w in enumerate(parts))


def is_kin(words: str) -> bool:
    """Whether the words are for kin, victims, lawyers … of somebody, and not for that somebody."""
    return _OF_SOMEBODY.match(words) is not None


def is_by_dress(words: str) -> bool:
    """Whether somebody is told by dress alone: whoever wears a uniform need not belong to those who issue it."""
    return _BY_DRESS.match(words) is not None


def split_off(words: str) -> int | None:
    """Where the words say that a part broke away ("splinter group"): the end of that expression."""
    found = _SPLIT_OFF.search(words)
    return found.end() if found else None


def faction_letters(words: str, end: int) -> int:
    """The end of letters for a faction after an acronym that ends at `end` ("GNLA-F"); `end` when there are none."""
    found = _FACTION_LETTERS.match(words, end)
    return found.end() if found else end


def faction_of(words: str) -> tuple[str, str]:
    """An acronym with letters for a faction in the words, and the acronym alone ("NSCN-R", "NSCN"); or two ''."""
    found = _FACTION.search(words)
    return (found[0], found["whole"]) if found else ("", "")


def head(words: str) -> str:
    """The words before an apposition: "Al Shohada brigade" of "Al Shohada brigade, a wing of …"."""
    found = _APPOSED.search(words)
    return words[: found.start()] if found else words


def group_name(words: str) -> str:
    """The name in words that has the form of a group's or an organisation's name, or ''."""
    found = _GROUP.search(words)
    name = _OFFICE_IN.sub("", found[0]).removeprefix("The ") if found else ""
    return "" if " " not in name or _OF_A_STATE.search(name) or _COMMON.match(name) else name


def group_name_at_end(words: str) -> str:
    """The name of a group's form that the words end in, or '': its acronym may be one of another language."""
    found = [match for match in _GROUP.finditer(words) if match.end() == len(words.rstrip())]
    return group_name(found[-1][0]) if found else ""


def hospital_name(words: str) -> str:
    """The name of a hospital in the words, or '': "Saint Orla hospital", and not "Civil Hospital"."""
    found = _HOSPITAL.search(words)
    return found[0] if found else ""


def kind_of_name(name: str) -> ActorKind:
    """The kind of actor that a group's name suggests."""
    kinds = (kind for words, kind in _GROUP_KINDS if re.search(rf"\b(?:{words})\b", name, re.IGNORECASE))
    return next(kinds, ActorKind.UNKNOWN)


def back(words: str) -> Back | None:
    """To what kind of actor named before the words refer, if they do."""
    for kind, pattern in _BACK.items():
        if pattern.search(words) if kind is Back.GROUP else pattern.match(words):
            return kind
    return None


def tells_of_fighters(words: str) -> bool:
    """Whether words that name a people say that they fight: "Lou Nuer youths", and not "Lou Nuer" alone."""
    return _FIGHTERS.search(words) is not None


def is_theirs(words: str) -> bool:
    """Whether the words point to a group just named: "its chief"."""
    return words.lower().startswith(("its ", "their "))


def person_name(words: str) -> str:
    """The words if they are nothing but a person's name by its form, or ''."""
    return words if _PERSON.fullmatch(words) else ""
