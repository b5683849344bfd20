"""The page that specifies the vault names what a vault really holds."""

import re
from pathlib import Path

from corvia_local.vault.migrations import LATEST
from corvia_local.vault.opening import Vault

PAGE = (Path(__file__).parents[2] / "specs" / "vault-v1.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)


def specified() -> dict[str, str]:
    start = PAGE.index("| table | columns |")
    return dict(ROW.findall(PAGE[start : PAGE.index("\n\n", start)]))


def test_it_describes_the_newest_version() -> None:
    assert re.findall(r"this page describes (\d+)\.", PAGE) == [str(LATEST)]


def test_it_names_every_table_and_no_other(vault: Vault) -> None:
    tables = {
        name
        for (name,) in vault.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not name.startswith(("found_text_", "sqlite_"))
    }
    assert set(specified()) == tables


def test_it_names_every_column(vault: Vault) -> None:
    for table, words in specified().items():
        named = set(re.findall(r"`(\w+)`", words))
        columns = {row[1] for row in vault.rows(f"PRAGMA table_info({table})")}
        assert columns <= named, table


def test_it_names_every_file_of_a_vault(vault: Vault) -> None:
    for file in vault.home.iterdir():
        assert f"`{file.name}`" in PAGE
