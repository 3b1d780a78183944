import json

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
from training.network import Network  # noqa: E402
from training.recover import NOT_SHIPPED, recovered  # noqa: E402

from sayso.reading.shipped import METADATA, WEIGHTS  # noqa: E402

WHOLE = 127
"""The largest whole number of a word's embedding."""


def test_every_weight_but_the_head_that_is_not_shipped_comes_back():
    state = recovered(WEIGHTS)
    fresh = Network().state_dict()
    assert {name for name in fresh if torch.equal(state[name], fresh[name])} <= {*NOT_SHIPPED}
    assert {name: value.shape for name, value in state.items()} == {n: v.shape for n, v in fresh.items()}


def test_words_come_back_as_whole_numbers_of_their_scale():
    words = recovered(WEIGHTS)["encoder.word.weight"]
    scaled = words / words.abs().amax(1, keepdim=True).clamp_min(1e-9) * WHOLE
    assert torch.allclose(scaled, scaled.round(), atol=1e-3)


def test_a_network_with_the_weights_back_says_what_the_shipped_one_says():
    from sayso.reading.sessions import Network as Shipped
    from sayso.reading.shipped import load_weights
    from sayso.reading.tokens import tokenise, window_inputs, windows

    text = "Gunmen attacked a checkpoint near Harsk on Monday, police said."
    shipped = Shipped(load_weights(WEIGHTS))
    view = next(shipped.views(text))
    network = Network()
    network.load_state_dict(recovered(WEIGHTS))
    network.eval()
    tokens = tokenise(text, shipped.tokenizer)
    ids, shapes, _ = (torch.from_numpy(row)[None] for row in window_inputs(tokens, next(iter(windows(len(tokens))))))
    with torch.no_grad():
        vectors = network.encoder(ids, shapes, torch.ones_like(ids))[0]
    alike = torch.cosine_similarity(vectors, torch.from_numpy(view.vectors), dim=-1)
    assert float(alike.min()) > 0.97


def test_weights_of_another_network_are_refused(tmp_path):
    import onnx

    for name in ("encoder.onnx", "anchors.onnx", "pairs.onnx"):
        model = onnx.load(WEIGHTS / name)
        if name == "pairs.onnx":
            for node in model.graph.node:
                node.input[:] = [part.replace("same.0.bias", "other.0.bias") for part in node.input]
            for one in model.graph.initializer:
                one.name = one.name.replace("same.0.bias", "other.0.bias")
        onnx.save(model, tmp_path / name)
    (tmp_path / METADATA).write_text(json.dumps({"runs": []}))
    with pytest.raises(ValueError, match="not the weights of this network"):
        recovered(tmp_path)
