"""eSpeak NG, from the espeakng-loader wheel or the system: text to sound and phonemes.

The library (GPL-3.0-or-later) keeps one state each time that it is loaded; calls are taken in turn.
Constants and structures follow its public header, speak_lib.h.
"""

import _ctypes
import contextlib
import ctypes
import importlib.util
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corvia_local.errors import PartMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SYNCHRONOUS = 2
_PHONEME_EVENTS = 1
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_END_OF_LIST, _WORD, _PHONEME = 0, 1, 7
_NAME_BYTES = 8
WORDS_A_MINUTE = 140
"""Slow enough that consonants are whole, quick enough that none drags."""

_PAUSE = "_"
_IPA_PARTED = 2 | ord(_PAUSE) << 8
"""Phonemes in the International Phonetic Alphabet with this sign between them."""

_SILENT_SIGNS = "_:;|"
"""Pauses and links, which are written in no phonetic alphabet."""

_SEED = 1
_SYSTEM_FOLDERS = ("/usr/lib", "/usr/local/lib")
_MIDDLE_PITCH = 50
MONOTONE = 0


class VoiceMissing(PartMissing):
    """The speech synthesizer or the vocoder is not there."""


@dataclass(frozen=True)
class PhonemeMark:
    """A phoneme by eSpeak's mnemonic, the sample at which it begins, and its word.

    `text_position` counts characters from 1 to the start of the word that carries it; words that
    are spoken as one carry the first one's.
    """

    sample: int
    mnemonic: str
    text_position: int


@dataclass(frozen=True)
class SpokenSign:
    """A phoneme by eSpeak's mnemonic and in the International Phonetic Alphabet, both with its
    stress, and its word as in PhonemeMark."""

    mnemonic: str
    ipa: str
    text_position: int


@dataclass(frozen=True, eq=False)
class Speech:
    """Spoken text: float64 samples within -1…1, their rate, and the phonemes in order."""

    samples: "NDArray[np.float64]"
    rate: int
    phonemes: tuple[PhonemeMark, ...]


class _Identity(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * _NAME_BYTES),
    )


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The library, loaded and started; `speak` is safe to call from any thread."""

    def __init__(self, library_path: str, data_path: str | None) -> None:
        """Load and start the library; raise VoiceMissing where that fails.

        Without a `data_path` the library looks where it was built to.
        """
        try:
            self._library: Any = ctypes.CDLL(library_path)
        except OSError as error:
            raise VoiceMissing(f"The speech synthesizer does not load: {error}.") from error
        self._lock = threading.Lock()
        self._pieces: list[NDArray[np.float64]] = []
        self._marks: list[PhonemeMark] = []
        self._word = 1
        self._callback = _Callback(self._receive)
        options = _PHONEME_EVENTS | _DONT_EXIT
        self.rate = int(
            self._library.espeak_Initialize(
                _SYNCHRONOUS, 0, None if data_path is None else data_path.encode(), options
            )
        )
        if self.rate <= 0:
            raise VoiceMissing(
                "The speech synthesizer did not start: its data are missing or damaged."
                " Please install espeakng-loader again."
            )
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
        self._library.espeak_Info.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self.version = self._library.espeak_Info(None).decode()

    def close(self) -> None:
        """End the library; it must not be called again."""
        self._library.espeak_Terminate()
        handle = self._library._handle
        del self._library
        if sys.platform == "win32":
            _ctypes.FreeLibrary(handle)
        else:
            _ctypes.dlclose(handle)

    def speak(
        self,
        text: str,
        voice: str,
        *,
        words_a_minute: int = WORDS_A_MINUTE,
        melody: int = MONOTONE,
    ) -> Speech:
        """Speak a text with a voice such as “en-us+f3”; raise VoiceMissing where there is none.

        `melody` is the range of its pitch from 0, one tone, to 100.

        A text spoken twice differs in its samples and by a millisecond in its times, not to the
        ear: the library's oscillators run on. NUL characters end a text for the library and must
        not occur in it.
        """
        import numpy as np

        with self._lock:
            if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise VoiceMissing(f"The speech synthesizer has no voice called “{voice}”.")
            for parameter, value in ((_RATE, words_a_minute), (_PITCH, _MIDDLE_PITCH)):
                self._library.espeak_SetParameter(parameter, value, 0)
            self._library.espeak_SetParameter(_RANGE, melody, 0)
            self._pieces, self._marks, self._word = [], [], 1
            data = text.encode()
            self._library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
            samples = np.concatenate(self._pieces) if self._pieces else np.zeros(0)
            return Speech(samples, self.rate, tuple(self._marks))

    def signs(self, text: str, voice: str) -> tuple[SpokenSign, ...]:
        """Give a text's phonemes without sound; none where the two ways of writing them disagree.

        Raises VoiceMissing where there is no such voice.
        """
        marks = self.speak(text, voice).phonemes
        heard = [mark for mark in marks if mark.mnemonic.strip(_SILENT_SIGNS)]
        with self._lock:
            written = self._transcribed(text)
        if len(written) != len(heard):
            return ()
        return tuple(
            SpokenSign(mark.mnemonic, ipa, mark.text_position)
            for mark, ipa in zip(heard, written, strict=True)
        )

    def _transcribed(self, text: str) -> list[str]:
        """Write a text in the International Phonetic Alphabet, a phoneme an item."""
        data = ctypes.create_string_buffer(text.encode())
        left = ctypes.c_void_p(ctypes.addressof(data))
        found: list[str] = []
        while left.value:
            clause = self._library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _IPA_PARTED)
            found += (clause or b"").decode("utf-8", "replace").replace(" ", _PAUSE).split(_PAUSE)
        return [sign for sign in found if sign]

    def _receive(self, wave: Any, count: int, events: Any) -> int:
        import numpy as np

        if wave and count > 0:
            heard = np.ctypeslib.as_array(wave, (count,))
            self._pieces.append(heard.astype(np.float64) / 32_768)
        place = 0
        while events[place].type != _END_OF_LIST:
            event = events[place]
            if event.type == _WORD:
                self._word = event.text_position
            elif event.type == _PHONEME:
                name = event.id.string.decode("utf-8", "replace")
                self._marks.append(PhonemeMark(event.sample, name, self._word))
            place += 1
        return 0


@contextlib.contextmanager
def fresh_espeak() -> Iterator[Espeak]:
    """Start the synthesizer as it is in a new process, and end it afterwards.

    The library carries the state of its oscillators from one text to the next and has no call that
    resets it. A copy of its file is loaded as another library, with a state of its own. So equal
    texts in equal order give equal samples. Where nothing can be loaded from the folder for
    temporary files, the library itself is, and samples differ a little from song to song. Raises
    VoiceMissing.
    """
    library, data = _parts()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        espeak = _copied(library, data, Path(folder)) or Espeak(str(library), data)
        try:
            yield espeak
        finally:
            espeak.close()


def _copied(library: Path, data: str | None, folder: Path) -> Espeak | None:
    """Start a copy of the library; None where it cannot be written or loaded there."""
    copy = folder / library.name
    try:
        shutil.copyfile(library, copy)
        return Espeak(str(copy), data)
    except (OSError, VoiceMissing):
        return None


def espeak_version() -> str:
    """Give the synthesizer's version; raise VoiceMissing where it is not there."""
    with fresh_espeak() as espeak:
        version: str = espeak.version
        return version


def _parts() -> tuple[Path, str | None]:
    """Find the library of the espeakng-loader wheel and its data, or else the system's library.

    The wheel's own code is not run (specs/decisions/speech-synthesizer.md).
    """
    package = importlib.util.find_spec("espeakng_loader")
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent
        return folder / _library_name(), str(folder / "espeak-ng-data")
    for place in _SYSTEM_FOLDERS:
        for library in sorted(Path(place).glob("**/libespeak-ng.so.1")):
            return library, None
    raise VoiceMissing(
        "The speech synthesizer is not installed. Please install espeakng-loader, or compose"
        " without a voice."
    )


def _library_name() -> str:
    if sys.platform == "win32":
        return "espeak-ng.dll"
    return "libespeak-ng.dylib" if sys.platform == "darwin" else "libespeak-ng.so"
