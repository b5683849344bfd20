"""Ways in, backups, imports, exports, the check and the end: each done by keys."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from textual.pilot import Pilot
from textual.widgets import Button, DataTable, Input, OptionList, Static

from corvia_local.errors import Locked
from corvia_local.model.progress import Report
from corvia_local.studio import journal, keys
from corvia_local.studio.opening import unlock, unlock_with_phrase, unlock_with_shares
from corvia_local.studio.settings import change_setting, read_settings
from corvia_local.studio.system_keyring import TRUSTED
from corvia_tui.app import CorviaApp
from corvia_tui.navigation import place_screen
from corvia_tui.screens.making_shares import MakingSharesScreen
from corvia_tui.screens.new_words import NewWordsScreen
from corvia_tui.screens.restoring import RestoringScreen
from corvia_tui.screens.unlock import UnlockScreen
from corvia_tui.screens.welcome import WelcomeScreen
from corvia_tui.screens.working import WorkingScreen

Wait = Callable[[Pilot[None]], Awaitable[None]]
PASSPHRASE = "lamp in the june window"
OTHER = "seven quiet herons"


async def _open(pilot: Pilot[None], settle: Wait, place: str) -> None:
    await pilot.app.push_screen(place_screen(place))
    await settle(pilot)


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


async def _type(pilot: Pilot[None], settle: Wait, *values: str) -> None:
    for value in values:
        field = pilot.app.screen.focused
        assert isinstance(field, Input)
        field.value = value
        await pilot.press("enter")
        await settle(pilot)


async def test_a_new_passphrase_opens_and_the_old_one_does_not(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "ways-in")
        await pilot.press("p")
        await _type(pilot, settle, OTHER, "seven quiet heron")
        assert "not the same" in _shown(app)
        await _type(pilot, settle, OTHER)
    with unlock(home, OTHER):
        pass
    with pytest.raises(Locked):
        unlock(home, PASSPHRASE)


async def test_one_more_way_in_is_added_and_closed_and_the_last_stays(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "ways-in")
        await pilot.press("a")
        await _type(pilot, settle, "kitchen", OTHER, OTHER)
        with unlock(home, OTHER):
            pass
        table = app.screen.query_one(DataTable)
        assert table.row_count == 3
        assert "kitchen" in table.get_row_at(2)
        for row in (2, 1, 0):
            table.move_cursor(row=row)
            await pilot.press("x", "y")
            await settle(pilot)
        assert table.row_count == 1
        assert [slot.kind for slot in keys.list_keys(app.vault)] == ["passphrase"]
    with pytest.raises(Locked):
        unlock(home, OTHER)


async def test_new_words_count_only_after_three_of_them_are_right(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "ways-in")
        await pilot.press("n")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, NewWordsScreen)
        words, places = screen.words, screen.places
        assert len(words) == 24
        assert words[0] in _shown(app)
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert f" {words[0]} " not in _shown(app)
        await _type(pilot, settle, "not", "these", "words")
        assert "Not all three are right" in _shown(app)
        with pytest.raises(Locked):
            unlock_with_phrase(home, " ".join(words))
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert words[0] in _shown(app)
        await pilot.press("ctrl+w")
        await settle(pilot)
        await _type(pilot, settle, *(words[place - 1] for place in places))
        assert app.screen is not screen
    with unlock_with_phrase(home, " ".join(words)):
        pass


async def test_leaving_the_new_words_keeps_the_earlier_ones(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        before = [slot.id for slot in keys.list_keys(app.vault)]
        await _open(pilot, settle, "ways-in")
        await pilot.press("n", "escape")
        await settle(pilot)
        assert [slot.id for slot in keys.list_keys(app.vault)] == before


async def test_shares_are_shown_one_by_one_and_open_the_vault_together(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "ways-in")
        await pilot.press("s")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, MakingSharesScreen)
        await pilot.press("ctrl+w")
        await settle(pilot)
        shares = screen.shares
        assert len(shares) == 3
        assert "Share 1 of 3" in _shown(app)
        await pilot.press("ctrl+w", "ctrl+w")
        assert "Share 3 of 3" in _shown(app)
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert screen.shares == ()
    with unlock_with_shares(home, list(shares[1:])):
        pass


async def test_guessing_is_made_to_cost_more_by_the_present_passphrase(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        before = next(slot.work for slot in keys.list_keys(app.vault) if slot.opened)
        await _open(pilot, settle, "ways-in")
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        await _type(pilot, settle, PASSPHRASE)
        after = next(slot.work for slot in keys.list_keys(app.vault) if slot.opened)
        assert before is not None
        assert after is not None
        assert after.operations * after.memory > before.operations * before.memory


async def test_everything_is_encrypted_anew_and_opens_as_before(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        before = app.vault.data_key()
        await _open(pilot, settle, "ways-in")
        await pilot.press("r", "y")
        await settle(pilot)
        assert app.vault.data_key() != before
        assert len(journal.find(app.vault)) == 2
    with unlock(home, PASSPHRASE) as vault:
        assert len(journal.find(vault)) == 2


async def test_work_that_is_stopped_ends_before_its_screen_goes(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    steps: list[float] = []

    def work(report: Report) -> None:
        report("counting", 0.1)
        begun.set()
        go_on.wait(10)
        steps.append(0.5)
        report("counting", 0.5)
        steps.append(0.9)

    async with app.run_test() as pilot:
        await unlocked(pilot)
        screen = WorkingScreen("Counting", work, lambda _: steps.append(1.0), "Stopped.")
        await app.push_screen(screen)
        await asyncio.to_thread(begun.wait, 10)
        assert screen.keeps_awake
        await pilot.press("escape")
        assert app.screen is screen
        go_on.set()
        await settle(pilot)
        assert app.screen is not screen
    assert steps == [0.5]


async def test_a_backup_is_written_into_the_folder_that_is_set_and_given_back(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    folder = tmp_path / "kept"
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "backups")
        await pilot.press("f")
        await _type(pilot, settle, str(folder))
        await pilot.press("k")
        await _type(pilot, settle, "2")
        assert read_settings(app.vault).backup_keep == 2
        for _ in range(3):
            await pilot.press("b")
            await settle(pilot)
        files = sorted(folder.glob("*.age"))
        assert len(files) == 2
        assert app.screen.query_one(DataTable).row_count == 2
    bare = CorviaApp(tmp_path / "bare")
    async with bare.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert isinstance(bare.screen, RestoringScreen)
        await _type(pilot, settle, str(files[-1]), "not the one")
        assert isinstance(bare.screen, RestoringScreen)
        await _type(pilot, settle, PASSPHRASE)
        assert isinstance(bare.screen, UnlockScreen)
        await unlocked(pilot)
        assert len(journal.find(bare.vault)) == 2


async def test_a_number_that_makes_no_sense_is_declined_and_nothing_changes(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "backups")
        await pilot.press("k")
        await _type(pilot, settle, "many")
        assert read_settings(app.vault).backup_keep == 7


async def test_an_import_is_shown_before_anything_is_written_and_comes_once(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    source = tmp_path / "notes"
    source.mkdir()
    for day in range(1, 4):
        (source / f"2025-03-0{day}.md").write_text(f"The day had {day} clouds.\n")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "import")
        await pilot.press("ctrl+s")
        assert len(journal.find(app.vault)) == 2
        await _type(pilot, settle, str(source))
        assert "3 entries, 3 of them new" in _shown(app)
        assert len(journal.find(app.vault)) == 2
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert len(journal.find(app.vault)) == 5
        await _type(pilot, settle, str(source))
        assert "3 are here already" in _shown(app)
        assert app.screen.query_one("#bring_in", Button).disabled


async def test_a_missing_source_is_said_plainly(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(notifications=True) as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "import")
        await _type(pilot, settle, str(tmp_path / "nothing.json"))
        shown = app.export_screenshot().replace("&#160;", " ")
        assert "There is no file or folder" in shown
        assert "Looking" not in _shown(app)


async def test_plain_files_are_written_only_after_the_word(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    target = tmp_path / "out"
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "export")
        app.screen.query_one("#way").choose("plain")
        app.screen.query_one("#target", Input).value = str(target)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not target.exists()
        await _type(pilot, settle, "unencrypted")
        listed = {path.name for path in target.rglob("*") if path.is_file()}
        assert any(name.endswith(".md") for name in listed)


async def test_an_encrypted_export_is_one_file_for_ones_own_words(
    app: CorviaApp, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    target = tmp_path / "out.age"
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "export")
        app.screen.query_one("#target", Input).value = str(target)
        await pilot.press("ctrl+s")
        await settle(pilot)
    assert target.read_bytes().startswith(b"age-encryption.org/v1")


async def test_a_whole_vault_is_called_whole(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "check")
        assert "Your vault is whole." in _shown(app)
        assert "2 entries" in _shown(app)


async def test_a_stale_search_index_is_named_and_mended(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        with app.vault.transaction():
            app.vault.write("DELETE FROM found_text WHERE rowid = 1")
        await _open(pilot, settle, "check")
        assert "Not all of your vault is whole." in _shown(app)
        await pilot.press("m")
        await settle(pilot)
        assert "Your vault is whole." in _shown(app)


async def test_everything_is_erased_after_the_words_and_the_first_steps_come(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "erase-everything")
        await _type(pilot, settle, "erase")
        assert app.is_open
        await _type(pilot, settle, "erase everything")
        assert isinstance(app.screen, WelcomeScreen)
        assert not app.is_open
    assert not (home / "vault.db").exists()
    with pytest.raises(Exception, match="no vault"):
        unlock(home, PASSPHRASE)


async def test_the_list_of_acts_does_what_its_letters_do(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _open(pilot, settle, "settings")
        places = app.screen.query_one("#places", OptionList)
        places.focus()
        places.highlighted = 2
        await pilot.press("enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "WaysInScreen"


async def test_settings_changed_on_the_command_line_hold_in_the_app(
    app: CorviaApp, home: Path, settle: Wait, unlocked: Wait
) -> None:
    with unlock(home, PASSPHRASE) as vault:
        change_setting(vault, "keys", json.loads('{"app.help": "f9"}'))
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert type(app.screen).__name__ == "HelpScreen"


async def test_a_backup_that_is_due_is_written_when_the_vault_opens(
    app: CorviaApp, home: Path, tmp_path: Path, settle: Wait, unlocked: Wait
) -> None:
    folder = tmp_path / "kept"
    async with app.run_test() as pilot:
        await unlocked(pilot)
        assert not folder.exists()
        change_setting(app.vault, "backup_folder", str(folder))
        for _ in range(2):
            await pilot.press("ctrl+l")
            await settle(pilot)
            await unlocked(pilot)
            assert len(list(folder.glob("*.age"))) == 1


class Desktop(KeyringBackend):
    """Stands in for the desktop's keyring, which a test machine has not."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


async def test_the_keyring_is_offered_at_the_door_only_where_it_is_a_way_in(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keyring.get_keyring()
    monkeypatch.setitem(TRUSTED, Desktop.__module__, "desktop's keyring")
    keyring.set_keyring(Desktop())
    try:
        async with app.run_test() as pilot:
            await settle(pilot)
            await pilot.press("f5")
            await settle(pilot)
            assert not app.is_open
            await unlocked(pilot)
            await _open(pilot, settle, "ways-in")
            await pilot.press("y", "y")
            await settle(pilot)
            await pilot.press("ctrl+l")
            await settle(pilot)
            await pilot.press("f5")
            await settle(pilot)
            assert app.is_open
    finally:
        keyring.set_keyring(before)
