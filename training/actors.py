"""Make the shipped registry of actors: `python -m training.actors --data ../shared/data`.

Facts from the UCDP Actor Dataset 22.1 (CC BY 4.0) and from the list of armed groups of the Phoenix dictionaries (MIT)
are joined with what is written by hand in `training/registry/`:

- `added.csv`: organisations that the lists lack or name badly; `ucdp` joins a row to UCDP's;
- `state_bodies.csv`: bodies of states with a name of their own (their state first, then where else they act);
  `home_only` where other states' bodies bear it too;
- `left_out.csv`: names and aliases that are no organisation, are a person's, or are ordinary words; with `of`,
  only of that actor.

Two rows become one actor only if they share a whole name and could be of one country.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.resolving.names import CONNECTING, Key, key, same_name
from sayso.resolving.registry import COLUMNS

HERE = Path(__file__).parent / "registry"
TARGET = Path(__file__).parent.parent / "src/sayso/resolving/data"

FORMAL, IDENTITY = "1", "3"
"""UCDP's types of organisation that go in: formally organised groups, and groups by identity."""

_MILITIAS = re.compile(
    r"\b(?:cartel|cártel|gang|mara|comando|confraternity|boys|vigilant\w*|lashkh?ar of|laskhar of|forces of|militia"
    r"|zetas|mafia|klan|outlaws|self.defen[cs]e|autodefensas)\b",
    re.IGNORECASE,
)
_UMBRELLA = re.compile(
    r"\b(?:insurgents|faction \(|opposition|people in|royalists|civilians|rejectionist)\b"
    r"|\(India\)|\(Indonesia\)|\(Philippines\)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:arm(?:y|ed)|front|frente|brigades?|organi[sz]ation|movement|movimiento|groups?|forces?|cells?|committee|party"
    r"|liberation|commandos?|comando|jihad|revolution\w*|council|league|union|resistance|action|faction|nuclei|mujah\w+"
    r"|guards?|legion|battalions?|alliance|anarch\w+|communist|national\w*|militia|fighters|congress|coalition|corps"
    r"|tigers|defen[cs]e|ejercito|jaish|lashkar|harkat|harakut|jama+\w*|jemaa\w*|ansar|al[- ]qa\S*|federation)\b",
    re.IGNORECASE,
)
_PHOENIX_ARMED = re.compile(r"REB|ALQ|JMA|ASF|MUS|SIK|GRB")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*(?:[-/][A-Z0-9]\w*)*\Z")
_BRACKETED = re.compile(r"\s*\(([^)]*)\)?\s*")
_LONGEST_ACRONYM = 10


@dataclass(frozen=True)
class Row:
    """One actor on its way into the registry."""

    name: str
    kind: str
    id: str = ""
    body: str = ""
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    side: str = ""
    ids: tuple[str, ...] = ()
    home_only: str = ""

    def names(self) -> Iterator[Key]:
        """Every name and alias as it is compared."""
        return (key(name) for name in (self.name, *self.aliases))


@dataclass
class Rows:
    """The rows so far, with an index by whole name."""

    rows: list[Row] = field(default_factory=list)
    index: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: Row) -> None:
        """Put a row in, joined to the row that shares a name and could be of its country, if there is one."""
        at = self._of_one_actor(row)
        if at is None:
            at = len(self.rows)
            self.rows.append(row)
        else:
            self.rows[at] = _joined(self.rows[at], row)
        for name in set(self.rows[at].names()):
            if at not in self.index[name]:
                self.index[name].append(at)

    def _of_one_actor(self, row: Row) -> int | None:
        """Where the row of the same actor stands: it shares the row's own name, else an alias that no other has."""
        for names in ([key(row.name)], list(row.names())):
            shared = {at for name in names for at in self._bearing(name) if _can_be_one(self.rows[at], row)}
            if len(shared) == 1:
                return shared.pop()
        return None

    def _bearing(self, name: Key) -> list[int]:
        """Rows with this name, else with another spelling of it."""
        spelled = (other for other in self.index if len(other) == len(name) > 1 and same_name(name, other))
        return self.index.get(name) or [at for other in list(spelled) for at in self.index[other]]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    made = registry(options.data)
    with (TARGET / "actors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_cells(row) for row in made)
    print(f"{len(made)} actors in {(TARGET / 'actors.csv').stat().st_size:,} bytes")


def registry(data: Path) -> list[Row]:
    """All rows of the registry: by hand first, then UCDP's, then Phoenix's, each with an id of its own."""
    listed = _csv(HERE / "left_out.csv")
    left_out = {_plain(row["name"]) for row in listed if not row["of"]}
    left_out_of = {(_plain(row["name"]), row["of"]) for row in listed if row["of"]}
    ucdp = {row.ids[0]: row for row in _ucdp(data)}
    rows = Rows()
    for row in (*_added(ucdp), *_state_bodies(), *ucdp.values(), *_phoenix(data, left_out)):
        theirs = {name for name, of in left_out_of if of in (row.name, *row.aliases, *row.acronyms)}
        kept = _without(row, left_out | theirs)
        if kept:
            rows.add(kept)
    return _with_ids(_without_others_acronyms(rows.rows))


def _added(ucdp: dict[str, Row]) -> Iterator[Row]:
    """The rows by hand; each takes its UCDP row's names, countries and id with it."""
    for line in _csv(HERE / "added.csv"):
        row = Row(
            name=line["name"],
            kind=line["kind"],
            id=line["id"],
            countries=_several(line["countries"]),
            aliases=_several(line["aliases"]),
            acronyms=_several(line["acronyms"]),
            first=line["first"],
            last=line["last"],
            side=line["side"],
        )
        for number in line["ucdp"].split():
            row = _joined(row, ucdp.pop(f"ucdp:{number}"))
        yield row


def _state_bodies() -> Iterator[Row]:
    for line in _csv(HERE / "state_bodies.csv"):
        countries, body = _several(line["country"]), line["body"]
        country = countries[0]
        kind = "government" if body in ("government", "courts") else "state-forces"
        yield Row(
            name=line["name"],
            kind=kind,
            id=f"{country.lower()}-{_slug(_BRACKETED.sub('', line['name']))}",
            body=body,
            countries=countries,
            aliases=_several(line["aliases"]),
            acronyms=_several(line["acronyms"]),
            side=f"state:{country}",
            home_only=line["home_only"],
        )


def _ucdp(data: Path) -> Iterator[Row]:
    codes, seen = _country_codes(), _seen(data)
    for item in _jsonl(data / "gazetteer/ucdp_actors_22_1.jsonl"):
        name = " ".join(item["name"].split())
        if item["org_type"] not in (FORMAL, IDENTITY) or _UMBRELLA.search(name):
            continue
        names = [" ".join(n.split()) for n in (name, *item["aliases"]) if _is_latin(n)]
        acronyms = [n for n in names if _is_acronym(n)]
        full = [_BRACKETED.sub(" ", n).strip() for n in names if n not in acronyms] or names
        first, against_state = seen.get(item["id"], seen.get(name, ("", False)))
        yield Row(
            name=_best(full),
            kind=_ucdp_kind(item["org_type"], name, against_state),
            countries=tuple(dict.fromkeys(codes[n] for n in map(_location, item["locations"]) if n in codes)),
            aliases=tuple(full),
            acronyms=tuple(acronyms),
            first=first,
            ids=(f"ucdp:{item['id']}",),
        )


def _ucdp_kind(org_type: str, name: str, against_state: bool) -> str:
    if org_type == IDENTITY:
        return "identity-militia"
    return "political-militia" if _MILITIAS.search(name) and not against_state else "rebel-group"


def _seen(data: Path) -> dict[int | str, tuple[str, bool]]:
    """By UCDP id or name: the first year of which the train parts of event records tell, and if a state was the foe."""
    years: dict[int | str, set[str]] = defaultdict(set)
    foes: dict[int | str, set[str]] = defaultdict(set)
    for item in _jsonl(data / "ucdp_ged_sample/train.jsonl"):
        for who, foe in (("side_a", "side_b"), ("side_b", "side_a")):
            years[item[f"{who}_new_id"]].add(item["date_start"][:4])
            foes[item[f"{who}_new_id"]].add(item[foe])
    for item in _jsonl(data / "ucdp_aec_records/train.jsonl"):
        for who, foe in (("side_a_name", "side_b_name"), ("side_b_name", "side_a_name")):
            years[item[who]].add(item["start_date"][:4])
            foes[item[who]].add(item[foe])
    return {who: (min(years[who]), any(f.startswith("Government of") for f in foes[who])) for who in years}


def _phoenix(data: Path, left_out: set[str]) -> Iterator[Row]:
    codes3 = {row["code3"]: row["code"] for row in _csv(TARGET / "countries.csv")}
    for item in _jsonl(data / "gazetteer/armed_groups_phoenix.jsonl"):
        code = item["codes"][0]["code"] if item["codes"] else ""
        names = [n for raw in (item["name"], *item["aliases"]) for n in _phoenix_names(raw)]
        is_person = code.startswith("IMG") and not _ORGANISATION.search(item["name"])
        if not _PHOENIX_ARMED.search(code) or is_person or _plain(item["name"]) in left_out:
            continue
        acronyms = {n for n in names if _is_initials(n, names)}
        full = [n for n in names if n not in acronyms and (n == names[0] or not _is_person_beside(n, names, left_out))]
        if not full:
            continue
        country = codes3.get(code[:3], "")
        yield Row(
            name=_titled(full[0]),
            kind="political-militia" if _MILITIAS.search(full[0]) else "rebel-group",
            countries=(country,) if country else (),
            aliases=tuple(map(_titled, full[1:])),
            acronyms=tuple(sorted(acronyms)),
            ids=("phoenix:" + _slug(item["name"]),),
        )


def _phoenix_names(raw: str) -> Iterator[str]:
    """The names in one entry: "REAL IRA (RIRA)" and "A+ B" hold two each."""
    for part in raw.replace("+", "|").split("|"):
        outer = _BRACKETED.sub(" ", part).strip(" ,.")
        if outer and not outer.replace(" ", "").isdigit():
            yield outer
        yield from (i for i in re.findall(r"\(([A-Z/-]+)\)?", part) if _is_initials(i, [outer]))


def _is_initials(name: str, names: Iterable[str]) -> bool:
    """Whether a word in capitals is made of another name's initials."""
    letters = [c for c in name if c.isalnum()]
    if " " in name or not 2 <= len(letters) <= _LONGEST_ACRONYM:
        return False
    initials = ([w[0] for w in re.split(r"[\s/-]+", n) if w] for n in names)
    return any(len(first) > 1 and _in_order(letters, first) for first in initials)


def _in_order(letters: list[str], initials: list[str]) -> bool:
    left = iter(initials)
    return letters[:1] == initials[:1] and all(c in left for c in letters)


def _is_person_beside(alias: str, names: list[str], left_out: set[str]) -> bool:
    """Whether an alias looks like a leader's name: two or more words, none of an organisation, none of the group's."""
    if _plain(alias) in left_out:
        return True
    words = set(key(names[0]))
    return " " in alias and not _ORGANISATION.search(alias) and not words & set(key(alias))


def _without(row: Row, left_out: set[str]) -> Row | None:
    """The row without left-out names; None when its name is one and nothing remains."""
    names = [n for n in dict.fromkeys((row.name, *row.aliases)) if _plain(n) not in left_out and key(n)]
    acronyms = [a for a in dict.fromkeys(row.acronyms) if a not in names[:1] and _plain(a) not in left_out]
    if not names:
        return None
    known = {key(names[0])}
    aliases = [n for n in names[1:] if key(n) not in known and not known.add(key(n))]  # type: ignore[func-returns-value]
    return replace(row, name=names[0], aliases=tuple(aliases), acronyms=tuple(acronyms))


def _without_others_acronyms(rows: list[Row]) -> list[Row]:
    """The rows without aliases that are another row's acronym: Phoenix, all in capitals, does not tell these apart."""
    acronyms = {acronym.upper(): row for row in reversed(rows) for acronym in row.acronyms}
    return [replace(row, aliases=tuple(a for a in row.aliases if acronyms.get(a.upper(), row) is row)) for row in rows]


def _can_be_one(one: Row, other: Row) -> bool:
    """Whether rows that share a name may be one actor: one country could be both's, and not both are UCDP's."""
    both_ucdp = any(i.startswith("ucdp:") for i in one.ids) and any(i.startswith("ucdp:") for i in other.ids)
    shares = not one.countries or not other.countries or set(one.countries) & set(other.countries)
    return bool(shares) and not both_ucdp and (one.body == other.body)


def _joined(row: Row, other: Row) -> Row:
    return replace(
        row,
        countries=tuple(dict.fromkeys((*row.countries, *other.countries))) if row.countries else row.countries,
        aliases=tuple(dict.fromkeys((*row.aliases, other.name, *other.aliases))),
        acronyms=tuple(dict.fromkeys((*row.acronyms, *other.acronyms))),
        first=row.first or other.first,
        ids=tuple(dict.fromkeys((*row.ids, *other.ids))),
    )


def _with_ids(rows: list[Row]) -> list[Row]:
    """The rows with ids: given ones as they are, else the name's slug, with a number where two share it."""
    taken = {row.id for row in rows if row.id}
    out = []
    for row in rows:
        slug = row.id or _slug(row.name)
        number = 2
        while not row.id and slug in taken:
            slug, number = f"{_slug(row.name)}-{number}", number + 1
        taken.add(slug)
        out.append(replace(row, id=slug))
    return out


def _best(names: list[str]) -> str:
    """The name to show: the one with the most English words of organisations, the first of several."""
    return max(
        names, key=lambda n: (len(_ORGANISATION.findall(n)) + len(re.findall(r"\b(?:of|for|the)\b", n)), n.isascii())
    )


def _titled(name: str) -> str:
    """A name in capitals as it is usually written."""
    words = re.split(r"([\s-]+)", name.lower())
    return "".join(w if w in CONNECTING and n else w[:1].upper() + w[1:] for n, w in enumerate(words))


def _is_acronym(name: str) -> bool:
    return bool(_ACRONYM.match(name)) and len(name) <= _LONGEST_ACRONYM


def _is_latin(name: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def _location(name: str) -> str:
    return re.sub(r"\s*\(.*\)", "", name)


def _country_codes() -> dict[str, str]:
    rows = _csv(TARGET / "countries.csv")
    named = {n: row["code"] for row in rows for n in (row["name"], *_several(row["also"]))}
    return {**named, "Hyderabad": "IN", "FYR": "MK"}


def _slug(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "")).strip("-")


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _jsonl(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _cells(row: Row) -> list[str]:
    return [
        row.id,
        row.name,
        row.kind,
        row.body,
        "|".join(row.countries),
        "|".join(row.aliases),
        "|".join(row.acronyms),
        row.first,
        row.last,
        "" if row.side == row.id else row.side,
        "|".join(row.ids),
        row.home_only,
    ]


if __name__ == "__main__":
    main()
