"""A secret given where none belongs is refused and not said again, in words or in JSON."""

from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import create_vault
from tests.cli.conftest import PASSPHRASE, Corvia

IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
PHRASE = " ".join(["abandon"] * 20 + ["heron", "kestrel", "wrenlike", "finch"])
SHARE = "academic acid kestrelwise " * 11
SPOKEN = "kestrel over the cold water"

WRONG_PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "an identity as a backup's recipient": (("backup", "b.age", "--to", IDENTITY), IDENTITY),
    "an identity as an export's recipient": (("export-all", "e.age", "--to", IDENTITY), IDENTITY),
    "an identity as the name of its file": (("restore", "x", "--identity", IDENTITY), IDENTITY),
    "words as the name of their file": (("restore", "x", "--phrase-file", PHRASE), "kestrel"),
    "a share as the name of its file": (("restore", "x", "--share-file", SHARE), "kestrel"),
    "a long text as a file's name": (("age-key", "--phrase-file", PHRASE * 40), "kestrel"),
    "a passphrase as the name of its file": (("entries", "--passphrase-file", SPOKEN), "kestrel"),
    "an identity as a setting": (
        ("settings", "set", "backup_recipients", f'["{IDENTITY}"]'),
        IDENTITY,
    ),
}


@pytest.fixture
def ready(corvia: Corvia, tmp_path: Path) -> Corvia:
    create_vault(tmp_path / "home", PASSPHRASE, KdfLimits(1, 8192))[0].close()
    return corvia


@pytest.mark.parametrize("place", WRONG_PLACES)
def test_it_is_not_said_again(ready: Corvia, place: str) -> None:
    arguments, secret = WRONG_PLACES[place]
    refused = ready(*arguments, "--json")
    assert refused.code in {3, 4, 5}, refused.err
    assert refused.json["error"]["message"].strip() in refused.err
    assert secret.lower() not in (refused.out + refused.err).lower()


def test_words_that_are_no_phrase_are_not_said_again(ready: Corvia, tmp_path: Path) -> None:
    (tmp_path / "words").write_text(PHRASE)
    for arguments, stdin in (
        (("age-key",), PHRASE.encode()),
        (("age-key",), SPOKEN.encode()),
        (("keys", "passphrase", "--phrase-file", "words"), b""),
    ):
        refused = ready(*arguments, "--json", stdin=stdin)
        assert refused.code in {2, 3, 5}, refused.err
        assert "wrenlike" not in refused.out + refused.err
        assert "kestrel" not in refused.out + refused.err


def test_the_passphrase_in_the_variable_of_its_file_is_not_said_again(ready: Corvia) -> None:
    refused = ready("entries", env={"CORVIA_PASSPHRASE_FILE": SPOKEN})
    assert refused.code == 5
    assert "kestrel" not in refused.out + refused.err
