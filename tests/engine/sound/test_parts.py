import os
import subprocess
import sys
from pathlib import Path

import pytest

from corvia_engine.sound import fluidsynth_library, soundfont
from corvia_engine.sound.fluidsynth_library import SynthesizerMissing, load_fluidsynth
from corvia_engine.sound.rendering import render
from corvia_engine.sound.soundfont import VARIABLE, SoundFontMissing, find_soundfont
from corvia_engine.sound.synthesizer import describe_sound
from corvia_local.errors import PartMissing
from tests.engine.sound.songs import song


def test_the_sound_s_parts_are_described() -> None:
    setup = describe_sound()
    assert setup.library_version.startswith("2.")
    assert Path(setup.soundfont_path).is_file()
    assert setup.soundfont_name == Path(setup.soundfont_path).stem
    assert setup.library_origin
    assert setup.soundfont_origin


def test_a_missing_soundfont_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.sf2"))
    with pytest.raises(SoundFontMissing, match=r"gone\.sf2 cannot be opened") as caught:
        render(song())
    assert isinstance(caught.value, PartMissing)
    assert VARIABLE in str(caught.value)


def test_a_file_that_is_no_soundfont_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "notes.sf2").write_bytes(b"these are not instruments")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "notes.sf2"))
    with pytest.raises(SoundFontMissing, match=r"notes\.sf2 is not a SoundFont"):
        render(song())


def test_a_damaged_soundfont_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = find_soundfont().path.read_bytes()
    (tmp_path / "torn.sf2").write_bytes(whole[:4000])
    monkeypatch.setenv(VARIABLE, str(tmp_path / "torn.sf2"))
    with pytest.raises(SoundFontMissing, match=r"torn\.sf2 is damaged"):
        render(song())


def test_a_soundfont_of_one_s_own_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "my own sounds.sf2"
    own.symlink_to(find_soundfont().path)
    monkeypatch.setenv(VARIABLE, str(own))
    assert describe_sound().soundfont_path == str(own)
    assert render(song()).samples.any()


def test_the_fullest_installed_soundfont_is_preferred(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    for name in ("TimGM6mb.sf2", "Aardvark.sf2", "FluidR3_GM.sf2", "FluidR3_GM.txt"):
        (tmp_path / name).write_bytes(b"RIFF\0\0\0\0sfbk")
    assert find_soundfont([tmp_path / "none", tmp_path]).path.name == "FluidR3_GM.sf2"


def test_without_any_soundfont_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(soundfont.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SoundFontMissing, match="There is no SoundFont"):
        find_soundfont([tmp_path])


def test_without_fluidsynth_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fluidsynth_library, "_SYSTEM_NAMES", {sys.platform: ("libnothere.so",)})
    monkeypatch.setattr(fluidsynth_library, "_copies_in_pygame", list)
    load_fluidsynth.cache_clear()
    try:
        with pytest.raises(SynthesizerMissing, match="pip install pygame-ce"):
            load_fluidsynth()
    finally:
        load_fluidsynth.cache_clear()


def test_a_library_that_is_not_fluidsynth_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fluidsynth_library, "_SYSTEM_NAMES", {sys.platform: ("libc.so.6",)})
    load_fluidsynth.cache_clear()
    try:
        assert "fluidsynth" in load_fluidsynth().path
    finally:
        load_fluidsynth.cache_clear()


def test_rendering_prints_nothing_and_imports_neither_pygame_nor_music21() -> None:
    code = (
        "import sys\n"
        "from tests.engine.sound.songs import song\n"
        "from corvia_engine.sound.rendering import render\n"
        "render(song())\n"
        "assert not {'pygame', 'pretty_midi', 'music21'} & set(sys.modules)\n"
    )
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": f"{root}:{root / 'engine'}"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
