"""Going off line ends a public IPFS node that was started here, and leaves a private one alone."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Corvia

REQUIRED = "true" in (os.environ.get("CI"), os.environ.get("KUBO_REQUIRED"))
NOBODY = "/ip4/127.0.0.1/tcp/9/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"


@pytest.fixture
def running(corvia: Corvia, tmp_path: Path) -> Iterator[Path]:
    """A real node's settings file; the node knows nobody."""
    started = corvia("ipfs", "start", "--json")
    if started.code == 8:
        if REQUIRED:
            pytest.fail(started.err)
        pytest.skip("there is neither an `ipfs` on the PATH nor one that `make kubo` built")
    try:
        yield tmp_path / "home" / "ipfs" / "config"
    finally:
        corvia("ipfs", "stop")


def is_running(corvia: Corvia) -> bool:
    return bool(corvia("ipfs", "status", "--json").json["running"])


@pytest.mark.xdist_group("kubo")
def test_a_public_node_ends_and_a_private_one_stays(corvia: Corvia, running: Path) -> None:
    answer = corvia("offline", "on", "--json").json
    assert answer == {"offline": True, "ended_public_node": False}
    assert is_running(corvia)
    settings = json.loads(running.read_text()) | {"Bootstrap": [NOBODY]}
    running.write_text(json.dumps(settings))
    assert corvia("offline", "off", "--json").json["offline"] is False
    assert is_running(corvia), "going on line ends nothing"
    ended = corvia("offline", "on")
    assert ended.out.splitlines() == ["Your public IPFS node was ended.", "You are off line."]
    assert not is_running(corvia)


def test_without_a_node_there_is_nothing_to_end(corvia: Corvia) -> None:
    assert corvia("offline", "on", "--json").json == {"offline": True, "ended_public_node": False}
