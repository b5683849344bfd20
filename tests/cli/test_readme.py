"""Every command of the README does what it says."""

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Corvia

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands(language: str) -> list[list[str]]:
    found, inside = [], None
    for line in README.splitlines():
        if line.startswith("```"):
            inside = line[3:] if inside is None else None
        elif inside == language:
            found.append(shlex.split(line.removeprefix("$ ")))
    return found


def test_its_commands_run_one_after_the_other(corvia: Corvia, tmp_path: Path) -> None:
    commands = _commands("console")
    assert len(commands) >= 12
    for program, *arguments in commands:
        assert program == "corvia"
        answer = corvia(*arguments)
        assert answer.code == 0, (arguments, answer.err)
    assert (tmp_path / "my-song" / "song.flac").exists()
    assert (tmp_path / "the-whole-way" / "composition" / "composition.flac").exists()


def test_its_commands_with_ids_run(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    corvia("community", "create", "Evening circle")
    known = {"ENTRY": corvia("write", "I am new here and it rains.", "--json").json["entry"]}
    for program, *arguments in _commands(""):
        if program == "make" or arguments[0] in ("node", "play"):
            continue
        named = [known.get(word, word) for word in arguments]
        if arguments[0] == "compose":
            named += ["--minutes", "0.5", "--no-audio"]
        answer = corvia(*named, "--json")
        assert answer.code == 0, (named, answer.err)
        if "song" in answer.json:
            known["SONG"] = answer.json["song"]
        if arguments[0] == "share" and "cid" in answer.json:
            known["CID"] = answer.json["cid"]


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)", README)) - {"nothing"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_its_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link
