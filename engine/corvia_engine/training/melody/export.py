"""Export to ONNX with a cache, and proof that it says what torch says."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from corvia_engine.music.melody.features import SIZES
from corvia_engine.training.melody.network import HEAD_WIDTH, HEADS, LAYERS, MelodyNetwork
from corvia_engine.training.melody.sequences import Sequence

OPSET = 18
LARGE = 1024
"""Weights with more numbers than this are stored as float16."""


class CachedNetwork(nn.Module):
    """The network for one melody at a time, with the keys and values of what it read before."""

    def __init__(self, network: MelodyNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, tokens: Tensor, features: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """Take tokens (1 × n), features (1 × n × features), past (layers × 2 × 1 × heads × m ×
        head width); give logits of the token after the last, and past grown by n."""
        network = self.network
        before = past.shape[4]
        length = tokens.shape[1]
        positions = torch.arange(before, before + length)
        seen = torch.arange(before + length)[None, :] <= positions[:, None]
        turn = network.turn(positions)
        x = network.embed(tokens, features)
        grown = []
        for block, old in zip(network.blocks, past.unbind(0), strict=True):
            x, now = block(x, turn, old, seen)
            grown.append(now)
        return network.logits(network.after(x[0, -1])), torch.stack(grown)


def export(network: MelodyNetwork, path: Path) -> None:
    """Round the network's weights as the file stores them, and write the file."""
    network.eval()
    round_to_half(network)
    length, before = torch.export.Dim("length", max=512), torch.export.Dim("before", max=4096)
    example = (
        torch.zeros(1, 3, dtype=torch.int64),
        torch.zeros(1, 3, len(SIZES), dtype=torch.int64),
        torch.zeros(LAYERS, 2, 1, HEADS, 5, HEAD_WIDTH),
    )
    torch.onnx.export(
        CachedNetwork(network).eval(),
        example,
        str(path),
        input_names=["tokens", "features", "past"],
        output_names=["logits", "present"],
        dynamic_shapes=({1: length}, {1: length}, {4: before}),
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
    )
    store_in_half(path)


def store_in_half(path: Path) -> None:
    """Store the large weights as float16, cast back when the model is loaded: half the size, and
    the arithmetic stays in float32."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        weights = numpy_helper.to_array(tensor)
        if weights.dtype != np.float32 or weights.size <= LARGE:
            continue
        half = numpy_helper.from_array(weights.astype(np.float16), f"{tensor.name}.half")
        graph.initializer.remove(tensor)
        graph.initializer.append(half)
        casts.append(helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def round_to_half(network: MelodyNetwork) -> None:
    """Round the large weights to float16, so that torch and the stored file hold the same."""
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.numel() > LARGE:
                parameter.copy_(parameter.half().float())


def parity(network: MelodyNetwork, path: Path, sequences: list[Sequence]) -> float:
    """Give the largest difference of logits between torch, reading whole sequences, and the ONNX
    file, reading them token by token through its cache."""
    import onnxruntime

    from corvia_engine.music.melody.model import MelodyModel

    model = MelodyModel(onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]))
    largest = 0.0
    for sequence in sequences:
        with torch.inference_mode():
            expected = network(
                torch.from_numpy(sequence.tokens[:-1].astype(np.int64))[None],
                torch.from_numpy(sequence.features.astype(np.int64))[None],
            )[0].numpy()
        past = model.empty()
        for index, token in enumerate(sequence.tokens[:-1]):
            row = tuple(int(value) for value in sequence.features[index])
            logits, past = model.read([int(token)], [row], past)
            largest = max(largest, float(np.abs(logits - expected[index]).max()))
    return largest
