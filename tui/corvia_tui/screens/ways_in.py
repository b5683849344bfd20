"""The ways into the vault: see, add, change and close them; a new key for the data."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import DataTable, OptionList, Static

from corvia_local.errors import CorviaError
from corvia_local.language import mark, tr
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.act_list import Act, ActList, translated
from corvia_tui.wording.moments import moment_words
from corvia_tui.wording.purposes import way_in_words

if TYPE_CHECKING:
    from corvia_local.studio.keys import CostProposal, KeySlot

ACTS = (
    Act(
        "change",
        "p",
        mark("Change the passphrase"),
        mark("nothing is written anew; it takes a moment"),
    ),
    Act("add", "a", mark("One more passphrase"), mark("for a second person, or a spare one")),
    Act(
        "keyring",
        "y",
        mark("The system's keyring"),
        mark("opens it for whoever is logged in as you"),
    ),
    Act("words", "n", mark("New recovery words"), mark("24 words for paper; the old ones end")),
    Act("shares", "s", mark("Shares for people"), mark("some of them together open it")),
    Act("cost", "g", mark("Costlier guessing"), mark("opening takes longer, for a thief too")),
    Act("rotate", "r", mark("A new data key"), mark("everything is encrypted anew")),
)
ROTATION_STOPPED = mark("Stopped. The vault opens as before; nothing of it is lost.")


class WaysInScreen(CalmScreen[None]):
    """A table of what opens the vault, and what can be changed about it."""

    PLACE = "Ways in"
    HELP = (
        "Each line of the table opens your vault. x closes the chosen one; the last one cannot be"
        " closed. The one in use now is marked.\n\n"
        "Copies of the vault's folder and backups that were made before still open by what opened"
        " them then. A new data key keeps nothing out of an old copy, but everything written later."
        " `corvia keys` does the same."
    )
    BINDINGS: ClassVar[Keys] = [
        *(
            key(act.letter, f"act('{act.id}')", act.name, f"{act.name}: {act.about}.",
                f"ways_in.{act.id}", shown=False)
            for act in ACTS
        ),
        key("x", "remove", "Close one", "Close the chosen way in.", "ways_in.remove"),
        key("escape", "back", "Back", "Go back.", "ways_in.back", label="Esc"),
    ]  # fmt: skip

    slots: "tuple[KeySlot, ...]" = ()

    def content(self) -> ComposeResult:
        """The table, the acts."""
        yield Static(tr("What opens your vault"), classes="title")
        yield DataTable(id="slots", cursor_type="row")
        yield Static(tr("What you can do"), classes="heading")
        yield ActList([translated(act) for act in ACTS], id="acts")
        yield Static("", id="state", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Read them."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("", tr("Kind"), tr("Made"), tr("Work to guess"), tr("Name"), tr("Id"))
        self.query_one("#acts").focus()
        self._read()

    def _read(self) -> None:
        vault = self.vault

        def read(_: Report) -> "list[KeySlot]":
            from corvia_local.studio.keys import list_keys

            return list_keys(vault)

        self.in_background(read, self._show)

    def _show(self, slots: "list[KeySlot]") -> None:
        self.slots = tuple(slots)
        table: DataTable[str] = self.query_one(DataTable)
        table.clear()
        now = self.corvia.clock()
        for slot in self.slots:
            made = tr("earlier") if slot.made_at is None else moment_words(slot.made_at, now)
            work = "" if slot.work is None else (
                f"{max(slot.work.memory // 2 ** 20, 1)} MiB × {slot.work.operations}"
            )  # fmt: skip
            mark = tr("● in use") if slot.opened else ""
            table.add_row(mark, way_in_words(slot.kind), made, work, slot.label, slot.id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.action_act(event.option_id)

    def action_act(self, name: str) -> None:
        """Begin one of the acts."""
        {
            "change": self._ask_new,
            "add": self._ask_label,
            "keyring": self._ask_keyring,
            "words": self._new_words,
            "shares": self._shares,
            "cost": self._propose_cost,
            "rotate": self._ask_rotation,
        }[name]()

    def _say_state(self, words: str) -> None:
        self.query_one("#state", Static).update(words)

    def _done(self, words: str) -> None:
        self._say_state("")
        self.say(words)
        self._read()

    def _ask_new(self) -> None:
        from corvia_tui.screens.new_passphrase import NewPassphraseScreen

        self.app.push_screen(
            NewPassphraseScreen(
                tr("A new passphrase"),
                tr(
                    "It takes the place of the one in use. Older copies and backups still open with"
                    " the old one."
                ),
            ),
            self._change,
        )

    def _change(self, typed: str | None) -> None:
        if typed is None:
            return
        vault = self.vault

        def change(_: Report) -> None:
            from corvia_local.studio.keys import change_passphrase

            change_passphrase(vault, typed)

        self._say_state(tr("Changing…"))
        self.once(
            "keys", change, lambda _: self._done(tr("The new passphrase opens it from now on."))
        )

    def _ask_label(self) -> None:
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("A name for it?"),
                tr(
                    "So that you know it again in the list; it is kept within the vault. It may"
                    " stay"
                    " empty."
                ),
                empty_is_an_answer=True,
            ),
            self._ask_added,
        )

    def _ask_added(self, label: str | None) -> None:
        from corvia_tui.screens.new_passphrase import NewPassphraseScreen

        if label is None:
            return
        self.app.push_screen(
            NewPassphraseScreen(
                tr("One more passphrase"), tr("It opens the vault beside the others.")
            ),
            lambda typed: self._add(typed, label),
        )

    def _add(self, typed: str | None, label: str) -> None:
        if typed is None:
            return
        vault = self.vault

        def add(_: Report) -> None:
            from corvia_local.studio.keys import add_key

            add_key(vault, typed, label)

        self._say_state(tr("Adding…"))
        self.once("keys", add, lambda _: self._done(tr("It opens the vault from now on.")))

    def _ask_keyring(self) -> None:
        from corvia_tui.screens.confirm import ConfirmScreen

        self.app.push_screen(
            ConfirmScreen(
                tr("Let the system's keyring open it?"),
                tr(
                    "Whoever is logged in as you on this machine can open the vault then, without a"
                    " passphrase. It stands in this list and can be closed again."
                ),
                tr("Let it"),
                tr("Leave it"),
            ),
            self._add_keyring,
        )

    def _add_keyring(self, yes: bool | None) -> None:
        if not yes:
            return
        vault = self.vault

        def add(_: Report) -> None:
            from corvia_local.studio.system_keyring import add_to_keyring

            add_to_keyring(vault)

        self.once("keys", add, lambda _: self._done(tr("The keyring opens the vault from now on.")))

    def _new_words(self) -> None:
        from corvia_tui.screens.new_words import NewWordsScreen

        self.app.push_screen(NewWordsScreen(), lambda _: self._read())

    def _shares(self) -> None:
        from corvia_tui.screens.making_shares import MakingSharesScreen

        self.app.push_screen(MakingSharesScreen(), lambda _: self._read())

    def _propose_cost(self) -> None:
        vault = self.vault

        def propose(_: Report) -> "CostProposal | None":
            from corvia_local.studio.keys import propose_cost

            return propose_cost(vault)

        self._say_state(tr("Measuring how long opening takes here…"))
        self.once("cost", propose, self._ask_cost)

    def _ask_cost(self, proposal: "CostProposal | None") -> None:
        from corvia_tui.screens.confirm import ConfirmScreen

        self._say_state("")
        if proposal is None or proposal.limits is None:
            self.say(tr("It is as costly already as a second and this machine's memory allow."))
            return
        limits = proposal.limits
        self.app.push_screen(
            ConfirmScreen(
                tr("Make guessing cost more?"),
                tr(
                    "Opening takes {seconds} s here now. With {value} MiB × {operations} it"
                    " takes about {expected_seconds} s, for you and for every guess of a thief.",
                    seconds=f"{proposal.seconds:.1f}",
                    value=limits.memory // 2**20,
                    operations=limits.operations,
                    expected_seconds=f"{proposal.expected_seconds:.1f}",
                ),
                tr("Make it so"),
                tr("Leave it"),
            ),
            lambda yes: self._ask_present(proposal) if yes else None,
        )

    def _ask_present(self, proposal: "CostProposal") -> None:
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(tr("Your passphrase, please"), tr("The one in use now."), secret=True),
            lambda typed: self._raise_cost(proposal, typed),
        )

    def _raise_cost(self, proposal: "CostProposal", typed: str | None) -> None:
        limits, vault = proposal.limits, self.vault
        if typed is None or limits is None:
            return

        def raise_it(_: Report) -> None:
            from corvia_local.studio.keys import raise_cost

            raise_cost(vault, typed, limits)

        self._say_state(tr("Stretching your passphrase…"))
        self.once("keys", raise_it, lambda _: self._done(tr("Guessing it costs more now.")))

    def _ask_rotation(self) -> None:
        from corvia_tui.screens.confirm import ConfirmScreen

        self.app.push_screen(
            ConfirmScreen(
                tr("A new data key?"),
                tr(
                    "The whole vault is encrypted anew, which takes as long as copying it. Every"
                    " way in"
                    " stays. You can stop at any moment; the vault opens with the old key or the"
                    " new."
                ),
                tr("Begin"),
                tr("Leave it"),
            ),
            self._rotate,
        )

    def _rotate(self, yes: bool | None) -> None:
        from corvia_tui.screens.working import WorkingScreen

        if not yes:
            return
        vault = self.vault

        def rotate(report: Report) -> None:
            from corvia_local.studio import keys

            keys.rotate(vault, report)

        self.app.push_screen(
            WorkingScreen(
                tr("Everything is being encrypted anew"),
                rotate,
                lambda _: self._done(tr("Everything is encrypted under a new key.")),
                tr(ROTATION_STOPPED),
            )
        )

    def action_remove(self) -> None:
        """Ask before one way in is closed."""
        from corvia_tui.screens.confirm import ConfirmScreen

        row = self.query_one(DataTable).cursor_row
        if not 0 <= row < len(self.slots):
            return
        slot = self.slots[row]
        named = tr("the {kind}", kind=slot.kind) + (f" “{slot.label}”" if slot.label else "")
        about = tr("It is the one that you opened the vault with now. ") if slot.opened else ""
        self.app.push_screen(
            ConfirmScreen(
                tr("Close {named}?", named=named),
                tr(
                    "{about}It no longer opens this vault then; older copies and backups it"
                    " still does.",
                    about=about,
                ),
                tr("Close it"),
                tr("Leave it"),
            ),
            lambda yes: self._remove(slot.id) if yes else None,
        )

    def _remove(self, slot_id: str) -> None:
        vault = self.vault

        def remove(_: Report) -> None:
            from corvia_local.studio.keys import remove_key

            remove_key(vault, slot_id)

        self.once("keys", remove, lambda _: self._done(tr("It no longer opens the vault.")))

    def say_error(self, error: CorviaError) -> None:
        """Say what went wrong; nothing is under way any more."""
        self._say_state("")
        super().say_error(error)
