"""The trained melody model on onnxruntime, one token at a time with a cache."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from corvia_engine.onnx_session import open_session
from corvia_local.errors import PartMissing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MODEL_FILE: Final = Path(__file__).resolve().parents[2] / "models" / "melody.onnx"

Logits = NDArray[np.float32]
Cache = NDArray[np.generic]


class NextToken(Protocol):
    """Whatever foretells the next token from those read so far."""

    def empty(self) -> Cache:
        """Give the cache before anything was read."""

    def read(
        self, tokens: list[int], features: list[tuple[int, ...]], past: Cache
    ) -> tuple[Logits, Cache]:
        """Read tokens, each with the features of the token after it.

        Give the logits of the token that follows the last one, and the cache grown by them.
        """


class MelodyModel:
    """An inference session. Making it takes a moment; it holds no state of a melody."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        shape = session.get_inputs()[2].shape
        self._empty = np.zeros([0 if isinstance(n, str) else n for n in shape], dtype=np.float32)

    def empty(self) -> Cache:
        """Give the cache before anything was read."""
        return self._empty

    def read(
        self, tokens: list[int], features: list[tuple[int, ...]], past: Cache
    ) -> tuple[Logits, Cache]:
        """Read tokens; the cache is layers × 2 × 1 × heads × tokens read × head width."""
        logits, present = self._session.run(
            None,
            {
                "tokens": np.array([tokens], dtype=np.int64),
                "features": np.array([features], dtype=np.int64),
                "past": past,
            },
        )
        return logits, present


@cache
def load_melody_model() -> MelodyModel:
    """Load the model once a process; raise PartMissing where its file is not there."""
    if not MODEL_FILE.is_file():
        raise PartMissing(
            f"The melody model {MODEL_FILE.name} is not there. Install Corvia Local again,"
            " or run `make train`."
        )
    return MelodyModel(open_session(MODEL_FILE))
