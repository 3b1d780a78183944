from itertools import islice

import pytest
from evals.world import rates_named, tell
from evals.world.causes import NO_EVENT, wrong_origins
from evals.world.figures import World, events_of, figures, perfect, same_day_town_and_type, score_copies, score_pairs
from evals.world.phrases import fill

from sayso.codebook import shipped_codebook
from sayso.model import About, Cluster, Copies, Linking, Stance

CLAIMS = 1500


@pytest.fixture(scope="module")
def reports():
    return list(tell(rates_named("tuning"), CLAIMS))


@pytest.fixture(scope="module")
def world(reports):
    return World.of(reports)


def test_one_seed_tells_one_history_and_a_longer_one_begins_the_same(reports):
    assert (
        list(tell(rates_named("tuning"), CLAIMS // 2)) == reports[: len(list(tell(rates_named("tuning"), CLAIMS // 2)))]
    )
    assert list(islice(tell(rates_named("final"), CLAIMS), 5)) != reports[:5]


def test_it_is_a_stream():
    assert len(list(islice(tell(rates_named("tuning"), 10**9), 3))) == 3


def test_every_value_stands_in_the_text(reports):
    for told in reports:
        for claim in told.claims:
            assert claim.extraction == told.extraction.id
            for span in claim.spans():
                span.verify(told.extraction.text)


def test_every_claim_has_its_own_truth_and_id(reports, world):
    assert sum(len(told.claims) for told in reports) == len(world.claims) == len(world.truth.happening_of)


def test_it_has_everything_that_makes_linking_and_assessing_hard(reports, world):
    said = [record.statement for told in reports for record in told.records]
    assert {Stance.CLAIMED, Stance.ALLEGED, Stance.DENIED, Stance.WITHDRAWN} <= {s.stance for s in said}
    assert {About.HAPPENING, About.INVOLVEMENT, About.VALUE} <= {s.about for s in said}
    assert world.truth.copies()
    assert world.truth.parts
    assert any(len(told.stories) > 1 for told in reports), "partial copies and digests"
    assert any(s.outer for s in said), "statements through another outlet"


def test_true_links_give_true_origins_and_levels(world):
    found = figures(world, perfect(world), shipped_codebook())
    assert found["pair_f1"] == found["copies_f1"] == 1.0
    assert found["origins_exact"] >= 0.99
    assert found["levels_right"] >= 0.99


def test_each_happening_with_wrong_origins_has_one_cause(world):
    alone = Linking(tuple(Cluster((claim,)) for claim in sorted(world.claims)))
    in_one = Linking((Cluster(tuple(sorted(world.claims))),))
    apart, merged = (wrong_origins(world, events_of(world, one, shipped_codebook())) for one in (alone, in_one))
    assert sum(apart.values()) > 0
    assert all(cause.startswith("claims are missing that give") for cause in apart)
    assert merged[NO_EVENT] == len(world.truth.records) - 1


def test_pairs_within_a_report_do_not_count(world):
    alone = score_pairs(world, {claim.id: claim.extraction for claim in world.claims.values()})
    assert alone.found == 0
    assert alone.true > 0


def test_the_rule_of_hand_made_tables_finds_some_pairs(world):
    scored = score_pairs(world, same_day_town_and_type(world))
    assert scored.precision > 0.9
    assert 0.3 < scored.recall < 0.8


def test_a_wrong_group_of_copies_costs_precision(world):
    ids = sorted(world.extractions)[:2]
    assert score_copies(world.truth, [Copies(tuple(ids), "guess")]).found == 1
    assert score_copies(world.truth, Linking((), ()).copies).recall == 0.0


def test_words_know_where_they_stand_and_empty_ones_leave_no_gap():
    written = fill("{speaker} said a bomb <went off> {place} {time}, near {target}", {
        "speaker": "the |army", "place": "", "time": "on |3 May 2020", "target": "a |school",
    })  # fmt: skip
    assert written.text == "The army said a bomb went off on 3 May 2020, near a school."
    assert {slot: written.text[start:end] for slot, start, end in written.marks} == {
        "speaker": "army", "anchor": "went off", "time": "3 May 2020", "target": "school",
    }  # fmt: skip
