"""Which key does what, and another key for it."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import DataTable, Static

from corvia_local.language import tr
from corvia_local.model.progress import Report
from corvia_local.model.settings import Settings
from corvia_tui.key_list import KnownKey, known_keys
from corvia_tui.keys import Keys, key, sentence
from corvia_tui.remapping import changed_keys, reset_keys, why_not
from corvia_tui.screens.base import CalmScreen


class PressKeyScreen(ModalScreen[str | None]):
    """Waits for one key and gives its name, or None for Escape."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[Keys] = [
        key("escape", "leave", "Never mind", "Leave the key as it is.", "press_key.leave",
            label="Esc"),
    ]  # fmt: skip

    def __init__(self, meaning: str) -> None:
        super().__init__()
        self.meaning = meaning

    def compose(self) -> ComposeResult:
        """What it is for."""
        with Vertical(id="window"):
            yield Static(tr("Press the key that shall do this"), classes="title")
            yield Static(self.meaning, markup=False)
            yield Static(tr("Esc leaves it as it is"), classes="quiet")

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        if event.key != "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(event.key)

    def action_leave(self) -> None:
        """Take none."""
        self.dismiss(None)


class KeyboardScreen(CalmScreen[None]):
    """A table of every key; Enter changes one, Delete gives its own key back."""

    PLACE = "Keys of the keyboard"
    HELP = (
        "Every key of every screen. Enter on a line, then the key that shall do it from now on."
        " Delete gives it back its own key. Copying (^c), Tab and Escape stay as they are.\n\n"
        '`corvia settings set keys \'{"app.lock": "ctrl+k"}\'` does the same. A star stands'
        " before what you changed."
    )
    BINDINGS: ClassVar[Keys] = [
        key("delete,backspace", "reset", "Its own key", "Give the key back that it came with.",
            "keyboard.reset", label="Del"),
        key("escape", "back", "Back", "Go back.", "keyboard.back", label="Esc"),
    ]  # fmt: skip

    known: tuple[KnownKey, ...] = ()

    def content(self) -> ComposeResult:
        """The table."""
        yield Static(tr("Which key does what"), classes="title")
        yield DataTable(id="keys", cursor_type="row")

    def on_mount(self) -> None:
        """Gather them beside the screen: every screen's code is looked through."""
        table: DataTable[str] = self.query_one(DataTable)
        for name, width in ((tr("Key"), 9), (tr("Name"), 26), (tr("What it does"), 100)):
            table.add_column(name, width=width)
        table.focus()
        self.in_background(lambda _: tuple(known_keys()), self.show)

    def show(self, known: tuple[KnownKey, ...]) -> None:
        """List these keys."""
        self.known = known
        self._show()

    def _show(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        row = table.cursor_row
        table.clear()
        own = self.corvia.settings.keys
        for one in self.known:
            keys = own.get(one.id, one.keys)
            mark = "*" if one.id in own else " "
            table.add_row(mark + keys_in_words(keys), one.id, sentence(one.meaning))
        table.move_cursor(row=row)

    @property
    def chosen(self) -> KnownKey | None:
        """The key under the cursor."""
        row = self.query_one(DataTable).cursor_row
        return self.known[row] if 0 <= row < len(self.known) else None

    @on(DataTable.RowSelected)
    def _ask(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return

        def take(pressed: str | None) -> None:
            if pressed is not None:
                self._change(chosen, pressed)

        self.app.push_screen(PressKeyScreen(sentence(chosen.meaning)), take)

    def _change(self, chosen: KnownKey, pressed: str) -> None:
        own = self.corvia.settings.keys
        refusal = why_not(self.known, own, chosen, pressed)
        if refusal is not None:
            self.say(refusal)
            return
        self._keep(changed_keys(own, chosen, pressed))

    def action_reset(self) -> None:
        """Give the chosen one its own key back."""
        if self.chosen is not None:
            self._keep(reset_keys(self.corvia.settings.keys, self.chosen))

    def _keep(self, keys: dict[str, str]) -> None:
        vault = self.vault

        def change(_: Report) -> Settings:
            from corvia_local.studio.settings import change_setting

            return change_setting(vault, "keys", keys)

        def changed(settings: Settings) -> None:
            self.corvia.apply(settings)
            self._show()

        self.once("keys", change, changed)


def keys_in_words(keys: str) -> str:
    """Write Textual's names of keys as they stand on a keyboard."""
    return " ".join(_in_words(one) for one in keys.split(","))


def _in_words(name: str) -> str:
    *held, last = name.split("+")
    shown = last if len(last) == 1 else format_key(last)
    shown = shown.capitalize() if len(shown) > 1 else shown
    return "".join("^" if one == "ctrl" else f"{one}-" for one in held) + shown
