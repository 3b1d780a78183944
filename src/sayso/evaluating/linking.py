"""Linking on ECB+: which reports tell of one happening, and which event mentions are of one event.

Reports are clustered from their texts within each topic, against `subtopic`. Event mentions are gold ones (validated
actions), clustered over all reports of the file, against `instance`; a mention without one is alone. The same-lemma
baseline puts mentions with one lemma of their head into one cluster, over all reports too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluating.coreference import Coreference, b_cubed, coreference
from sayso.evaluating.figures import Tally
from sayso.evaluating.gold_files import Record, read_records

ACTIONS = ("ACTION", "NEG_ACTION")

MentionAt = tuple[int, int, int]
"""Position of the text, start and end in it."""

ClusterMentions = Callable[[Sequence[str], Sequence[MentionAt]], Sequence[Hashable]]
ClusterReports = Callable[[Sequence[str]], Sequence[Hashable]]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report with what it tells of (`subtopic`), and its event mentions: start, end, and which event."""

    topic: str
    subtopic: str
    text: str
    mentions: tuple[tuple[int, int, Hashable], ...]


@dataclass(frozen=True, slots=True)
class LinkingFigures:
    """Figures on reports and on event mentions."""

    reports: int
    mentions: int
    report_b3: Tally
    mention: Coreference
    lemma: Coreference

    def as_dict(self) -> dict[str, Any]:
        """Fractions, with what they were counted over."""
        return {
            "documents": self.reports,
            "mentions": self.mentions,
            "report_b3_f1": self.report_b3.f1,
            "mention_conll_f1": self.mention.conll_f1,
            "lemma_conll_f1": self.lemma.conll_f1,
            "report_b3": self.report_b3.as_dict(),
            "mention": _measures(self.mention),
            "lemma": _measures(self.lemma),
        }


def evaluate_linking(
    gold: Path, cluster_reports: ClusterReports, cluster_mentions: ClusterMentions, same_lemma: ClusterMentions
) -> LinkingFigures:
    """How well reports and event mentions are clustered. Raises BadRecord, UnreadableInput."""
    reports = read_linking_gold(gold)
    texts, spans, events = mentions_of(reports)
    return LinkingFigures(
        len(reports),
        len(spans),
        _report_b3(reports, cluster_reports),
        coreference(events, cluster_mentions(texts, spans)),
        coreference(events, same_lemma(texts, spans)),
    )


def read_linking_gold(path: Path) -> list[GoldReport]:
    """The reports of a file in the ECB+ format. Raises BadRecord, UnreadableInput."""
    return [_gold_report(record) for record in read_records(path)]


def mentions_of(reports: Sequence[GoldReport]) -> tuple[list[str], list[MentionAt], list[Hashable]]:
    """The texts, all mentions in them, and the event of each."""
    found = [((n, start, end), event) for n, report in enumerate(reports) for start, end, event in report.mentions]
    return [report.text for report in reports], [span for span, _ in found], [event for _, event in found]


def _gold_report(record: Record) -> GoldReport:
    text = record.text("text")
    mentions = [
        (*mention.bounds(text), mention.fields.get("instance") or (record.where, mention.identity()))
        for mention in record.records("mentions", required=True)
        if mention.fields.get("validated") and mention.text("tag").startswith(ACTIONS)
    ]
    return GoldReport(record.identity("topic"), record.text("subtopic"), text, tuple(mentions))


def _report_b3(reports: Sequence[GoldReport], cluster_reports: ClusterReports) -> Tally:
    pairs: list[tuple[Hashable, Hashable]] = []
    for topic in dict.fromkeys(report.topic for report in reports):
        told = [report for report in reports if report.topic == topic]
        labels = cluster_reports([report.text for report in told])
        pairs += [(report.subtopic, (topic, label)) for report, label in zip(told, labels, strict=True)]
    return b_cubed(pairs)


def _measures(found: Coreference) -> dict[str, Any]:
    return {"muc": found.muc.as_dict(), "b3": found.b3.as_dict(), "ceaf_e": found.ceaf_e.as_dict()}
