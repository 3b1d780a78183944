import pytest

torch = pytest.importorskip("torch")
from training.checkpoints import made_by  # noqa: E402
from training.plan import Run  # noqa: E402
from training.train import _resume, _save  # noqa: E402

RUN = Run("first", "broad", steps=10, seed=1)


def _network_and_optimizer():
    network = torch.nn.Linear(2, 1)
    return network, torch.optim.AdamW(network.parameters())


def test_a_run_goes_on_with_step_and_weights_of_its_checkpoint(tmp_path):
    network, optimizer = _network_and_optimizer()
    maker = made_by(RUN, [])
    _save(tmp_path / "checkpoint.pt", maker, network, optimizer, 4, 1.5)
    other, its_optimizer = _network_and_optimizer()
    assert _resume(tmp_path / "checkpoint.pt", maker, other, its_optimizer) == (4, 1.5)
    assert torch.equal(other.weight, network.weight)


def test_a_run_does_not_go_on_from_a_checkpoint_of_other_reports(tmp_path):
    network, optimizer = _network_and_optimizer()
    _save(tmp_path / "checkpoint.pt", made_by(RUN, [{"id": "a", "claims": []}]), network, optimizer, 4, 1.5)
    with pytest.raises(SystemExit, match="'reports'"):
        _resume(tmp_path / "checkpoint.pt", made_by(RUN, []), network, optimizer)
