"""Take shipped weights back into checkpoints: `python -m training.recover RUN…`, where those of runs are lost.

A checkpoint is four times the size of what is shipped, and none is kept under version control. What int8 rounded stays
rounded (its token vectors have cosine 0.99 with the ones before), the heads are whole, and the head for MUC-4's roles,
which reading does not need, begins anew.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from sayso.reading.shipped import ANCHORS, ENCODER, METADATA, PAIRS
from training.network import Network
from training.plan import SHIPPED, WORK

Floats = NDArray[np.float32]

NOT_SHIPPED = ("encoder.muc.weight", "encoder.muc.bias")
PRODUCTS = ("MatMul", "MatMulInteger", "Gemm")


def main() -> None:
    """Read the options and write the `final.pt` of each run, from which others can go on: of several runs the mean is
    what is shipped, and so each gets that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", help="names of the runs that get a checkpoint")
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    record = json.loads((options.weights / METADATA).read_text(encoding="utf-8"))["runs"]
    state = {"network": recovered(options.weights), "runs": record}
    for name in options.runs:
        (options.work / name).mkdir(parents=True, exist_ok=True)
        torch.save(state, options.work / name / "final.pt")


def recovered(weights: Path) -> dict[str, Tensor]:
    """The state of a network whose weights lie in a folder. Raises ValueError when one of them is not there."""
    found: dict[str, Floats] = {}
    for file, part in ((ENCODER, "encoder"), (ANCHORS, "anchors"), (PAIRS, "anchors")):
        for name, value in _parameters(onnx.load(weights / file).graph):
            found[f"{part}.{name.split('.', 1)[1].replace('.block.', '.')}"] = value
    found["encoder.word.weight"] = _words(weights / ENCODER)
    network = Network()
    missing, strange = network.load_state_dict({k: torch.tensor(v) for k, v in found.items()}, strict=False)
    if strange or set(missing) != set(NOT_SHIPPED):
        raise ValueError(f"{weights}: not the weights of this network: lacks {missing}, has {strange} besides")
    return network.state_dict()


def _words(path: Path) -> Floats:
    """The word embeddings: whole numbers, with a scale for each word."""
    values = _initialisers(onnx.load(path).graph)
    product: Floats = values["word"].astype(np.float32) * values["scale"]
    return product


def _initialisers(graph: onnx.GraphProto) -> dict[str, NDArray[np.generic]]:
    return {one.name: numpy_helper.to_array(one) for one in graph.initializer}


def _parameters(graph: onnx.GraphProto) -> Iterator[tuple[str, Floats]]:
    """What keeps its name when a network is exported, and the matrices, which are named after the bias that is added to
    their product."""
    values = _initialisers(graph)
    makers = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        for name in node.input:
            if name in values and name.endswith((".weight", ".bias")):
                yield name, values[name].astype(np.float32)
        bias = next((name for name in node.input if name.endswith(".bias")), None)
        if bias and node.op_type in ("Add", "Gemm"):
            yield bias.replace(".bias", ".weight"), _matrix(node, makers, values)


def _matrix(
    node: onnx.NodeProto, makers: Mapping[str, onnx.NodeProto], values: Mapping[str, NDArray[np.generic]]
) -> Floats:
    """The matrix whose product the node adds something to, as torch keeps it: outputs × inputs."""
    while node.op_type not in PRODUCTS:
        node = next(makers[name] for name in node.input if name in makers)
    given = node.input[1]
    if node.op_type != "MatMulInteger":
        matrix = values[given].astype(np.float32)
        turned = node.op_type == "Gemm" and any(a.name == "transB" and a.i for a in node.attribute)
        return matrix if turned else matrix.T
    name = given.removesuffix("_quantized")
    whole = values[given].astype(np.float32) - values[f"{name}_zero_point"].astype(np.float32)
    scaled: Floats = whole * values[f"{name}_scale"].astype(np.float32)
    return scaled.T


if __name__ == "__main__":
    main()
