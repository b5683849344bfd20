"""The files in packaging/ fit the program and the tools that read them."""

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from corvia_local.cli.app import corvia

PACKAGING = Path(__file__).parents[2] / "packaging"


def test_the_unit_calls_a_command_that_exists_with_options_that_it_has() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((PACKAGING / "corvia-node.service").read_text())
    program, *arguments = unit["Service"]["ExecStart"].removeprefix("/usr/bin/env ").split()
    assert program == "corvia"
    options = [argument for argument in arguments if argument.startswith("--")]
    shown = CliRunner().invoke(corvia, ["node", "serve", "--help"]).output
    assert arguments[:2] == ["node", "serve"]
    assert options
    assert all(option in shown for option in options)
    entry = (PACKAGING / "Containerfile").read_text().rsplit("ENTRYPOINT", 1)[1]
    assert all(f'"{argument}"' in entry for argument in arguments[:3])


def test_systemd_takes_the_unit() -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not here")
    done = subprocess.run(
        [program, "verify", str(PACKAGING / "corvia-node.service")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_compose_file_is_one() -> None:
    program = shutil.which("docker")
    if program is None or subprocess.run([program, "compose", "version"], check=False).returncode:
        pytest.skip("docker compose is not here")
    done = subprocess.run(
        [program, "compose", "-f", str(PACKAGING / "compose.yaml"), "config", "--services"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert sorted(done.stdout.split()) == ["kubo", "node"], done.stderr


def test_the_ipfs_node_is_the_one_that_the_tests_use() -> None:
    version = next(
        line.split()[1]
        for line in (PACKAGING.parent / "kubo" / "go.mod").read_text().splitlines()
        if line.strip().startswith("github.com/ipfs/kubo v")
    )
    assert f"ipfs/kubo:{version}" in (PACKAGING / "compose.yaml").read_text()
