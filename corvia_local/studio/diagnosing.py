"""Which parts this machine has for making and hearing songs, and what could be better."""

import platform
import shutil
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from corvia_local import __version__
from corvia_local.errors import PartMissing
from corvia_local.studio.listening import sound_device
from corvia_local.studio.opening import has_vault

MODELS = {"words": "words.onnx", "melody": "melody.onnx"}


@dataclass(frozen=True)
class Part:
    """One part: a stable key, its name, what is in use in words, and where it lies."""

    key: str
    name: str
    state: str
    ready: bool
    detail: str = ""


@dataclass(frozen=True)
class Diagnosis:
    """All parts, and what could be better."""

    parts: tuple[Part, ...]
    advice: tuple[str, ...]


def diagnose(home: Path) -> Diagnosis:
    """Look at every part; never raises for one that is missing."""
    sound, advice = _sound()
    device = sound_device()
    if device is None:
        advice.append("There is no sound device here. Songs are written to files instead.")
    node = shutil.which("ipfs")
    parts = (
        Part("corvia", "Corvia Local", f"{__version__}, Python {platform.python_version()}", True),
        Part("vault", "vault", f"{home}" if has_vault(home) else f"none yet in {home}", True),
        *sound,
        _singer(),
        Part("audio_device", "sound device", device or "none", device is not None),
        *(_model(name, file) for name, file in MODELS.items()),
        Part(
            "ipfs",
            "IPFS node",
            f"{node} is there; the embedded block store is in use"
            if node
            else "none; the embedded block store is in use",
            True,
            node or "",
        ),
    )
    return Diagnosis(parts, tuple(advice))


def _sound() -> tuple[list[Part], list[str]]:
    from corvia_engine.sound.synthesizer import describe_sound

    try:
        found = describe_sound()
    except PartMissing as error:
        return [Part("synthesizer", "synthesizer", "not ready", False, str(error))], [str(error)]
    return [
        Part(
            "synthesizer",
            "synthesizer",
            f"FluidSynth {found.library_version} ({found.library_origin})",
            True,
            found.library_path,
        ),
        Part(
            "soundfont",
            "SoundFont",
            f"{found.soundfont_name} ({found.soundfont_origin})",
            True,
            found.soundfont_path,
        ),
    ], list(found.advice)


def _singer() -> Part:
    from corvia_engine.voice.singing import describe_singer

    try:
        found = describe_singer()
    except PartMissing as error:
        return Part("singer", "singing voices", "not ready", False, str(error))
    names = ", ".join(found.voices)
    return Part("singer", "singing voices", f"{names}; {found.speech}, {found.vocoder}", True)


def _model(name: str, file: str) -> Part:
    path = resources.files("corvia_engine") / "models" / file
    if not path.is_file():
        return Part(f"{name}_model", f"{name} model", f"{file} is missing", False)
    size = len(path.read_bytes()) / 1_000_000
    return Part(f"{name}_model", f"{name} model", f"{file}, {size:.1f} MB", True, str(path))
