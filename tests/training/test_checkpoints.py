from dataclasses import replace
from pathlib import Path

import pytest
from training.checkpoints import differences, fingerprint, made_by, refuse_another
from training.plan import Run

RUN = Run("first", "broad", steps=10, seed=1)
REPORTS = [{"id": "a", "claims": [{"type": "killing"}]}, {"id": "b", "claims": []}]
PATH = Path("work/first/checkpoint.pt")


def test_a_run_goes_on_from_its_own_checkpoint():
    refuse_another(PATH, made_by(RUN, REPORTS), made_by(RUN, REPORTS))
    assert not list(differences(made_by(RUN, REPORTS), made_by(RUN, REPORTS)))


def test_a_checkpoint_of_another_plan_is_refused_with_file_field_and_what_to_do():
    with pytest.raises(SystemExit) as refused:
        refuse_another(PATH, made_by(RUN, REPORTS), made_by(replace(RUN, steps=20), REPORTS))
    for part in (str(PATH), "'steps' is 10, wanted 20", "Delete the file"):
        assert part in str(refused.value)
    assert "'seed'" not in str(refused.value)


def test_a_checkpoint_made_with_other_codings_is_refused():
    changed = [REPORTS[0] | {"claims": [{"type": "bombing"}]}, REPORTS[1]]
    for other in (changed, REPORTS[:1], REPORTS[::-1]):
        assert fingerprint(other) != fingerprint(REPORTS)
        with pytest.raises(SystemExit, match="'reports'"):
            refuse_another(PATH, made_by(RUN, REPORTS), made_by(RUN, other))


def test_what_else_a_report_says_of_itself_does_not_matter():
    assert fingerprint([report | {"note": "read twice"} for report in REPORTS]) == fingerprint(REPORTS)


def test_a_checkpoint_without_a_maker_is_refused():
    with pytest.raises(SystemExit, match="'made_by' is missing"):
        refuse_another(PATH, None, made_by(RUN, REPORTS))
