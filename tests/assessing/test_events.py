from dataclasses import replace

import pytest

from sayso.assessing import build_events
from sayso.assessing.stories import holds
from sayso.assessing.values import may_both_be, quantity_text, toll
from sayso.codebook import shipped_codebook
from sayso.linking import find_copies
from sayso.model import (
    About,
    Cluster,
    Level,
    Linking,
    Mention,
    OriginKind,
    Place,
    PlacePrecision,
    Quantity,
    TimeSpan,
    Unresolved,
)

BOOK = shipped_codebook()


def event_of(claims, extractions):
    by_id = {claim.id: claim for claim in claims}
    linking = Linking((Cluster(tuple(sorted(by_id))),), find_copies({e.id: e for e in extractions}))
    (event,) = build_events(linking, ["evt-1"], by_id, {e.id: e for e in extractions}, BOOK)
    return event


def level(event, proposition="occurrence"):
    return event.assessment(proposition).level


@pytest.fixture
def say(make_extraction, make_claim):
    """One report with one claim; outlets and days differ unless they are given."""
    made = []

    def say(text, anchor, type_="bombing", *, outlet="", published="2026-03-10", **roles):
        extraction = make_extraction(text, published=published, outlet=outlet or f"Outlet {len(made)}")
        made.append(extraction)
        return make_claim(extraction, anchor, type_, **roles), extraction

    return say


def build(*pairs):
    claims, extractions = zip(*pairs, strict=True)
    return event_of(claims, extractions)


def test_the_doers_word_alone_is_no_more_than_that(say):
    event = build(
        say(
            "The Meren Liberation Front bombed a bridge near Tirsk, its spokesman of the Meren Liberation Front said.",
            "bombed",
            speaker="spokesman of the Meren Liberation Front",
            role="perpetrator",
            stance="claimed",
            initiator="Meren Liberation Front",
            place="Tirsk",
        )
    )
    assert level(event) is Level.PERPETRATOR_CLAIM_ONLY
    assert event.assessment("occurrence").findings[0].claims == event.claims


def test_a_communique_in_its_own_voice_is_the_doers_word(say):
    event = build(
        say(
            "The Meren Liberation Front bombed a bridge.",
            "bombed",
            stance="claimed",
            initiator="Meren Liberation Front",
        )
    )
    assert level(event) is Level.PERPETRATOR_CLAIM_ONLY
    assert event.origins[0].kind is OriginKind.COMMUNIQUE


def test_who_takes_it_upon_itself_without_naming_anybody_is_no_outside_voice(say):
    event = build(
        say(
            "The Meren Liberation Front bombed a bridge near Tirsk, its spokesman of the Meren Liberation Front said.",
            "bombed",
            speaker="spokesman of the Meren Liberation Front",
            role="perpetrator",
            stance="claimed",
            initiator="Meren Liberation Front",
            place="Tirsk",
        ),
        say(
            "A bridge near Tirsk was bombed by its men, the army owned up.",
            "bombed",
            speaker="army",
            role="perpetrator",
            stance="claimed",
            place="Tirsk",
        ),
    )
    assert level(event) is Level.PERPETRATOR_CLAIM_ONLY


def test_an_authority_on_what_it_did_itself_takes_no_attack_upon_itself(say):
    event = build(
        say(
            "Police foiled an attempt to bomb a bridge near Tirsk, the police said.",
            "bomb",
            speaker="the police",
            role="authority",
            status="attempted",
            initiator="Police",
            place="Tirsk",
        )
    )
    assert level(event) is Level.SINGLE_ORIGIN


def test_both_sides_saying_so_is_acknowledged(say):
    event = build(
        say(
            "The Meren Liberation Front attacked an army convoy near Tirsk, the Front said.",
            "attacked",
            speaker="the Front",
            role="perpetrator",
            stance="claimed",
            initiator="Meren Liberation Front",
            target="army convoy",
            place="Tirsk",
        ),
        say(
            "Fighters of the Meren Liberation Front attacked soldiers near Tirsk, the army said.",
            "attacked",
            speaker="army",
            initiator="Meren Liberation Front",
            target="soldiers",
            place="Tirsk",
        ),
    )
    assert level(event) is Level.ACKNOWLEDGED


def test_three_outlets_quoting_one_speaker_are_one_origin(say):
    texts = (
        "A bomb exploded in Harsk, police said.",
        "Police in Harsk said a bomb exploded there.",
        "An explosive exploded in Harsk according to police.",
    )
    event = build(*(say(t, "exploded", place="Harsk", speaker="Police" if "Police" in t else "police") for t in texts))
    assert len(event.origins) == 1
    assert len(event.reports) == 3
    assert level(event) is Level.SINGLE_ORIGIN


def test_bodies_of_one_state_do_not_corroborate_each_other(say):
    event = build(
        say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police"),
        say("A bomb exploded in Harsk, the army said.", "exploded", place="Harsk", speaker="army"),
    )
    assert len(event.origins) == 2
    assert level(event) is Level.ONE_SIDED


def test_independent_origins_corroborate(say):
    event = build(
        say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police"),
        say(
            "A bomb exploded in Harsk, the hospital said.",
            "exploded",
            place="Harsk",
            speaker="hospital",
            role="medical",
        ),
    )
    assert level(event) is Level.CORROBORATED


def test_a_speaker_nobody_can_name_is_no_new_origin(say):
    event = build(
        say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police"),
        say(
            "A bomb exploded in Harsk, a resident said.", "exploded", place="Harsk", speaker="resident", role="witness"
        ),
    )
    assert level(event) is Level.SINGLE_ORIGIN
    alone = build(
        say("A bomb exploded in Harsk, a resident said.", "exploded", place="Harsk", speaker="resident", role="witness")
    )
    assert alone.assessment("occurrence").findings[0].rule == "unresolved-only"


def test_copies_of_one_story_are_one_origin(say):
    story = (
        "A bomb hidden in a cart exploded in the crowded main market of Harsk on Tuesday morning and burned down a "
        "dozen stalls before the fire brigade could put out the flames that had spread to the roof."
    )
    event = build(
        say(story, "exploded", place="Harsk", outlet="Kelmira Courier", published="2026-03-10"),
        say(story + " More soon.", "exploded", place="Harsk", outlet="Dolvane Daily", published="2026-03-11"),
    )
    assert [origin.name for origin in event.origins] == ["Kelmira Courier"]
    assert level(event) is Level.SINGLE_ORIGIN
    assert "2 reports carry one story" in event.origins[0].why


def test_a_denial_makes_it_disputed_and_adds_no_support(say):
    event = build(
        say("A helicopter fired on Sorn, the Tavarian Rights Monitor said.", "fired", "air-strike", place="Sorn",
            speaker="Tavarian Rights Monitor", role="ngo", stance="alleged", initiator="helicopter"),
        say("The ministry denied that a helicopter fired on Sorn.", "fired", "air-strike", place="Sorn", speaker="ministry",
            stance="denied"),
    )  # fmt: skip
    occurrence = event.assessment("occurrence")
    assert occurrence.level is Level.SINGLE_ORIGIN
    assert occurrence.disputed
    assert "ministry" in next(f.text for f in occurrence.findings if f.rule == "denied")


def test_what_is_only_denied_or_planned_is_unsupported(say):
    denied = build(say("The army denied that it shelled Sorn.", "shelled", "shelling", place="Sorn", stance="denied"))
    planned = build(say("Rebels plan to bomb a bridge in Tirsk.", "bomb", place="Tirsk", status="planned"))
    assert level(denied) is level(planned) is Level.UNSUPPORTED


def test_what_its_own_origin_took_back_is_withdrawn(say):
    event = build(
        say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police"),
        say("Police took back that a bomb exploded in Harsk.", "exploded", place="Harsk", speaker="Police",
            stance="withdrawn", published="2026-03-11"),
    )  # fmt: skip
    assert level(event) is Level.WITHDRAWN


def test_rival_tolls_stand_side_by_side(say):
    event = build(
        say("A bomb in Harsk killed six people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("six", "killed"),)),
        say("A bomb in Harsk killed nine people, the hospital said.", "bomb", place="Harsk", speaker="hospital",
            role="medical", counts=(("nine", "killed"),)),
    )  # fmt: skip
    killed = event.assessment("killed")
    assert killed.disputed
    assert [a.value for a in killed.alternatives] == ["6", "9"]
    assert (killed.toll.low, killed.toll.best, killed.toll.high) == (6, None, 9)
    assert dict(event.tolls)["killed"] == killed.toll


def test_a_later_word_of_one_origin_supersedes_its_earlier_one(say):
    event = build(
        say("A bomb in Harsk killed six people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("six", "killed"),)),
        say("The bomb in Harsk killed five people, police now said.", "bomb", place="Harsk", speaker="police",
            counts=(("five", "killed"),), published="2026-03-12"),
    )  # fmt: skip
    killed = event.assessment("killed")
    assert {a.value: a.superseded for a in killed.alternatives} == {"5": False, "6": True}
    assert killed.toll.best == 5
    assert not killed.disputed


def test_different_doers_make_the_initiator_disputed(say):
    event = build(
        say("The Taliban bombed Harsk, police said.", "bombed", place="Harsk", speaker="police", initiator="Taliban"),
        say("Boko Haram bombed Harsk, the hospital said.", "bombed", place="Harsk", speaker="hospital", role="medical",
            initiator="Boko Haram"),
    )  # fmt: skip
    assert event.assessment("initiator").disputed
    assert {a.name for a in event.initiators} == {"Taliban", "Boko Haram"}


def test_an_events_values_come_from_its_claims(say):
    event = build(
        say("A bomb exploded in Harsk on 10 March 2026.", "exploded", place="Harsk", time="10 March 2026"),
        say("A bomb exploded in Upper Meren.", "exploded", place="Upper Meren", published="2026-03-12"),
    )
    assert [place.name for place in event.places] == ["Harsk"]
    assert isinstance(event.when, TimeSpan)
    assert event.when.edtf == "2026-03-10"
    undated = build(say("A bomb exploded in Harsk.", "exploded", place="Harsk"))
    assert isinstance(undated.when, Unresolved)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [(Quantity(7, 7), "7"), (Quantity(20, None), "20–"), (Quantity(None, 50), "–50"), (Quantity(8, 10), "8–10")],
)
def test_quantities_are_written_in_short(quantity, text):
    assert quantity_text(quantity) == text


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [((6, 6), (9, 9), False), ((6, None), (9, 9), True), ((None, 5), (6, 6), False), ((4, 8), (8, 10), True)],
)
def test_tolls_agree_when_both_can_be_true(one, other, both):
    one, other = Quantity(*one), Quantity(*other)
    assert may_both_be(one, other) is may_both_be(other, one) is both


def test_an_unknown_bound_is_never_zero():
    found = toll([Quantity(20, None), Quantity(24, 24)])
    assert (found.low, found.best, found.high) == (20, 24, None)


STORY = (
    "A bomb hidden in a cart exploded in the crowded main market of Harsk on Tuesday morning and burned down a "
    "dozen stalls before the fire brigade could put out the flames that had spread to the roof."
)


def test_an_agency_credited_in_the_dateline_is_the_origin(say):
    event = build(
        say("HARSK (TWS) - A bomb exploded in Harsk.", "exploded", place="Harsk", outlet="Kelmira Courier"),
        say(
            "A blast was heard and a bomb exploded in Harsk.", "exploded", place="Harsk", outlet="Tavaria Wire Service"
        ),
    )
    assert [(o.kind, o.name) for o in event.origins] in (
        [(OriginKind.AGENCY, "Tavaria Wire Service")],
        [(OriginKind.OUTLET, "Tavaria Wire Service")],
    )
    assert level(event) is Level.SINGLE_ORIGIN


def test_an_agency_is_one_origin_however_its_credit_is_spelled(say):
    event = build(
        *(
            say(f"HARSK ({credit}) - A bomb exploded in Harsk, {words}.", "exploded", place="Harsk")
            for credit, words in (("ACAN-EFE", "near the river"), ("ACAN - EFE", "at noon"), ("ACAN", "it is known"))
        )
    )
    assert [origin.name for origin in event.origins] == ["ACAN-EFE"]


def test_what_an_outlet_adds_to_a_copied_story_is_its_own(say):
    added = " Our reporter saw that gunmen fired at the crowd as it ran from the market."
    claim, extraction = say(STORY + added, "fired", "armed-attack", place="Harsk", outlet="Dolvane Daily")
    sentence = extraction.span(extraction.text.index(added.strip()), len(extraction.text))
    event = build(
        say(STORY, "exploded", place="Harsk", outlet="Kelmira Courier"), (replace(claim, sentence=sentence), extraction)
    )
    assert [origin.name for origin in event.origins] == ["Dolvane Daily", "Kelmira Courier"]


def test_a_sentence_whose_words_stand_scattered_in_a_copy_is_its_outlets_own(say):
    story = f"Gunmen fired at the bus station, police said. {STORY} The bus station on the road to Harsk stayed closed."
    added = "Gunmen fired at the bus station on the road to Harsk."
    claim, extraction = say(
        f"{story} {added}", "fired", "armed-attack", place="Harsk", outlet="Dolvane Daily", published="2026-03-11"
    )
    sentence = extraction.span(extraction.text.index(added), len(extraction.text))
    event = build(
        say(story, "exploded", place="Harsk", outlet="Kelmira Courier"), (replace(claim, sentence=sentence), extraction)
    )
    assert [origin.name for origin in event.origins] == ["Dolvane Daily", "Kelmira Courier"]


def test_a_sentence_with_words_put_in_still_stands_in_the_copy():
    said = "The mayor of Harsk said {}that two shops in the north of the town burned down and nobody slept there."
    assert holds(f"{STORY} {said.format('late on ')}", said.format(""))


def test_a_late_copy_of_an_old_toll_does_not_bring_it_back(say):
    old = STORY + " Six people died, police said."
    event = build(
        say(old, "exploded", place="Harsk", speaker="police", counts=(("Six", "killed"),), published="2026-03-10"),
        say("The bomb in Harsk killed five people, police now said.", "bomb", place="Harsk", speaker="police",
            counts=(("five", "killed"),), published="2026-03-11"),
        say(old + " End.", "exploded", place="Harsk", speaker="police", counts=(("Six", "killed"),), published="2026-03-12"),
    )  # fmt: skip
    killed = event.assessment("killed")
    assert {a.value: a.superseded for a in killed.alternatives} == {"5": False, "6": True}


def test_a_day_is_not_later_than_an_hour_of_the_same_day(say):
    event = build(
        say("A bomb in Harsk killed six people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("six", "killed"),), published="2026-03-10"),
        say("The bomb in Harsk killed five people, police now said.", "bomb", place="Harsk", speaker="police",
            counts=(("five", "killed"),), published="2026-03-10"),
    )  # fmt: skip
    assert not any(a.superseded for a in event.assessment("killed").alternatives)
    assert event.assessment("killed").disputed


def test_a_toll_taken_back_no_longer_stands(say):
    withdrawn, extraction = say(
        "Police took back that the bomb in Harsk killed six people.", "bomb", place="Harsk", speaker="Police",
        stance="withdrawn", counts=(("six", "killed"),), published="2026-03-12",
    )  # fmt: skip
    event = build(
        say("A bomb in Harsk killed six people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("six", "killed"),)),
        (withdrawn, extraction),
    )  # fmt: skip
    assert level(event) is Level.SINGLE_ORIGIN, "the bombing itself was not taken back"
    assert level(event, "killed") is Level.WITHDRAWN
    assert event.assessment("killed").alternatives[0].superseded


@pytest.mark.parametrize(
    ("about", "disputed"),
    [
        (About.HAPPENING, {"occurrence"}),
        (About.INVOLVEMENT, {"initiator"}),
        (About.VALUE, {"killed"}),
        (None, {"killed"}),
    ],
)
def test_a_denial_disputes_what_it_is_about(say, about, disputed):
    denial, extraction = say(
        "The ministry denied that the Meren Liberation Front killed six people in Harsk.", "killed", "bombing",
        place="Harsk", speaker="ministry", stance="denied", counts=(("six", "killed"),),
    )  # fmt: skip
    event = build(
        say("The Meren Liberation Front killed six people with a bomb in Harsk, a hospital said.", "bomb", place="Harsk",
            speaker="hospital", role="medical", initiator="Meren Liberation Front", counts=(("six", "killed"),)),
        (replace(denial, about=about), extraction),
    )  # fmt: skip
    assert {a.proposition for a in event.assessments if a.disputed} == disputed


def test_a_denial_falls_when_its_origin_later_says_so(say):
    event = build(
        say("The army denied that a helicopter fired on Sorn.", "fired", "air-strike", place="Sorn", speaker="army",
            stance="denied"),
        say("A helicopter fired on Sorn, the army conceded.", "fired", "air-strike", place="Sorn", speaker="army",
            published="2026-03-15"),
    )  # fmt: skip
    assert not event.assessment("occurrence").disputed


def test_findings_say_who_claims_states_and_denies_and_for_which_side(say):
    event = build(
        say("The Meren Liberation Front attacked an army convoy near Tirsk, the Front said.", "attacked", "armed-attack",
            speaker="the Front", role="perpetrator", stance="claimed", initiator="Meren Liberation Front",
            target="army convoy", place="Tirsk"),
        say("Fighters of the Meren Liberation Front attacked soldiers near Tirsk, the army said.", "attacked",
            "armed-attack", speaker="army", initiator="Meren Liberation Front", target="soldiers", place="Tirsk"),
    )  # fmt: skip
    findings = {f.rule: f.text for f in event.assessment("occurrence").findings}
    assert findings["claimed"] == "Claimed by Meren Liberation Front (the side said to have done it)."
    assert findings["stated"] == "Stated by army (the side said to have been hit)."


def test_low_best_and_high_name_their_claims(say):
    pairs = (
        say("A bomb in Harsk killed six people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("six", "killed"),)),
        say("A bomb in Harsk killed nine people, the hospital said.", "bomb", place="Harsk", speaker="hospital",
            role="medical", counts=(("nine", "killed"),)),
    )  # fmt: skip
    findings = {f.rule: f for f in build(*pairs).assessment("killed").findings}
    assert findings["toll-low"].claims == (pairs[0][0].id,)
    assert findings["toll-high"].claims == (pairs[1][0].id,)
    assert "toll-best" not in findings


def test_towns_far_apart_make_the_place_disputed(say):
    event = build(
        say("A bomb exploded in Harsk.", "exploded", place="Harsk"),
        say("A bomb exploded in Ondal, police said.", "exploded", place="Ondal", speaker="police"),
    )
    assert event.assessment("place").disputed
    within = build(
        say("A bomb exploded in Harsk.", "exploded", place="Harsk"),
        say("A bomb exploded in Tavaria, police said.", "exploded", place="Tavaria", speaker="police"),
    )
    assert not within.assessment("place").disputed


def test_forces_of_the_state_that_the_report_is_from_are_somebody(say):
    event = build(
        say("Security forces shot dead two students in Harsk, the Tavarian Rights Monitor said.", "shot", "armed-attack",
            place="Harsk", speaker="Tavarian Rights Monitor", role="ngo", stance="alleged", initiator="Security forces"),
        say("Soldiers shot dead two students in Harsk, the hospital said.", "shot", "armed-attack", place="Harsk",
            speaker="hospital", role="medical", initiator="Soldiers"),
    )  # fmt: skip
    assert level(event, "initiator") is Level.CORROBORATED
    assert not event.assessment("initiator").disputed, "soldiers are among the security forces"
    assert {actor.side for actor in event.initiators} == {event.initiators[0].side} != {""}


def test_police_and_soldiers_are_two_doers(say):
    event = build(
        say("Police shot dead two students in Harsk, the Tavarian Rights Monitor said.", "shot", "armed-attack",
            place="Harsk", speaker="Tavarian Rights Monitor", role="ngo", initiator="Police"),
        say("Soldiers shot dead two students in Harsk, the hospital said.", "shot", "armed-attack", place="Harsk",
            speaker="hospital", role="medical", initiator="Soldiers"),
    )  # fmt: skip
    assert event.assessment("initiator").disputed


def test_a_kind_of_people_is_no_doer_of_its_own(say):
    event = build(say("Gunmen bombed a bridge near Tirsk.", "bombed", place="Tirsk", initiator="Gunmen"))
    assert "initiator" not in {a.proposition for a in event.assessments}
    assert [actor.name for actor in event.initiators] == ["unidentified armed men"]


@pytest.mark.parametrize("doer", [{}, {"initiator": "fighters"}])
def test_who_claims_it_without_naming_anybody_names_itself(say, doer):
    event = build(
        say(
            "Its fighters bombed a bridge near Tirsk, the Meren Liberation Front said.",
            "bombed",
            speaker="Meren Liberation Front",
            role="perpetrator",
            stance="claimed",
            place="Tirsk",
            **doer,
        )
    )
    assert [a.value for a in event.assessment("initiator").alternatives] == ["Meren Liberation Front"]
    assert [actor.name for actor in event.initiators] == ["Meren Liberation Front"]


def standing(event, proposition):
    return [a.value for a in event.assessment(proposition).alternatives if not a.superseded]


def test_a_vaguer_later_toll_replaces_nothing(say):
    event = build(
        say("A bomb in Harsk killed 12 people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("12", "killed"),)),
        say("A bomb in Harsk killed several people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("several", "killed"),), published="2026-03-17"),
    )  # fmt: skip
    killed = event.assessment("killed")
    assert (killed.toll.low, killed.toll.best, killed.toll.high) == (12, 12, 12)
    assert not any(a.superseded for a in killed.alternatives)
    assert not killed.disputed


def test_a_finer_later_toll_replaces_a_vaguer_one(say):
    event = build(
        say("A bomb in Harsk killed several people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("several", "killed"),)),
        say("A bomb in Harsk killed 12 people, police said.", "bomb", place="Harsk", speaker="police",
            counts=(("12", "killed"),), published="2026-03-17"),
    )  # fmt: skip
    assert standing(event, "killed") == ["12"]


def test_a_vaguer_later_day_or_place_replaces_nothing(say):
    event = build(
        say("A bomb exploded in Harsk on 10 March 2026, police said.", "exploded", place="Harsk", time="10 March 2026",
            speaker="police"),
        say("A bomb exploded near Harsk in March 2026, police said.", "exploded", place="near Harsk", time="March 2026",
            speaker="police", published="2026-03-20"),
    )  # fmt: skip
    assert event.when.edtf == "2026-03-10"
    assert "2026-03-10" in standing(event, "time")
    assert "Harsk" in standing(event, "place")
    assert not {a.proposition for a in event.assessments if a.disputed}


def test_who_names_fewer_places_agrees(say, make_place):
    both = [make_place("Gwadar", 25.1, 62.3), make_place("Turbat", 26.0, 63.0)]
    names = ("Courier", "Gazette", "Daily")
    told = [say(f"Bombs exploded, the {name} learnt.", "exploded", outlet=name) for name in names]
    placed = [both, both, both[1:]]
    event = build(*((at(claim, places), extraction) for (claim, extraction), places in zip(told, placed, strict=True)))
    assert not event.assessment("place").disputed
    assert {a.value for a in event.assessment("place").alternatives} == {"Gwadar, Turbat", "Turbat"}
    assert {place.name for place in event.places} == {"Gwadar", "Turbat"}


def at(claim, places):
    return replace(claim, place=tuple(Mention(claim.anchor, place) for place in places))


@pytest.fixture
def make_place():
    def make(name, latitude=None, longitude=None, precision=PlacePrecision.SETTLEMENT):
        return Place(name, name, precision, "PK", "Balochistan", latitude=latitude, longitude=longitude)

    return make


def test_only_a_denial_says_that_a_side_was_hit(say):
    event = build(
        say("A bomb exploded in Harsk, the army said.", "exploded", place="Harsk", speaker="army"),
        say("The ministry denied that a bomb exploded at an army convoy in Harsk.", "exploded", place="Harsk",
            speaker="ministry", stance="denied", target="army convoy"),
    )  # fmt: skip
    texts = {f.rule: f.text for f in event.assessment("occurrence").findings}
    assert texts["stated"] == "Stated by army."


def test_the_headline_names_only_whom_standing_words_name(say):
    event = build(
        say("The Taliban bombed Harsk, police said.", "bombed", place="Harsk", speaker="police", initiator="Taliban"),
        say("Boko Haram bombed Harsk, police now said.", "bombed", place="Harsk", speaker="police",
            initiator="Boko Haram", published="2026-03-14"),
    )  # fmt: skip
    assert [actor.name for actor in event.initiators] == ["Boko Haram"]
    assert {a.value: a.superseded for a in event.assessment("initiator").alternatives}["Taliban"]


def test_the_headline_has_no_place_that_is_denied_or_replaced(say):
    event = build(
        say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police"),
        say("A bomb exploded in Ondal, police now said.", "exploded", place="Ondal", speaker="police",
            published="2026-03-12"),
        say("The ministry denied that a bomb exploded in Tirsk.", "exploded", place="Tirsk", speaker="ministry",
            stance="denied"),
    )  # fmt: skip
    assert [place.name for place in event.places] == ["Ondal"]


def test_places_are_voted_on_by_origins_not_by_claims(say):
    event = build(
        say("A bomb exploded in Tirsk, police said.", "exploded", place="Tirsk", speaker="police"),
        say("Police said a bomb exploded in Tirsk.", "exploded", place="Tirsk", speaker="Police"),
        say("By police's word a bomb exploded in Tirsk.", "exploded", place="Tirsk", speaker="police"),
        say("A bomb exploded in Harsk.", "exploded", place="Harsk"),
        say("A huge bomb exploded in Harsk.", "exploded", place="Harsk"),
    )
    assert [place.name for place in event.places] == ["Harsk", "Tirsk"]


def test_a_sum_is_where_all_of_it_is(say, make_place):
    province = make_place("Balochistan", precision=PlacePrecision.ADMIN1)
    towns = [make_place("Gwadar", 25.1, 62.3), make_place("Turbat", 26.0, 63.0)]
    told = [say(f"39 attacks, the {name} counts.", "attacks", outlet=name) for name in ("Courier", "Gazette")]
    claims = [at(claim, places) for (claim, _), places in zip(told, ([province, *towns], towns[:1]), strict=True)]
    extractions = {extraction.id: extraction for _, extraction in told}
    by_id = {claim.id: claim for claim in claims}
    linking = Linking((Cluster(tuple(sorted(by_id)), is_sum=True),), ())
    (event,) = build_events(linking, ["evt-1"], by_id, extractions, BOOK)
    assert [place.name for place in event.places] == ["Balochistan"]


def disputed_by(say, denial, **roles):
    event = build(
        say("The Meren Liberation Front killed nine people with a bomb in Harsk, a hospital said.", "bomb", place="Harsk",
            speaker="hospital", role="medical", initiator="Meren Liberation Front", counts=(("nine", "killed"),)),
        say(denial, "bombing" if "bombing" in denial else "killed", stance="denied", **roles),
    )  # fmt: skip
    return {a.proposition for a in event.assessments if a.disputed}


def test_a_denied_number_disputes_the_toll(say):
    denial = "Police denied that nine people were killed in Harsk."
    assert disputed_by(say, denial, speaker="Police", counts=(("nine", "killed"),)) == {"killed"}


@pytest.mark.parametrize(
    "denial",
    [
        "The Front denied that it had carried out the bombing.",
        "The Front denied any role in the bombing.",
        "The Front said it was not behind the bombing that killed nine people.",
        "The Front rejected responsibility for the bombing.",
    ],
)
def test_a_denied_part_in_it_disputes_the_doer(say, denial):
    counts = {"counts": (("nine", "killed"),)} if "nine" in denial else {}
    assert disputed_by(say, denial, speaker="The Front", role="perpetrator", **counts) == {"initiator"}


def test_who_denies_what_its_own_side_is_said_to_have_done_denies_its_part(say):
    event = build(
        say("Soldiers shot dead two students in Harsk, the Tavarian Rights Monitor said.", "shot", "armed-attack",
            place="Harsk", speaker="Tavarian Rights Monitor", role="ngo", initiator="Soldiers"),
        say("Police denied that security forces had killed the two students.", "killed", "armed-attack",
            speaker="Police", stance="denied", initiator="security forces", counts=(("two", "killed"),)),
    )  # fmt: skip
    assert {a.proposition for a in event.assessments if a.disputed} == {"initiator"}


def test_words_on_another_part_of_the_sentence_make_no_denial_of_involvement(say):
    denial = "Police denied that nine people were killed, but the Front claimed responsibility."
    assert disputed_by(say, denial, speaker="Police", counts=(("nine", "killed"),)) == {"killed"}


def test_a_denial_without_any_value_to_deny_is_not_lost(say):
    event = build(
        say("A bomb exploded in Harsk, a hospital said.", "exploded", place="Harsk", speaker="hospital", role="medical"),
        say("Police denied that nine people were killed in Harsk.", "killed", place="Harsk", speaker="Police",
            stance="denied", counts=(("nine", "killed"),)),
    )  # fmt: skip
    killed = event.assessment("killed")
    assert (killed.level, killed.disputed, killed.toll) == (Level.UNSUPPORTED, True, None)


def test_a_denial_of_a_number_outlives_other_words_of_its_origin(say):
    denial = say("Police denied that nine people were killed in Harsk.", "killed", place="Harsk", speaker="Police",
                 stance="denied", counts=(("nine", "killed"),))  # fmt: skip
    blast = say("A bomb exploded in Harsk, police said.", "exploded", place="Harsk", speaker="police",
                published="2026-03-12")  # fmt: skip
    assert build(denial, blast).assessment("killed").disputed
    conceded = say("A bomb killed nine people in Harsk, police conceded.", "killed", place="Harsk", speaker="police",
                   counts=(("nine", "killed"),), published="2026-03-13")  # fmt: skip
    killed = build(denial, blast, conceded).assessment("killed")
    assert not killed.disputed
    (fallen,) = [f for f in killed.findings if f.rule == "superseded"]
    assert fallen.claims == (denial[0].id,)


def test_a_denied_number_of_those_involved_is_no_denial_of_involvement(say):
    denial = "Police denied that nine people involved in a protest were killed."
    assert disputed_by(say, denial, speaker="Police", counts=(("nine", "killed"),)) == {"killed"}
