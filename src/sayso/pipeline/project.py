"""Projects: what `sayso code` leaves behind, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.assessing import VERSION as ASSESSOR
from sayso.assessing import build_events
from sayso.codebook import Codebook, load_codebook
from sayso.engines import ordered_map
from sayso.errors import BadRequest, NotFound, SaysoError
from sayso.linking import VERSION as LINKER
from sayso.linking import explain_pair, name_events
from sayso.model import (
    NOW,
    AsOf,
    Claim,
    Event,
    Extraction,
    Join,
    Judgement,
    JudgementAnchor,
    ReaderVersion,
    Report,
    Verdict,
    content_id,
)
from sayso.pipeline.derived import Derived
from sayso.pipeline.linked import KeptLinker
from sayso.pipeline.reviews import (
    Review,
    check_places_known,
    check_words_stand,
    find_report,
    missing_anchor,
    reviews_of,
    sentence_span,
)
from sayso.pipeline.runs import (
    DEFAULTS,
    FORGOTTEN,
    Progress,
    ReadAndResolve,
    RunSummary,
    batches,
    captured_items,
    count_reading,
    extracted_text,
    no_progress,
    remembered,
)
from sayso.publishing import EXPORTS, Exported, Policy, Release
from sayso.reading import DEFAULT_READER, get_reader
from sayso.resolving import Resolver, load_resolver
from sayso.reviewing import MissingClaim, Tools, anchor_of, apply, check_value
from sayso.settings import Settings, default_project, user_gazetteer
from sayso.sources import Captured
from sayso.store import Failure, Store, View
from sayso.store.store import Clock, utc_now

WITHHOLDING = Policy()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One event with all that it rests on: its claims with their reports, why they are one event, what it is
    part of and what is part of it."""

    event: Event
    claims: tuple[Claim, ...]
    extractions: Mapping[str, Extraction]
    reports: Mapping[str, Report]
    joins: tuple[Join, ...]
    parts: tuple[Event, ...]
    whole: Event | None
    redirected_from: str = ""

    def _repr_html_(self) -> str:
        from sayso.publishing.pages import explanation_html

        return explanation_html(self.event, self.claims)


class EventTable(tuple[Event, ...]):
    """Events in order; shows as a table in a notebook."""

    def _repr_html_(self) -> str:
        from sayso.publishing.pages import events_html

        return events_html(self)


class Project:
    """Reports, claims, events and judgements in one file. Use it in a `with` statement, or close it."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.codebook: Codebook = load_codebook(settings.codebook)
        self._linker = KeptLinker(self.codebook)

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        create: bool = False,
        settings: Settings = DEFAULTS,
        clock: Clock = utc_now,
    ) -> Project:
        """The project at `path` (or the default one); made when `create` is set.

        A codebook, gazetteer or actor file given before is used again unless another is given; without any gazetteer
        that of the user, if there is one.
        Raises ProjectError and its kinds, CodebookError.
        """
        store = Store.open(Path(path) if path else default_project(), create=create, clock=clock)
        try:
            return cls(store, _settings_kept(store, settings))
        except SaysoError:
            store.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.store.view().counts()
        held = ", ".join(f"{counts[name]} {name}s" for name in ("report", "claim", "event", "judgement"))
        return f"Project({str(self.store.path)!r}: {held})"

    def _repr_html_(self) -> str:
        from sayso.publishing.pages import paragraph_html

        return paragraph_html(repr(self))

    # Adding

    def code(self, inputs: Sequence[str | Path] = (), *, progress: Progress = no_progress) -> RunSummary:
        """Add what is new in the inputs, read what is unread, and bring the events up to date.

        Work that an earlier run left unfinished is finished, also without inputs.
        """
        summary = RunSummary()
        self.keep_settings()
        seen = self._capture(inputs, summary, progress)
        self._extract(seen, summary, progress)
        self._read(summary, progress)
        summary.events = len(self._up_to_date(progress))
        return summary

    def keep_settings(self) -> None:
        """Remember the codebook, gazetteer and actors of these settings, for whoever opens the project next. The user's
        own gazetteer is no part of a project."""
        with self.store.writer() as writer:
            for name in _KEPT_SETTINGS:
                value = getattr(self.settings, name)
                if value is not None and value != user_gazetteer():
                    writer.set(name, str(value))

    def _capture(self, inputs: Sequence[str | Path], summary: RunSummary, progress: Progress) -> set[str]:
        """Keep the raw bytes of what is new; return the ids of all reports among the inputs."""
        view = self.store.view()
        known, seen = view.report_ids(), set[str]()
        captured = captured_items(inputs, self.settings, self.store.clock, summary)
        for batch in batches(captured):
            with self.store.writer() as writer:
                for item in batch:
                    report = item.report
                    if report.id in known:
                        summary.known += report.id not in seen
                    elif _is_other_text(report, view):
                        problem = f"the id {report.given_id!r} came before with another text"
                        failure = Failure("capture", report.name, problem, "give it an id of its own")
                        summary.skipped.append(failure)
                        continue
                    else:
                        writer.add_report(report, item.data)
                        known.add(report.id)
                        summary.new += 1
                    seen.add(report.id)
            progress("capture", len(seen), None)
        with self.store.writer() as writer:
            for failure in summary.skipped:
                writer.add_failure(failure)
        return seen

    def _extract(self, seen: set[str], summary: RunSummary, progress: Progress) -> None:
        """Take the text of each report that has none, from its stored bytes."""
        view = self.store.view()
        failed = {failure.item for failure in view.failures() if failure.stage == "extract"}
        pending = [r for r in view.reports_without_text() if r.id in seen or r.name not in failed]
        done = 0
        for batch in batches(pending):
            with self.store.writer() as writer:
                for report in batch:
                    before = len(summary.skipped)
                    extracted = extracted_text(Captured(report, view.data(report)), self.settings, summary)
                    if extracted is not None:
                        writer.add_extraction(extracted[0])
                    for failure in summary.skipped[before:]:
                        writer.add_failure(failure)
            done += len(batch)
            progress("extract", done, len(pending))

    def _read(self, summary: RunSummary, progress: Progress) -> None:
        """Read each text that this reader has not read."""
        view = self.store.view()
        unread = view.unread(self._reader_version())
        texts = (extraction for ids in batches(unread) for extraction in _in_order(view.extractions(ids), ids))
        pairs: list[Extraction] = []
        results = ordered_map(ReadAndResolve(self.settings), remembered(texts, pairs), self.settings.processes)
        resolver = self._resolver_version()
        done = 0
        for batch in batches(results):
            with self.store.writer() as writer:
                for result in batch:
                    extraction, pairs[done] = pairs[done], FORGOTTEN
                    done += 1
                    if isinstance(result, Failure):
                        summary.skipped.append(result)
                        writer.add_failure(result)
                        continue
                    reading, claims = result
                    writer.add_reading(reading)
                    writer.replace_resolved(claims, resolver)
                    count_reading(summary, extraction, reading)
            progress("read", done, len(unread))

    # Deriving

    def _reader_version(self) -> ReaderVersion:
        return get_reader(self.settings.reader or DEFAULT_READER, self.codebook).version

    def _resolver(self) -> Resolver:
        return load_resolver(self.settings.gazetteer, self.settings.actors)

    def _resolver_version(self) -> str:
        return self._resolver().version

    def derive(self, as_of: AsOf = NOW) -> Derived:
        """Everything that follows from what the project holds, as of a moment. Writes nothing."""
        view = self.store.view(as_of)
        extractions = view.extractions()
        claims = self._resolved(view, extractions)
        tools = Tools(self._resolver().resolve, sentence_span, self._resolver().place_of_id)
        reviewed = apply(view.judgements(), claims, extractions, as_of.recorded, tools)
        linker = self._linker if as_of == NOW else KeptLinker(self.codebook)
        linking = linker.link(reviewed.claims, extractions, reviewed.decisions)
        by_id = {claim.id: claim for claim in reviewed.claims}
        reports = {extraction.id: extraction.report for extraction in extractions.values()}
        ids, entries = name_events(linking, by_id, reports, view.ledger())
        events = build_events(linking, ids, by_id, extractions, self.codebook)
        return Derived(events, by_id, extractions, reviewed, linking, entries, tuple(claims))

    def _resolved(self, view: View, extractions: Mapping[str, Extraction]) -> list[Claim]:
        """The claims of the view, resolved; those that this resolver has not seen are resolved now."""
        claims = view.claims(extractions)
        resolver = self._resolver()
        kept = view.resolved(resolver=resolver.version)
        out: list[Claim] = []
        for extraction, group in _by_extraction(claims).items():
            if all(claim.id in kept for claim in group):
                out += [kept[claim.id] for claim in group]
            else:
                out += resolver.resolve(group, extractions[extraction])
        return out

    def _up_to_date(self, progress: Progress = no_progress) -> list[Event]:
        """The events, derived again if anything that they rest on has changed."""
        view = self.store.view()
        fingerprint = self._fingerprint(view)
        if view.setting("events_fingerprint") == fingerprint:
            return view.events()
        progress("link", 0, 1)
        derived = self.derive()
        with self.store.writer() as writer:
            writer.replace_resolved(derived.resolved, self._resolver_version())
            writer.add_ledger_entries(derived.entries)
            writer.replace_events(derived.events, fingerprint)
        progress("link", 1, 1)
        return list(derived.events)

    def _fingerprint(self, view: View) -> str:
        """What the events rest on: readings, metadata, judgements and the versions of what derives them."""
        readings = sorted(view.current_readings().values())
        judgements = [(j.id, j.withdrawn_at is not None) for j in view.judgements()]
        versions = (self._resolver_version(), LINKER, ASSESSOR, self.codebook.version)
        return content_id("fpr", readings, judgements, view.metadata_state(), versions)

    # Looking

    def events(self, as_of: AsOf = NOW) -> EventTable:
        """All events, by date; as of a moment if one is given."""
        return EventTable(self._up_to_date() if as_of == NOW else self.derive(as_of).events)

    def claims(self, as_of: AsOf = NOW) -> tuple[Claim, ...]:
        """All claims, resolved and as people corrected them."""
        return tuple(self.derive(as_of).claims.values())

    def explain(self, event: str, as_of: AsOf = NOW) -> Explanation:
        """One event with its claims and reasons. `event` may be the start of an id, or an id that was merged away.

        Raises NotFound, or BadRequest when the start fits several events.
        """
        self._up_to_date()
        derived = self.derive(as_of)
        found, came_from = self._find_event(event, derived)
        claims = tuple(derived.claims[c] for c in found.claims)
        used = {claim.extraction for claim in claims}
        extractions = {i: e for i, e in derived.extractions.items() if i in used}
        reports = {r.id: r for r in self.store.view(as_of).reports() if r.id in found.reports}
        return Explanation(
            event=found,
            claims=claims,
            extractions=extractions,
            reports=reports,
            joins=self._joins(claims, derived),
            parts=tuple(e for e in derived.events if e.part_of == found.id),
            whole=next((e for e in derived.events if e.id == found.part_of), None),
            redirected_from=came_from,
        )

    def _find_event(self, wanted: str, derived: Derived) -> tuple[Event, str]:
        fitting = [e for e in derived.events if e.id == wanted or e.id.startswith(_event_id(wanted))]
        if len(fitting) == 1:
            return fitting[0], ""
        if fitting:
            raise BadRequest(f"{wanted!r} fits {len(fitting)} events: {', '.join(e.id for e in fitting[:5])}")
        target = self._redirected(_event_id(wanted))
        for event in derived.events:
            if target and event.id == target:
                return event, wanted
        raise NotFound(f"there is no event {wanted!r}; `sayso events` lists them")

    def _redirected(self, wanted: str) -> str:
        """Where an id that is no longer in use, or the only one that begins so, went; '' when there is none."""
        redirects = self.store.view().redirects()
        beginnings = [event for event in redirects if event.startswith(wanted)]
        target, seen = beginnings[0] if len(beginnings) == 1 else wanted, set[str]()
        while target in redirects and target not in seen:
            seen.add(target)
            target = redirects[target].target
        return target if target != wanted else ""

    def _joins(self, claims: Sequence[Claim], derived: Derived) -> tuple[Join, ...]:
        """What each report says of the happening, compared with what fits it best in an earlier one."""
        firsts = list({(claim.extraction, claim.group): claim for claim in reversed(claims)}.values())[::-1]
        joins = []
        for position, claim in enumerate(firsts):
            earlier = [c for c in firsts[:position] if c.extraction != claim.extraction]
            compared = [self._compare(c, claim, derived, claims) for c in earlier]
            if compared:
                joins.append(max(compared, key=lambda join: join.weight))
        return tuple(joins)

    def _compare(self, one: Claim, other: Claim, derived: Derived, claims: Iterable[Claim]) -> Join:
        join = explain_pair(one, other, derived.extractions, derived.reviewed.decisions, self.codebook, claims)
        return replace(join, joined=derived.are_joined(one.id, other.id))

    def explain_pair(self, one: str, other: str, as_of: AsOf = NOW) -> Join:
        """What speaks for and against two claims being about one happening, and whether they are in one event as of a
        moment.

        Raises NotFound.
        """
        derived = self.derive(as_of)
        return self._compare(_claim(one, derived), _claim(other, derived), derived, derived.claims.values())

    # Judging

    def judge(self, verdict: Verdict, claims: Sequence[str], *, who: str, why: str = "") -> Judgement:
        """Record that two claims are the same happening, different, or unsure; or that one claim is wrong.

        Raises NotFound, BadRequest. The events are brought up to date.
        """
        if verdict in (Verdict.VALUE, Verdict.MISSING):
            raise BadRequest(f"{verdict.value!r} needs more than a claim: use `correct` or `add_missing`")
        wanted = 1 if verdict is Verdict.WRONG else 2
        if len(set(claims)) != wanted:
            raise BadRequest(f"{verdict.value!r} is a judgement on {wanted} claim(s), not {len(set(claims))}")
        return self._judge(verdict, claims, who=who, why=why)

    def correct(self, claim: str, slot: str, value: str, *, who: str, why: str = "") -> Judgement:
        """Record the right value of one slot of a claim. Raises NotFound, and BadRequest for a slot or value that
        is none, for words that are not in the claim's report, and for a place that the gazetteer lacks."""
        check_value(slot, value, self.codebook)
        check_places_known(slot, value, self._resolver().place_of_id)
        derived = self.derive()
        found = _claim(claim, derived)
        check_words_stand(slot, value, derived.extractions[found.extraction])
        return self._judge(Verdict.VALUE, [found.id], who=who, why=why, slot=slot, value=value)

    def add_missing(self, report: str, words: str, said: MissingClaim, *, who: str, why: str = "") -> Judgement:
        """Record a claim that the reader missed, at its exact words in a report: a report's id or the start of one, its
        file's name, its source's id, or a claim of it.

        Raises NotFound, and BadRequest for words that are not in the report, or stand there more than once. Other
        values of the claim are given with `correct`.
        """
        said.check(self.codebook)
        derived = self.derive()
        extraction = find_report(report, derived, self.store.view().reports())
        anchor = missing_anchor(said, words, extraction, derived)
        return self._record(Verdict.MISSING, (anchor,), who=who, why=why, value=said.as_text())

    def _judge(
        self, verdict: Verdict, claims: Sequence[str], *, who: str, why: str, slot: str = "", value: str = ""
    ) -> Judgement:
        derived = self.derive()
        anchors = tuple(sorted(_anchor(claim, derived) for claim in claims))
        return self._record(verdict, anchors, who=who, why=why, slot=slot, value=value)

    def _record(
        self,
        verdict: Verdict,
        anchors: tuple[JudgementAnchor, ...],
        *,
        who: str,
        why: str,
        slot: str = "",
        value: str = "",
    ) -> Judgement:
        at = self.store.clock()
        judgement_id = Judgement.id_for(verdict, anchors, who, at, slot, value)
        judgement = Judgement(judgement_id, verdict, anchors, who, at, why, slot, value)
        with self.store.writer() as writer:
            writer.add_judgement(judgement)
        self._up_to_date()
        return judgement

    def withdraw(self, judgement: str, *, who: str) -> Judgement:
        """Take a judgement back; it stays on record. `judgement` may be the start of an id.

        Raises NotFound, and BadRequest when the start fits several.
        """
        fitting = [j for j in self.store.view().judgements() if j.id.startswith(judgement)]
        if len(fitting) != 1:
            kind = BadRequest if fitting else NotFound
            raise kind(f"{len(fitting)} judgements start with {judgement!r}; `sayso judge list` shows them")
        with self.store.writer() as writer:
            writer.withdraw_judgement(fitting[0].id, who)
        self._up_to_date()
        return next(j for j in self.store.view().judgements() if j.id == fitting[0].id)

    def judgements(self) -> tuple[tuple[Judgement, ...], tuple[Judgement, ...]]:
        """All judgements, and those of them that no longer find their words anywhere."""
        derived = self.derive()
        return tuple(self.store.view().judgements()), derived.reviewed.orphans

    def reviews(self) -> tuple[Review, ...]:
        """All judgements, oldest first, each with the claims that it is about and whether it holds."""
        return reviews_of(self.store.view().judgements(), self.derive())

    # Publishing

    def export(self, format_name: str, target: Path, policy: Policy = WITHHOLDING, as_of: AsOf = NOW) -> Exported:
        """Write the project in one of the formats of `sayso.publishing.EXPORTS`; record that it was.

        Raises BadRequest for a format that is none, ProjectUnwritable when `target` cannot be written.
        """
        if format_name not in EXPORTS:
            raise BadRequest(f"there is no format {format_name!r}; there are: {', '.join(sorted(EXPORTS))}")
        self._up_to_date()
        derived = self.derive(as_of)
        with self.store.writer() as writer:
            key = writer.pseudonym_key()
        today = self.store.clock().date()
        reports = {report.id: report for report in self.store.view(as_of).reports()}
        release = Release(derived.events, derived.claims, derived.extractions, reports, self.codebook)
        exported = EXPORTS[format_name](release, target, policy, key, today)
        with self.store.writer() as writer:
            writer.add_export(format_name, exported.decisions)
        return exported


_KEPT_SETTINGS = ("codebook", "gazetteer", "actors")


def _settings_kept(store: Store, settings: Settings) -> Settings:
    view = store.view()
    kept = {name: Path(value) for name in _KEPT_SETTINGS if (value := view.setting(name))}
    return replace(
        settings,
        codebook=settings.codebook or kept.get("codebook"),
        gazetteer=settings.gazetteer or kept.get("gazetteer") or user_gazetteer(),
        actors=settings.actors or kept.get("actors"),
    )


def _is_other_text(report: Report, view: View) -> bool:
    if not report.given_id:
        return False
    return any(other.sha256 != report.sha256 for other in view.reports_given(report.given_id))


def _in_order(found: Mapping[str, Extraction], ids: Iterable[str]) -> Iterator[Extraction]:
    return (found[i] for i in ids if i in found)


def _by_extraction(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.extraction, []).append(claim)
    return groups


def _claim(wanted: str, derived: Derived) -> Claim:
    fitting = [claim for claim_id, claim in derived.claims.items() if claim_id.startswith(wanted)]
    if len(fitting) != 1:
        kind = BadRequest if fitting else NotFound
        raise kind(f"{len(fitting)} claims start with {wanted!r}; `sayso explain EVENT` shows claim ids")
    return fitting[0]


def _anchor(claim_id: str, derived: Derived) -> JudgementAnchor:
    """What a judgement on a claim holds on to: the claim as it was found, for corrections may be taken back."""
    claim = derived.as_found()[_claim(claim_id, derived).id]
    return anchor_of(claim, derived.extractions[claim.extraction])


def _event_id(wanted: str) -> str:
    return wanted if wanted.startswith("evt-") else f"evt-{wanted}"
