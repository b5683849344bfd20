"""Backups: where they go, one now, and how the vault is given back."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, OptionList, Static

from corvia_local.language import mark, tr, trn
from corvia_local.model.progress import Report
from corvia_local.model.settings import Settings
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.act_list import Act, ActList
from corvia_tui.wording.excerpts import one_line, size_words

if TYPE_CHECKING:
    from corvia_local.studio.backing_up import BackupMade, KeptBackup

STOPPED = mark("Stopped. No file was left of it, and the backups before are as they were.")
GIVE_BACK = mark(
    "On another machine: choose “Give a vault back” on the first screen, or `corvia restore FILE`."
    " Your passphrase opens it, or your 24 words, both of the time of the backup."
)


class BackupsScreen(CalmScreen[None]):
    """What there is, and one more."""

    PLACE = "Backups"
    HELP = (
        "A backup is one encrypted file with everything: entries, songs, identity, communities."
        " It may lie anywhere, a USB stick or a cloud: without your passphrase or your 24 words"
        " nobody opens it. It is read back and compared after it is written.\n\n"
        "Into the folder, the oldest beyond the number to keep go once the new one is verified."
        " `corvia backup` and `corvia restore` do the same."
    )
    BINDINGS: ClassVar[Keys] = [
        key("b", "act('now')", "Back up now", "Write a backup now.", "backups.now"),
        key("f", "act('folder')", "Folder", "Choose where backups go.",
            "backups.folder", shown=False),
        key("k", "act('keep')", "How many", "Choose how many stay there.",
            "backups.keep", shown=False),
        key("d", "act('days')", "How often", "Choose after how many days one is due.",
            "backups.days", shown=False),
        key("r", "act('recipients')", "Who else", "Choose who else can open them.",
            "backups.recipients", shown=False),
        key("escape", "back", "Back", "Go back.", "backups.back", label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """What can be done, what there is, how it is given back."""
        yield Static(tr("Backups"), classes="title")
        yield ActList(self._acts(), id="acts", name_width=18)
        yield Static(tr("What there is"), classes="heading")
        yield DataTable(id="files", cursor_type="row")
        yield Static("", id="none-yet", classes="quiet", markup=False)
        yield Static(tr(GIVE_BACK), id="give-back", classes="gentle", markup=False)

    def _acts(self) -> tuple[Act, ...]:
        found = self.corvia.settings
        folder = found.backup_folder or tr("none yet; a name is asked for")
        others = len(found.backup_recipients)
        return (
            Act("now", "b", tr("Back up now"), tr("one file, read back and compared")),
            Act("folder", "f", tr("Folder"), one_line(folder, 50)),
            Act("keep", "k", tr("How many stay"), str(found.backup_keep)),
            Act("days", "d", tr("A new one after"), _days_words(found.backup_days)),
            Act(
                "recipients",
                "r",
                tr("Who else opens it"),
                tr("{others} age keys", others=others) if others else tr("nobody"),
            ),
        )

    def on_mount(self) -> None:
        """Read what lies there."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns(tr("File"), tr("Size"), tr("Where"))
        self.query_one("#acts").focus()
        self._read()

    def _read(self) -> None:
        self.query_one(ActList).show(self._acts())
        vault, folder = self.vault, self.corvia.settings.backup_folder

        def read(_: Report) -> "list[KeptBackup]":
            from corvia_local.studio.backing_up import kept_backups

            return kept_backups(vault, Path(folder) if folder else None)

        self.in_background(read, self._show)

    def _show(self, found: "list[KeptBackup]") -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.clear()
        own = self.vault.home
        for one in found:
            where = tr("the vault's own") if one.file.is_relative_to(own) else tr("your folder")
            table.add_row(one.file.name, size_words(one.size), where)
        table.display = bool(found)
        self.query_one("#none-yet", Static).update("" if found else tr("No backup lies here yet."))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.action_act(event.option_id)

    def action_act(self, name: str) -> None:
        """Back up, or ask for a setting."""
        found = self.corvia.settings
        if name == "now" and found.backup_folder is not None:
            self._back_up_as_set()
        elif name == "now":
            self._ask(
                tr("Which file?"),
                tr("Its name and place, such as ~/corvia.age."),
                "",
                self._back_up,
            )
        elif name == "folder":
            self._ask(tr("Which folder?"), tr("Backups go there by date. Empty is nowhere."),
                      found.backup_folder or "", self._keep_folder)  # fmt: skip
        elif name == "keep":
            self._ask(
                tr("How many stay?"),
                tr("The oldest go beyond that number: 1 to 1000."),
                str(found.backup_keep),
                lambda typed: self._set("backup_keep", typed),
            )
        elif name == "days":
            self._ask(
                tr("A new one after how many days?"),
                tr("0 is never by itself."),
                str(found.backup_days),
                lambda typed: self._set("backup_days", typed),
            )
        else:
            self._ask(tr("Who else can open them?"), tr("Their age keys, age1…, with a space"
                                                        " between."
                      " Empty is nobody else."), " ".join(found.backup_recipients),
                      self._keep_recipients)  # fmt: skip

    def _ask(self, title: str, about: str, value: str, then: "Then") -> None:
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(title, about, value, empty_is_an_answer=True),
            lambda typed: None if typed is None else then(typed),
        )

    def _keep_folder(self, typed: str) -> None:
        self._change("backup_folder", str(Path(typed).expanduser()) if typed else None)

    def _keep_recipients(self, typed: str) -> None:
        self._change("backup_recipients", tuple(typed.split()))

    def _set(self, name: str, typed: str) -> None:
        from corvia_local.errors import CorviaError
        from corvia_local.studio.settings import read_setting_text

        try:
            self._change(name, read_setting_text(name, typed))
        except CorviaError as error:
            self.say_error(error)

    def _change(self, name: str, value: object) -> None:
        vault = self.vault

        def change(_: Report) -> Settings:
            from corvia_local.studio.settings import change_setting

            return change_setting(vault, name, value)

        def changed(settings: Settings) -> None:
            self.corvia.apply(settings)
            self._read()

        self.in_background(change, changed)

    def _back_up(self, typed: str) -> None:
        if not typed:
            return
        vault, file = self.vault, Path(typed).expanduser()
        others = self.corvia.settings.backup_recipients

        def write(report: Report) -> "BackupMade":
            from corvia_local.studio.backing_up import back_up

            return back_up(vault, file, others, report)

        self._work(write)

    def _back_up_as_set(self) -> None:
        vault = self.vault

        def write(report: Report) -> "BackupMade":
            from corvia_local.studio.scheduled_backup import back_up_as_set

            return back_up_as_set(vault, report)[0]

        self._work(write)

    def _work(self, write: "Write") -> None:
        from corvia_tui.screens.working import WorkingScreen

        self.app.push_screen(WorkingScreen(tr("Your backup is being written"), write, self._written,
                                           tr(STOPPED)))  # fmt: skip

    def _written(self, made: "BackupMade") -> None:
        self.say(
            tr(
                "{file} holds everything ({size}). It was read back.",
                file=made.file,
                size=size_words(made.size),
            )
        )
        self._read()


def _days_words(days: int) -> str:
    return tr("never by itself") if days == 0 else trn("a day", "{count} days", days)


if TYPE_CHECKING:
    from collections.abc import Callable

    Then = Callable[[str], None]
    Write = Callable[[Report], BackupMade]
