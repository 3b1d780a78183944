import pytest

torch = pytest.importorskip("torch")
from training.mean import averaged  # noqa: E402


def test_the_mean_of_two_runs_lies_halfway_and_names_every_run_once():
    first = {"name": "first"}
    states = [
        {"network": {"weight": torch.tensor([1.0, 4.0])}, "runs": [first, {"name": "final"}]},
        {"network": {"weight": torch.tensor([3.0, 0.0])}, "runs": [first, {"name": "again"}]},
    ]
    mean = averaged(states)
    assert mean["network"]["weight"].tolist() == [2.0, 2.0]
    assert [run["name"] for run in mean["runs"]] == ["first", "final", "again"]
