"""Open a model's file: one thread, the CPU, and no network."""

from pathlib import Path
from typing import TYPE_CHECKING

from corvia_engine.sealed_thread import in_sealed_thread

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(model: Path | bytes) -> "InferenceSession":
    """Open a model of ONNX: a file, or its content. Two threads made these small models slower.

    The runtime is loaded, and starts its own threads, within a thread that has no internet.
    """
    return in_sealed_thread(lambda: _open(model))


def _open(model: Path | bytes) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model if isinstance(model, bytes) else str(model),
        sess_options=options,
        providers=["CPUExecutionProvider"],
    )
