"""Write the network as an ONNX graph with 8-bit weights, node by node.

Matrices are rounded to whole numbers with a scale for every output and multiplied by onnxruntime's
DynamicQuantizeMatMul, which rounds the other factor to 8 bits with one scale; embeddings have a
scale a row, the linear model has one an output. Weights of layers stay within ±63, since older
processors add products of two pairs in 16 bits. Inputs that reach far are made smaller and their
weights larger beforehand (SmoothQuant, Xiao et al. 2023).
One text at a time, so that neither mask nor batch is needed.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from corvia_engine.training.words.batching import padded
from corvia_engine.training.words.network import (
    EPSILON,
    HEADS,
    WIDTH,
    Branch,
    Layer,
    WordsNetwork,
)
from corvia_engine.training.words.wide import WideModel

OPSET, MICROSOFT_OPSET, IR_VERSION = 20, 1, 10
LARGEST_WEIGHT = 63
SMOOTHING = 0.75
"""How much of an input's reach goes over to its weights, 0…1."""

LEAST_REACH = 1e-5

Reaches = dict[torch.nn.Module, np.ndarray]
"""For each linear layer, how far every input gets from 0."""


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self, reaches: Reaches) -> None:
        self.reaches = reaches
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, **settings: object) -> str:
        """Add a node with one output called `name`."""
        domain = "com.microsoft" if kind == "DynamicQuantizeMatMul" else ""
        node = helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings)
        self.nodes.append(node)
        return name


def reaches_of(network: WordsNetwork, encoded: Sequence[list[int]]) -> Reaches:
    """Measure how far the inputs of every linear layer get for some sentences."""
    reaches: Reaches = {}

    def look(module: torch.nn.Module, inputs: tuple[torch.Tensor], _: torch.Tensor) -> None:
        reach = inputs[0].reshape(-1, inputs[0].shape[-1]).abs().amax(0).numpy()
        reaches[module] = np.maximum(reach, reaches.get(module, LEAST_REACH))

    network.eval()
    linear = [module for module in network.modules() if isinstance(module, torch.nn.Linear)]
    hooks = [module.register_forward_hook(look) for module in linear]
    for numbers in encoded:
        tokens, _ = padded([numbers])
        with torch.no_grad():
            network(tokens)
    for hook in hooks:
        hook.remove()
    return reaches


def export(
    network: WordsNetwork,
    wide: WideModel,
    reaches: Reaches,
    metadata: dict[str, str],
    path: Path,
) -> None:
    """Write the file."""
    network.eval()
    graph = Graph(reaches)
    states = _embedded(graph, network)
    for k, layer in enumerate(network.shared):
        states = _layer(graph, layer, states, f"shared.{k}")
    results = []
    for name, branch in (("feeling", network.feeling), ("thinking", network.thinking)):
        _branch(graph, branch, states, name)
        shape = [1, branch.head.out_features]
        results.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    _wide(graph, wide)
    results.append(
        helper.make_tensor_value_info("wide", TensorProto.FLOAT, [1, wide.weights.shape[1]])
    )
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.INT64, ["length"]),
        helper.make_tensor_value_info("grams", TensorProto.INT64, ["count"]),
        helper.make_tensor_value_info("values", TensorProto.FLOAT, ["count"]),
    ]
    made = helper.make_graph(graph.nodes, "words", inputs, results, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="corvia")
    model.ir_version = IR_VERSION
    helper.set_model_props(model, metadata)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _wide(graph: Graph, wide: WideModel) -> None:
    scales = np.abs(wide.weights).max(axis=0) / 127
    rounded = np.round(wide.weights / scales).astype(np.int8)
    taken = graph.add("Gather", [graph.constant("grams_table", rounded), "grams"], "gram_numbers")
    floats = graph.add("Cast", [taken], "gram_floats", to=TensorProto.FLOAT)
    axes = graph.constant("row_axis", np.array([0], dtype=np.int64))
    row = graph.add("Unsqueeze", ["values", axes], "values_row")
    product = graph.add("MatMul", [row, floats], "wide_product")
    scale = graph.constant("wide_scales", scales.astype(np.float32))
    scaled = graph.add("Mul", [product, scale], "wide_scaled")
    bias = graph.constant("wide_bias", wide.bias.astype(np.float32)[None])
    graph.add("Add", [scaled, bias], "wide")


def _embedded(graph: Graph, network: WordsNetwork) -> str:
    words = network.words.weight.detach().numpy()
    scales = np.abs(words).max(axis=1, keepdims=True) / 127
    table = graph.constant("words", np.round(words / scales).astype(np.int8))
    scale_table = graph.constant("word_scales", scales.astype(np.float32))
    taken = graph.add("Gather", [table, "tokens"], "word_numbers", axis=0)
    scale = graph.add("Gather", [scale_table, "tokens"], "word_scale", axis=0)
    cast = graph.add("Cast", [taken], "word_floats", to=TensorProto.FLOAT)
    scaled = graph.add("Mul", [cast, scale], "word_states")
    places = graph.constant(
        "positions", network.positions.weight.detach().numpy().astype(np.float16)
    )
    length = graph.add("Shape", ["tokens"], "length_of_text")
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    own = graph.add("Slice", [places, zero, length], "own_positions")
    floats = graph.add("Cast", [own], "position_states", to=TensorProto.FLOAT)
    added = graph.add("Add", [scaled, floats], "embedded")
    return _normalised(graph, network.norm, added, "embedding_norm")


def _layer(graph: Graph, layer: Layer, states: str, name: str) -> str:
    size = WIDTH // HEADS
    qkv = _linear(graph, layer.qkv, states, f"{name}.qkv")
    shape = graph.constant(f"{name}.shape", np.array([0, 3, HEADS, size], dtype=np.int64))
    parted = graph.add("Reshape", [qkv, shape], f"{name}.parted")
    turned = graph.add("Transpose", [parted], f"{name}.turned", perm=[1, 2, 0, 3])
    three = []
    for k, part in enumerate(("query", "key", "value")):
        index = graph.constant(f"{name}.{part}.index", np.array(k, dtype=np.int64))
        three.append(graph.add("Gather", [turned, index], f"{name}.{part}", axis=0))
    keys = graph.add("Transpose", [three[1]], f"{name}.keys", perm=[0, 2, 1])
    logits = graph.add("MatMul", [three[0], keys], f"{name}.logits")
    root = graph.constant(f"{name}.root", np.array(1 / np.sqrt(size), dtype=np.float32))
    scaled = graph.add("Mul", [logits, root], f"{name}.scaled")
    weights = graph.add("Softmax", [scaled], f"{name}.weights", axis=-1)
    mixed = graph.add("MatMul", [weights, three[2]], f"{name}.mixed")
    back = graph.add("Transpose", [mixed], f"{name}.back", perm=[1, 0, 2])
    flat = graph.constant(f"{name}.flat", np.array([0, WIDTH], dtype=np.int64))
    joined = graph.add("Reshape", [back, flat], f"{name}.joined")
    out = _linear(graph, layer.out, joined, f"{name}.out")
    first = graph.add("Add", [states, out], f"{name}.first")
    states = _normalised(graph, layer.norm, first, f"{name}.norm")
    wide = _linear(graph, layer.widen, states, f"{name}.widen")
    bent = graph.add("Gelu", [wide], f"{name}.bent")
    narrow = _linear(graph, layer.narrow, bent, f"{name}.narrow")
    second = graph.add("Add", [states, narrow], f"{name}.second")
    return _normalised(graph, layer.last_norm, second, f"{name}.last_norm")


def _branch(graph: Graph, branch: Branch, states: str, name: str) -> None:
    for k, layer in enumerate(branch.layers):
        states = _layer(graph, layer, states, f"{name}.{k}")
    axes = graph.constant(f"{name}.axes", np.array([0], dtype=np.int64))
    mean = graph.add("ReduceMean", [states, axes], f"{name}.mean", keepdims=1)
    weight = graph.constant(f"{name}.weight", branch.head.weight.detach().numpy().T)
    bias = graph.constant(f"{name}.bias", branch.head.bias.detach().numpy())
    graph.add("Gemm", [mean, weight, bias], name)


def _normalised(graph: Graph, norm: object, states: str, name: str) -> str:
    scale = graph.constant(f"{name}.scale", norm.weight.detach().numpy())
    shift = graph.constant(f"{name}.shift", norm.bias.detach().numpy())
    return graph.add("LayerNormalization", [states, scale, shift], name, axis=-1, epsilon=EPSILON)


def _linear(graph: Graph, linear: torch.nn.Linear, states: str, name: str) -> str:
    weights = linear.weight.detach().numpy()
    share = smoothing_of(weights, graph.reaches[linear])
    rounded, scales = rounded_by_output(weights * share)
    smaller = graph.constant(f"{name}.smaller", (1 / share).astype(np.float32))
    smooth = graph.add("Mul", [states, smaller], f"{name}.smooth")
    table = graph.constant(f"{name}.numbers", rounded.T)
    scale_table = graph.constant(f"{name}.scales", scales)
    bias = graph.constant(f"{name}.bias", linear.bias.detach().numpy())
    return graph.add("DynamicQuantizeMatMul", [smooth, table, scale_table, "", bias], name)


def smoothing_of(weights: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Give the factor of every input's weights, by which the input itself is divided."""
    largest = np.maximum(np.abs(weights).max(axis=0), LEAST_REACH)
    return reach**SMOOTHING / largest ** (1 - SMOOTHING)


def rounded_by_output(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round (outputs × inputs) to whole numbers of -63…63, with a scale an output."""
    scales = np.maximum(np.abs(weights).max(axis=1) / LARGEST_WEIGHT, LEAST_REACH**2)
    return np.round(weights / scales[:, None]).astype(np.int8), scales.astype(np.float32)
