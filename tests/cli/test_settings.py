"""Settings on the command line."""

from pathlib import Path

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import create_vault
from tests.cli.conftest import PASSPHRASE, Corvia


def test_settings_are_set_listed_and_reset(corvia: Corvia, tmp_path: Path) -> None:
    assert corvia("settings", "set", "theme", "paper").code == 0, "no vault is needed"
    assert corvia("settings", "get", "theme", "--json").json == {"name": "theme", "value": "paper"}
    assert corvia("settings", "set", "idle_lock_minutes", "5").code == 4
    create_vault(tmp_path / "home", PASSPHRASE, KdfLimits(1, 8192))[0].close()
    assert corvia("settings", "set", "idle_lock_minutes", "5", "--json").json["value"] == 5
    listed = corvia("settings", "list", "--json").json
    assert (listed["settings"]["idle_lock_minutes"], listed["settings"]["theme"]) == (5, "paper")
    assert listed["defaults"]["idle_lock_minutes"] == 10
    assert corvia("settings", "reset", "theme", "--json").json["value"] is None
    assert "* idle_lock_minutes" in corvia("settings", "list").out


def test_a_wrong_setting_says_what_is_wrong(corvia: Corvia) -> None:
    assert corvia("settings", "set", "country", "Germany").code == 3
    missing = corvia("settings", "get", "them", "--json")
    assert (missing.code, missing.json["error"]["name"]) == (4, "SettingUnknown")
    assert "theme" in missing.json["error"]["message"]


def test_a_backup_is_made_when_the_settings_say_so(corvia: Corvia, tmp_path: Path) -> None:
    create_vault(tmp_path / "home", PASSPHRASE, KdfLimits(1, 8192))[0].close()
    assert corvia("backup", "--due", "--json").json == {"due": False}
    corvia("settings", "set", "backup_folder", str(tmp_path / "safe"))
    made = corvia("backup", "--due", "--json").json
    assert Path(made["file"]).parent == tmp_path / "safe"
    assert corvia("backup", "--due", "--json").json == {"due": False}
    assert corvia("backup", "--due", "--into", "x").code == 2
