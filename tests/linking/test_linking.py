from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.codebook import shipped_codebook
from sayso.linking import explain_pair, find_copies, link, name_events
from sayso.linking.sets import DisjointSets
from sayso.model import (
    Actor,
    ActorKind,
    Decision,
    JoinRule,
    LedgerEntry,
    LedgerKind,
    Place,
    PlacePrecision,
    Precision,
    Shape,
    ShapeKind,
    TimeSpan,
)

BOOK = shipped_codebook()


@pytest.fixture
def blast(make_extraction, make_claim):
    """The same bombing in two outlets' own words, and another one two weeks later."""
    one = make_extraction("A bomb exploded in Harsk on 10 March 2026 and killed six people.", published="2026-03-10")
    two = make_extraction("Harsk: an explosion on Tuesday took the lives of six people.", published="2026-03-11")
    later = make_extraction("A bomb exploded in Harsk on 24 March 2026.", published="2026-03-24")
    claims = [
        make_claim(one, "exploded", "bombing", place="Harsk", time="10 March 2026", counts=(("six", "killed"),)),
        make_claim(two, "explosion", "bombing", place="Harsk", time="Tuesday", counts=(("six", "killed"),)),
        make_claim(later, "exploded", "bombing", place="Harsk", time="24 March 2026"),
    ]
    return claims, {e.id: e for e in (one, two, later)}


def clusters(claims, extractions, decisions=()):
    return {frozenset(c.claims) for c in link(claims, extractions, decisions, BOOK).clusters}


def test_one_happening_in_two_reports_is_one_cluster(blast):
    claims, extractions = blast
    a, b, c = (claim.id for claim in claims)
    assert clusters(claims, extractions) == {frozenset({a, b}), frozenset({c})}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_arrival_does_not_matter(blast, order):
    claims, extractions = blast
    shuffled = {i: extractions[i] for i in reversed(extractions)}
    assert link([claims[n] for n in order], shuffled, (), BOOK) == link(claims, extractions, (), BOOK)


def test_every_claim_is_in_exactly_one_cluster(blast):
    claims, extractions = blast
    linked = [claim for cluster in link(claims, extractions, (), BOOK).clusters for claim in cluster.claims]
    assert sorted(linked) == sorted(claim.id for claim in claims)


def test_a_person_outweighs_every_comparison(blast):
    claims, extractions = blast
    a, b, c = (claim.id for claim in claims)
    apart = Decision(a, b, same=False, judgement="jdg-1")
    together = Decision(a, c, same=True, judgement="jdg-2")
    found = clusters(claims, extractions, [apart, together])
    assert frozenset({a, c}) in found
    assert frozenset({b}) in found


def test_a_pair_explains_itself(blast):
    claims, extractions = blast
    join = explain_pair(claims[0], claims[1], extractions, (), BOOK)
    assert join.joined
    assert join.rule is JoinRule.SCORE
    assert join.weight == sum(c.weight for c in join.comparisons)
    assert {c.name: c.sentence for c in join.comparisons}["time"] == "both on 2026-03-10"
    apart = explain_pair(claims[0], claims[2], extractions, (), BOOK)
    assert not apart.joined
    assert "14 days apart: 2026-03-10 and 2026-03-24" in {c.sentence for c in apart.comparisons}
    judged = explain_pair(claims[0], claims[2], extractions, [Decision(claims[0].id, claims[2].id, True, "j")], BOOK)
    assert judged.rule is JoinRule.JUDGED_SAME


def test_claims_of_one_report_are_joined_by_its_reader_alone(make_extraction, make_claim):
    text = make_extraction(
        "A bomb exploded in Harsk on 10 March 2026; a second blast hit Harsk.", published="2026-03-10"
    )
    one = make_claim(text, "exploded", "bombing", place="Harsk", time="10 March 2026", group="E1")
    other = make_claim(text, "blast", "bombing", place="Harsk", time="10 March 2026", group="E2")
    assert len(clusters([one, other], {text.id: text})) == 2
    assert explain_pair(one, other, {text.id: text}, (), BOOK).rule is JoinRule.SAME_REPORT


def test_times_without_a_year_do_not_join_alone(make_extraction, make_claim):
    one = make_extraction("Gunmen attacked a post on May 4.")
    other = make_extraction("Rebels attacked a convoy on May 4.")
    claims = [make_claim(e, "attacked", "armed-attack", time="May 4") for e in (one, other)]
    assert len(clusters(claims, {e.id: e for e in (one, other)})) == 2


def test_times_before_our_era_are_linked_like_others(make_extraction, make_claim):
    old = make_extraction("Raiders attacked a post in 44 BC.")
    new = make_extraction("Rebels attacked a convoy on 4 May 2019.")
    claims = [
        make_claim(old, "attacked", "armed-attack", time="44 BC"),
        make_claim(new, "attacked", "armed-attack", time="4 May 2019"),
    ]
    assert len(clusters(claims, {e.id: e for e in (old, new)})) == 2
    spans = [replace(claims[0].when, start=None), replace(claims[0].when, end=None)]
    claims += [replace(claims[0], id=str(number), when=when) for number, when in enumerate(spans)]
    assert len(clusters(claims, {e.id: e for e in (old, new)})) == 2


def test_a_sum_and_its_part_are_two_events_and_the_part_knows_its_whole(make_extraction, make_claim):
    claim_text = "The Meren Liberation Front claimed coordinated attacks at 39 places across Upper Meren; the post at Ondal fell."
    whole = make_extraction(claim_text, published="2026-03-14")
    part = make_extraction("Gunmen attacked a post in Ondal on Saturday night, police said.", published="2026-03-16")
    far = make_extraction("Gunmen attacked a post in Velmory on Saturday night, police said.", published="2026-03-16")
    summed = make_claim(
        whole,
        "attacks",
        "armed-attack",
        stance="claimed",
        initiator="Meren Liberation Front",
        place="Upper Meren",
        counts=(("39 places", "locations"),),
    )
    single = make_claim(part, "attacked", "armed-attack", place="Ondal", target="post", time="Saturday night")
    elsewhere = make_claim(far, "attacked", "armed-attack", place="Velmory", target="post", time="Saturday night")
    extractions = {e.id: e for e in (whole, part, far)}
    linking = link([summed, single, elsewhere], extractions, (), BOOK)
    by_claim = {cluster.claims: cluster for cluster in linking.clusters}
    assert by_claim[summed.id,].is_sum
    assert linking.clusters[by_claim[single.id,].part_of].claims == (summed.id,)
    assert by_claim[elsewhere.id,].part_of is None


STORY = (
    "A bomb hidden in a cart exploded in the crowded main market of Harsk on Tuesday morning, killing at least six "
    "people and wounding seventeen others, police said. The blast went off shortly after nine, when the stalls were "
    "full of shoppers, the superintendent told reporters at the scene of the attack."
)


def test_copies_whole_and_partial_are_found(make_extraction):
    whole = make_extraction(STORY, published="2026-03-10")
    trimmed = make_extraction("By our wire desk. " + STORY[:200], published="2026-03-11")
    embedded = make_extraction("Earlier today: " + STORY + " In other news, the harvest began.", published="2026-03-12")
    own = make_extraction("Nine people died when the market in Harsk was bombed on Tuesday, doctors said.")
    (copies,) = find_copies({e.id: e for e in (embedded, own, trimmed, whole)})
    assert copies.extractions == (whole.id, trimmed.id, embedded.id)
    assert "%" in copies.why


def test_short_texts_are_copies_only_when_they_are_equal(make_extraction):
    one, other = make_extraction("A blast in Harsk.", report="r1"), make_extraction("A blast in Harsk.", report="r2")
    third = make_extraction("A blast in Ondal.", report="r3")
    (copies,) = find_copies({e.id: e for e in (one, other, third)})
    assert set(copies.extractions) == {one.id, other.id}


@pytest.fixture
def named(blast):
    claims, extractions = blast
    by_id = {c.id: c for c in claims}
    reports = {e.id: e.report for e in extractions.values()}
    linking = link(claims, extractions, (), BOOK)
    ids, entries = name_events(linking, by_id, reports, ())
    return claims, extractions, by_id, reports, linking, ids, entries


def test_naming_again_changes_nothing(named):
    *_, by_id, reports, linking, ids, entries = named
    assert all(entry.kind is LedgerKind.MINTED for entry in entries)
    assert name_events(linking, by_id, reports, entries) == (ids, ())


def test_a_merge_keeps_one_id_and_redirects_the_other(named):
    claims, extractions, by_id, reports, _, ids, entries = named
    together = Decision(claims[0].id, claims[2].id, same=True, judgement="j")
    apart = Decision(claims[1].id, claims[2].id, same=True, judgement="k")
    merged = link(claims, extractions, [together, apart], BOOK)
    new_ids, new_entries = name_events(merged, by_id, reports, entries)
    assert len(new_ids) == 1
    assert new_ids[0] in ids
    (gone,) = set(ids) - set(new_ids)
    redirect = next(e for e in new_entries if e.kind is LedgerKind.REDIRECT)
    assert (redirect.event, redirect.target) == (gone, new_ids[0])


def test_a_merge_that_is_taken_back_gives_both_ids_back(named):
    claims, extractions, by_id, reports, linking, ids, entries = named
    together = [Decision(claims[n].id, claims[2].id, same=True, judgement=str(n)) for n in (0, 1)]
    _, merging = name_events(link(claims, extractions, together, BOOK), by_id, reports, entries)
    again, parting = name_events(linking, by_id, reports, (*entries, *merging))
    assert again == ids
    assert not [entry for entry in parting if entry.kind is LedgerKind.MINTED]
    assert name_events(linking, by_id, reports, (*entries, *merging, *parting)) == (ids, ())


def test_a_split_keeps_the_id_and_mints_a_new_one(named):
    claims, extractions, by_id, reports, _, ids, entries = named
    split = link(claims, extractions, [Decision(claims[0].id, claims[1].id, same=False, judgement="j")], BOOK)
    new_ids, new_entries = name_events(split, by_id, reports, entries)
    assert set(ids) < set(new_ids)
    assert len(new_ids) == 3
    assert {e.kind for e in new_entries} == {LedgerKind.MINTED, LedgerKind.KEPT}


def test_an_id_is_never_minted_twice(named):
    *_, by_id, reports, linking, ids, _ = named
    gone = [LedgerEntry(i, LedgerKind.REDIRECT, reason="none of its claims is left") for i in ids]
    new_ids, _ = name_events(linking, by_id, reports, gone)
    assert not set(new_ids) & set(ids)


def test_an_event_that_lost_all_claims_is_redirected_nowhere(named):
    _, _, by_id, reports, linking, ids, entries = named
    fewer = replace(linking, clusters=linking.clusters[:1])
    _, new_entries = name_events(fewer, by_id, reports, entries)
    assert {(e.event, e.target) for e in new_entries if e.kind is LedgerKind.REDIRECT} <= {(ids[1], "")}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_joining_in_any_order_gives_the_same_sets(pairs):
    def joined(order):
        sets = DisjointSets(map(str, range(10)))
        for one, other in order:
            sets.join(str(one), str(other))
        return sets.sets()

    assert joined(pairs) == joined(reversed(pairs))


def test_words_that_fit_any_target_neither_join_nor_keep_apart(make_extraction, make_claim):
    one = make_extraction("A bomb hit a market in Harsk on 10 March 2026.", published="2026-03-10")
    two = make_extraction("A bomb hit a building in Harsk on 10 March 2026.", published="2026-03-11")
    three = make_extraction("A bomb hit a school in Harsk on 10 March 2026.", published="2026-03-11")
    market, building, school = (
        make_claim(e, "hit", "bombing", target=words, place="Harsk", time="10 March 2026")
        for e, words in ((one, "a market"), (two, "a building"), (three, "a school"))
    )
    extractions = {e.id: e for e in (one, two, three)}
    outcomes = [
        {c.name: c for c in explain_pair(market, other, extractions, (), BOOK).comparisons}["target"].sentence
        for other in (building, school)
    ]
    assert outcomes == ["what was hit is not told on one side", "no target in common"]


@pytest.mark.parametrize("kind", [ShapeKind.ROUTE, ShapeKind.BORDER])
def test_a_road_or_a_border_holds_no_place(make_extraction, make_claim, kind):
    road = Place("s1", "the road", PlacePrecision.ADMIN1, "XX", "North", shape=Shape(kind, ("t1", "t2")))
    town = Place("t1", "Arvo", PlacePrecision.SETTLEMENT, "XX", "North", latitude=10.0, longitude=20.0, radius_km=5)
    province = Place("p1", "North", PlacePrecision.ADMIN1, "XX")
    assert [_place_outcome(make_extraction, make_claim, other, town) for other in (road, province)] == [
        "a place is missing or unknown",
        "of 1 and 2 one lies in the other",
    ]


def _place_outcome(make_extraction, make_claim, one, other):
    made = []
    for number, place in enumerate((one, other), 1):
        extraction = make_extraction(f"A bomb exploded there; report {number}.", report=f"r{number}")
        claim = make_claim(extraction, "exploded", "bombing", place="there")
        value = replace(place, name=str(number)) if place.precision is not PlacePrecision.ADMIN1 else place
        made.append((extraction, replace(claim, place=tuple(replace(m, value=value) for m in claim.place))))
    (first, a), (second, b) = made
    join = explain_pair(a, b, {first.id: first, second.id: second}, (), BOOK)
    sentence = {c.name: c for c in join.comparisons}["place"].sentence
    return sentence.replace(one.name, "1")


FRONT = Actor("group:front", "Northern Front", ActorKind.REBEL_GROUP)
LEAGUE = Actor("group:league", "Southern League", ActorKind.REBEL_GROUP)
HARSK = Place("p1", "Harsk province", PlacePrecision.ADMIN1, "XX")
WEEKS = (
    "The Front took credit for {attacks} attacks all over Harsk province between those days.",
    "In Harsk province its fighters carried out {attacks} attacks, said a list that the Front sent round.",
    "A channel close to the Front counts {attacks} attacks; Harsk province saw every one of them.",
)


@pytest.fixture
def done(make_extraction, make_claim):
    """One report with one claim: its words with their anchor, the type, who did it, the days of March, the attacks."""

    def make(text, anchor, type_, doer, first, last, attacks=""):
        extraction = make_extraction(text, published=f"2026-03-{last + 1:02}")
        counts = ((attacks, "attacks"),) if attacks else ()
        claim = make_claim(extraction, anchor, type_, initiator="Front", place="Harsk province", counts=counts)
        days = (f"2026-03-{first:02}", f"2026-03-{last:02}")
        when = TimeSpan(*days, Precision.DAYS if last > first else Precision.DAY, "test")
        initiator = tuple(replace(mention, value=doer) for mention in claim.initiator)
        place = tuple(replace(mention, value=HARSK) for mention in claim.place)
        return extraction, replace(claim, initiator=initiator, place=place, when=when)

    return make


def test_sums_of_other_days_are_other_sums(done):
    told = zip(WEEKS, (2, 2, 4), ("eleven", "eleven", "nine"), strict=True)
    reports = [
        done(words.format(attacks=attacks), "attacks", "armed-attack", FRONT, first, first + 6, attacks)
        for words, first, attacks in told
    ]
    (_, one), (_, same), (_, other) = reports
    found = clusters([one, same, other], {e.id: e for e, _ in reports})
    assert found == {frozenset({one.id, same.id}), frozenset({other.id})}


def test_sums_that_have_few_days_in_common_are_two_even_if_they_count_the_same(done):
    reports = [
        done(words.format(attacks="eleven"), "attacks", "armed-attack", FRONT, first, first + 6, "eleven")
        for words, first in zip(WEEKS[:2], (2, 7), strict=True)
    ]
    assert len(clusters([claim for _, claim in reports], {e.id: e for e, _ in reports})) == 2


def test_what_a_group_sums_up_as_its_attacks_holds_its_abductions_and_nobody_elses(done):
    whole = done(WEEKS[0].format(attacks="eleven"), "attacks", "armed-attack", FRONT, 2, 8, "eleven")
    theirs = done("The Front abducted a driver in Harsk province.", "abducted", "abduction", FRONT, 3, 3)
    others = done("Not the Front, a rival abducted two men in Harsk province.", "abducted", "abduction", LEAGUE, 3, 3)
    reports = (whole, theirs, others)
    linking = link([claim for _, claim in reports], {e.id: e for e, _ in reports}, (), BOOK)
    part_of = {cluster.claims[0]: cluster.part_of for cluster in linking.clusters}
    assert linking.clusters[part_of[theirs[1].id]].claims == (whole[1].id,)
    assert part_of[others[1].id] is None


def test_rival_tolls_do_not_make_targets_unlike(make_extraction, make_claim):
    one = make_extraction("Nine people died in the blast in Harsk on 10 March 2026.", published="2026-03-10")
    two = make_extraction("Five civilians died in the blast in Harsk on 10 March 2026.", published="2026-03-11")
    claims = [
        make_claim(e, "blast", "bombing", target=words, place="Harsk", time="10 March 2026", counts=((toll, "killed"),))
        for e, words, toll in ((one, "Nine people", "Nine"), (two, "Five civilians", "Five"))
    ]
    assert len(clusters(claims, {e.id: e for e in (one, two)})) == 1


def test_one_target_and_several_of_it_are_alike(make_extraction, make_claim):
    one = make_extraction("A bomb killed the priests in Harsk on 10 March 2026.", published="2026-03-10")
    two = make_extraction("A parish priest was killed by a bomb in Harsk on 10 March 2026.", published="2026-03-11")
    claims = [
        make_claim(e, "bomb", "bombing", target=words) for e, words in ((one, "the priests"), (two, "A parish priest"))
    ]
    found = {c.name: c for c in explain_pair(*claims, {e.id: e for e in (one, two)}, (), BOOK).comparisons}
    assert found["target"].sentence == "both tell of: priest"


def _sites(make_extraction, make_claim, told):
    """How the sites and targets of two claims of a bombing compare."""
    reports = [make_extraction(f"A bomb went off on 10 March 2026. {' '.join(both.values())}") for both in told]
    claims = [
        make_claim(report, "bomb", "bombing", time="10 March 2026", **both)
        for report, both in zip(reports, told, strict=True)
    ]
    found = explain_pair(*claims, {e.id: e for e in reports}, (), BOOK).comparisons
    return next(c for c in found if c.name == "target")


def test_what_one_report_tells_as_the_target_another_tells_as_the_site(make_extraction, make_claim):
    told = ({"place": "the crowded main market"}, {"target": "the town's market"})
    assert _sites(make_extraction, make_claim, told).sentence == "both tell of: market"


def test_a_site_does_not_speak_against_another_target(make_extraction, make_claim):
    told = ({"place": "the main market"}, {"target": "stallholders"})
    assert _sites(make_extraction, make_claim, told).weight == 0
    told = ({"place": "the main market", "target": "stallholders"}, {"target": "a patrol"})
    assert _sites(make_extraction, make_claim, told).weight < 0


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (("Six", "nine"), ("Six", "nine"), "the same tolls of more than one kind"),
        (("Six", ""), ("Six", "nine"), "the same toll"),
        (("Six", "nine"), ("Six", "seven"), "the same toll of one kind, not of another"),
        (("Six", ""), ("Seven", ""), "tolls that differ a little"),
        (("Fifty", ""), ("Sixty", ""), "tolls that differ a little"),
        (("Six", ""), ("Nine", ""), "tolls that differ"),
        (("Six", ""), ("Twenty", ""), "tolls that are far apart"),
        (("Six", ""), ("", ""), "nothing is counted on both sides"),
    ],
)
def test_tolls_speak_by_how_near_and_how_many_they_are(make_extraction, make_claim, ours, theirs, said):
    claims, extractions = [], {}
    for killed, injured in (ours, theirs):
        text = f"{killed or 'Some'} died and {injured or 'some'} were hurt in the blast, in report {len(claims)}."
        extraction = make_extraction(text, published="2026-03-10")
        counts = tuple((words, of) for words, of in ((killed, "killed"), (injured, "injured")) if words)
        claims.append(make_claim(extraction, "blast", "bombing", counts=counts))
        extractions[extraction.id] = extraction
    found = {c.name: c for c in explain_pair(*claims, extractions, (), BOOK).comparisons}["toll"]
    assert found.sentence == said
