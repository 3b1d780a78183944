import io

from rich.console import Console

from sayso.cli.listing import event_table, short_ids, telling
from sayso.model import NOT_REPORTED, Assessment, Event, Finding, Level, Origin, OriginKind, Toll


def event(id_="evt-0123456789abcdef", **values):
    given = {"type": "bombing", "claims": ("clm-1",), "reports": ("rep-1",), "when": NOT_REPORTED}
    return Event(**{"id": id_, **given, **values})


def occurrence(level=Level.PERPETRATOR_CLAIM_ONLY, *, disputed=False):
    return Assessment("occurrence", level, disputed, (Finding("rule", "why"),))


def origin(kind=OriginKind.OUTLET):
    return Origin(
        id=kind.value, kind=kind, name="Dolvane Daily", side="", claims=("clm-1",), reports=("rep-1",), why=""
    )


def lines(*events):
    console = Console(width=80, file=io.StringIO())
    console.print(event_table(events))
    return console.file.getvalue().splitlines()


def test_ids_are_cut_to_where_they_still_differ():
    assert short_ids(["evt-0123456789", "evt-9876543210"]) == ["evt-01234567", "evt-98765432"]
    assert short_ids(["evt-0123456789", "evt-0123456780"]) == ["evt-0123456789", "evt-0123456780"]


def test_no_word_is_broken_at_eighty_columns():
    shown = lines(
        event(
            type="suicide-bombing",
            place_words=("the northern district of Harsk",),
            initiator_words=("Meren Liberation Front",),
            tolls=(("killed", Toll(4, None, 11)),),
            assessments=(occurrence(disputed=True),),
        )
    )
    for whole in ("evt-01234567", "suicide-bombing", "perpetrator-claim-only", "Liberation", "4–11"):
        assert any(whole in line for line in shown), whole
    assert max(map(len, shown)) <= 80


def test_an_event_whose_speakers_are_all_unknown_says_so():
    shown = "\n".join(lines(event(origins=(origin(OriginKind.UNRESOLVED),), assessments=(occurrence(),))))
    assert "origin unknown" in shown
    assert "0 origins" not in shown


def test_the_most_telling_event_is_disputed_and_has_most_origins():
    plain = event("evt-plain", origins=(origin(), origin(OriginKind.SPEAKER)), assessments=(occurrence(),))
    disputed = event("evt-disputed", origins=(origin(),), assessments=(occurrence(disputed=True),))
    assert telling([plain, disputed]) is disputed
    assert telling([event(), plain]) is plain
