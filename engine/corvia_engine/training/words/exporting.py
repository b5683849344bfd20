"""Write the network as an ONNX graph with 8-bit weights, node by node.

Matrices are rounded to int8 with a scale for every 64 weights of a row and multiplied by
onnxruntime's MatMulNBits, which rounds the other factor in blocks of 64 as well; embeddings have a
scale a row. One text at a time, so that neither mask nor batch is needed.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from corvia_engine.training.words.network import (
    EPSILON,
    HEADS,
    WIDTH,
    Branch,
    Layer,
    WordsNetwork,
)

OPSET, MICROSOFT_OPSET, IR_VERSION = 20, 1, 10
BLOCK = 64
MIDDLE = 128
INT8_ARITHMETIC = 4
"""MatMulNBits' accuracy level: 4 rounds the activations to int8, 1 keeps them in float32."""

PRECISION = INT8_ARITHMETIC


class Graph:
    """Nodes and constants, as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, **settings: object) -> str:
        """Add a node with one output called `name`."""
        domain = "com.microsoft" if kind == "MatMulNBits" else ""
        node = helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings)
        self.nodes.append(node)
        return name


def export(network: WordsNetwork, metadata: dict[str, str], path: Path) -> None:
    """Write the file."""
    network.eval()
    graph = Graph()
    states = _embedded(graph, network)
    for k, layer in enumerate(network.shared):
        states = _layer(graph, layer, states, f"shared.{k}")
    results = []
    for name, branch in (("feeling", network.feeling), ("thinking", network.thinking)):
        _branch(graph, branch, states, name)
        shape = [1, branch.head.out_features]
        results.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT64, ["length"])
    made = helper.make_graph(graph.nodes, "words", [tokens], results, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
    model = helper.make_model(made, opset_imports=opsets, producer_name="corvia")
    model.ir_version = IR_VERSION
    helper.set_model_props(model, metadata)
    path.write_bytes(model.SerializeToString(deterministic=True))


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


def _linear(graph: Graph, linear: object, states: str, name: str) -> str:
    weights = linear.weight.detach().numpy()
    rounded, scales = rounded_in_blocks(weights)
    outputs, inputs = weights.shape
    table = graph.constant(f"{name}.numbers", rounded)
    scale_table = graph.constant(f"{name}.scales", scales)
    product = graph.add(
        "MatMulNBits",
        [states, table, scale_table],
        f"{name}.product",
        K=inputs,
        N=outputs,
        bits=8,
        block_size=BLOCK,
        accuracy_level=PRECISION,
    )
    bias = graph.constant(f"{name}.bias", linear.bias.detach().numpy())
    return graph.add("Add", [product, bias], name)


def rounded_in_blocks(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round (outputs × inputs) to (outputs × blocks × 64) of 0…255 around 128, with scales."""
    outputs, inputs = weights.shape
    blocks = weights.reshape(outputs, inputs // BLOCK, BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2, keepdims=True) / 127, 1e-12)
    rounded = np.clip(np.round(blocks / scales) + MIDDLE, 0, 255).astype(np.uint8)
    return rounded, scales.reshape(-1).astype(np.float32)
