"""Settings stay as they were set, whatever else stands beside them."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corvia_local.errors import BadInput
from corvia_local.model.settings import TAKES
from corvia_local.studio.backing_up import back_up, restore
from corvia_local.studio.before_unlocking import OPEN_SETTINGS_FILE
from corvia_local.studio.erasing import erase_everything, plan_everything
from corvia_local.studio.settings import (
    Settings,
    SettingUnknown,
    SettingUnusable,
    change_open_setting,
    change_setting,
    open_settings,
    read_setting_text,
    read_settings,
    reset_setting,
    unused_settings,
)
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.settings import (
    LARGEST_VALUE,
    MOST_SETTINGS,
    SettingTooLarge,
    store_setting,
)
from tests.studio.conftest import PASSPHRASE


def test_the_defaults_suit_somebody_who_never_looks(vault: Vault) -> None:
    assert read_settings(vault) == Settings()
    assert Settings().idle_lock_minutes == 10


def test_a_change_holds_when_the_vault_is_opened_again(vault: Vault, home: Path) -> None:
    changed = change_setting(vault, "idle_lock_minutes", 0)
    assert changed.idle_lock_minutes == 0
    change_setting(vault, "keys", {"app.lock": "ctrl+k,f9"})
    change_setting(vault, "theme", "paper")
    vault.close()
    with open_vault(home, PASSPHRASE) as again:
        expected = Settings(theme="paper", idle_lock_minutes=0, keys={"app.lock": "ctrl+k,f9"})
        assert read_settings(again) == expected
        assert reset_setting(again, "keys").keys == {}


def test_what_the_door_needs_is_known_without_a_key_and_nothing_more(
    vault: Vault, home: Path
) -> None:
    change_setting(vault, "country", "DE")
    change_setting(vault, "backup_folder", "/a/private/place")
    assert open_settings(home) == Settings(country="DE")
    file = home / OPEN_SETTINGS_FILE
    assert json.loads(file.read_bytes()) == {"country": "DE"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_open_file_sets_nothing_that_belongs_to_the_vault(vault: Vault, home: Path) -> None:
    (home / OPEN_SETTINGS_FILE).write_text('{"idle_lock_minutes": 0, "theme": "paper"}')
    assert read_settings(vault) == Settings(theme="paper")


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b"{" * 100_000, b'{"theme": 7}', b'{"a": "' + b"x" * 70_000]
)
def test_a_damaged_open_file_keeps_nobody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / OPEN_SETTINGS_FILE).write_bytes(content)
    assert open_settings(tmp_path) == Settings()
    assert change_open_setting(tmp_path, "theme", "dusk").theme == "dusk"


def test_what_another_version_set_is_kept(vault: Vault, home: Path) -> None:
    store_setting(vault, "lamp", b'{"colour": "red"}')
    store_setting(vault, "idle_lock_minutes", b'"after a while"')
    (home / OPEN_SETTINGS_FILE).write_text('{"lantern": [1, 2]}')
    assert read_settings(vault) == Settings()
    assert unused_settings(vault) == ("idle_lock_minutes", "lamp")
    change_setting(vault, "theme", "paper")
    change_setting(vault, "backup_keep", 3)
    assert unused_settings(vault) == ("idle_lock_minutes", "lamp")
    assert json.loads((home / OPEN_SETTINGS_FILE).read_bytes())["lantern"] == [1, 2]
    reset_setting(vault, "lamp")
    assert unused_settings(vault) == ("idle_lock_minutes",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_lock_minutes", -1),
        ("idle_lock_minutes", 100_000),
        ("idle_lock_minutes", True),
        ("country", "Germany"),
        ("theme", "../paper"),
        ("keys", {"": "x"}),
        ("keys", {str(n): "x" for n in range(201)}),
        ("backup_keep", 0),
        ("backup_folder", "x" * 1001),
        ("node_address", object()),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    vault: Vault, name: str, value: object
) -> None:
    with pytest.raises(SettingUnusable, match=name):
        change_setting(vault, name, value)
    assert read_settings(vault) == Settings()


def test_a_wrong_name_is_told_with_the_near_one(vault: Vault) -> None:
    with pytest.raises(SettingUnknown, match="Did you mean “idle_lock_minutes”"):
        change_setting(vault, "idle_lock_minute", 3)
    with pytest.raises(SettingUnusable, match="in the vault"):
        change_open_setting(vault.home, "backup_keep", 3)


def test_the_table_is_bounded(vault: Vault) -> None:
    with pytest.raises(SettingTooLarge):
        store_setting(vault, "large", b'"' + b"x" * LARGEST_VALUE + b'"')
    with vault.transaction():
        for number in range(MOST_SETTINGS):
            store_setting(vault, f"n{number}", b"1")
    store_setting(vault, "n0", b"2")
    with pytest.raises(SettingTooLarge):
        store_setting(vault, "one more", b"1")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("idle_lock_minutes", "10", 10),
        ("animations", "false", False),
        ("theme", "dusk", "dusk"),
        ("theme", "null", None),
        ("country", "de", "DE"),
        ("country", "null", None),
        ("backup_folder", "10", "10"),
        ("keys", '{"app.lock": "ctrl+k"}', {"app.lock": "ctrl+k"}),
    ],
)
def test_a_typed_value_is_what_it_looks_like(name: str, text: str, value: object) -> None:
    assert read_setting_text(name, text) == value


def test_erasing_everything_leaves_no_setting(vault: Vault, home: Path) -> None:
    change_setting(vault, "country", "DE")
    removed = erase_everything(vault, plan_everything(vault))
    assert home / OPEN_SETTINGS_FILE in removed
    assert list(home.iterdir()) == []


def test_a_backup_brings_the_vaults_settings_back(vault: Vault, tmp_path: Path) -> None:
    change_setting(vault, "idle_lock_minutes", 3)
    back_up(vault, tmp_path / "safe.age")
    restore(tmp_path / "again", tmp_path / "safe.age", PASSPHRASE)
    with open_vault(tmp_path / "again", PASSPHRASE) as again:
        assert read_settings(again).idle_lock_minutes == 3


def test_every_setting_says_what_it_takes(vault: Vault) -> None:
    assert set(TAKES) == set(Settings.__struct_fields__)
    for name, words in TAKES.items():
        with pytest.raises(SettingUnusable) as refused:
            change_setting(vault, name, object())
        assert words in str(refused.value)
        assert "regex" not in str(refused.value)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from(Settings.__struct_fields__), value=_VALUES)
@hypothesis_settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_value_is_refused_or_read_back_as_it_was(vault: Vault, name: str, value: Any) -> None:
    try:
        changed = change_setting(vault, name, value)
    except BadInput:
        return
    kept = msgspec.json.encode(getattr(changed, name), order="sorted")
    assert msgspec.json.decode(kept) == msgspec.json.decode(msgspec.json.encode(value))
