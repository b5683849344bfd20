"""Settings, and the ways to all that is the person's own."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from corvia_local.errors import CorviaError
from corvia_local.language import mark, spoken_language, tr, trn
from corvia_local.language.catalogue import catalogue_tags, own_name
from corvia_local.model.progress import Report
from corvia_local.model.settings import Settings
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.themes import THEMES
from corvia_tui.vim_keys import uses_vim_keys, with_vim_keys, without_vim_keys
from corvia_tui.widgets.act_list import Act, ActList, translated
from corvia_tui.widgets.stepper import Option, Stepper, translated_options

IDLE_MINUTES = (0, 1, 2, 5, 10, 15, 30, 60)
ON_OR_OFF = (Option("on", mark("on")), Option("off", mark("off")))
PLACES = (
    Act("keyboard", "k", mark("Keys of the keyboard"), mark("which key does what; change any")),
    Act("ways-in", "i", mark("Ways in"), mark("passphrase, 24 words, shares, a new key")),
    Act("backups", "b", mark("Backups"), mark("one encrypted file that gives all back")),
    Act("import", "m", mark("Bring in a journal"), mark("jrnl, Day One, Daylio, Markdown, text")),
    Act("export", "t", mark("Take everything out"), mark("in open formats, plain or encrypted")),
    Act(
        "leaving",
        "n",
        mark("What leaves this device"),
        mark("the offline switch, and what went out"),
    ),
    Act("check", "v", mark("Check the vault"), mark("whether all is whole, in words")),
    Act(
        "erase-everything",
        "x",
        mark("Erase everything"),
        mark("the whole vault, after typed words"),
    ),
)


class SettingsScreen(CalmScreen[None]):
    """What can be set stands above; below are the places of ownership."""

    PLACE = "Settings"
    HELP = (
        "Left and right change a setting; it holds at once and is kept. The idle lock closes the"
        " vault when no key was pressed for that long; what you were writing comes back after"
        " unlocking.\n\n"
        "Below are the ways to your keys, backups and everything else that is yours. Enter opens"
        " one. On the command line `corvia settings list` shows the same."
    )
    BINDINGS: ClassVar[Keys] = [
        *(
            key(act.letter, f"open('{act.id}')", act.name, f"{act.name}: {act.about}.",
                f"settings.{act.id}", shown=False)
            for act in PLACES
        ),
        key("u", "country", "Country", "Choose whose helplines come first.", "settings.country",
            shown=False),
        key("escape", "back", "Back", "Go back.", "settings.back", label="Esc"),
    ]  # fmt: skip

    def content(self) -> ComposeResult:
        """Five choices on lines of their own, then the list of places."""
        found = self.corvia.settings
        yield Static(tr("Settings"), classes="title")
        yield _idle(found)
        yield _themes(self.app.theme)
        yield _on_off(tr("Movement"), found.animations, "animations")
        yield _on_off(tr("Vim keys"), uses_vim_keys(found.keys), "vim")
        yield _languages(found.language)
        yield Static(tr("What is yours"), classes="heading")
        yield ActList(self._acts(), id="places")

    def on_mount(self) -> None:
        """Begin at the first setting."""
        self.query_one("#idle").focus()

    def _acts(self) -> tuple[Act, ...]:
        country = self.corvia.country
        guess = tr(" (a guess)") if self.corvia.country_is_a_guess else ""
        about = (
            tr("helplines of {country}{guess} first", country=country, guess=guess)
            if country
            else tr("whose helplines come first")
        )
        return (Act("country", "u", tr("Country"), about), *map(translated, PLACES))

    def wanted(self, name: str) -> object:
        """Give what a choice says, as the setting's value."""
        found = self.corvia.settings
        if name == "idle_lock_minutes":
            return int(self._chosen("idle"))
        if name == "theme":
            return self._chosen("theme")
        if name == "language":
            return self._chosen("language") or None
        if name == "animations":
            return self._chosen("animations") == "on"
        vim = self._chosen("vim") == "on"
        return with_vim_keys(found.keys) if vim else without_vim_keys(found.keys)

    def _chosen(self, name: str) -> str:
        return self.query_one(f"#{name}", Stepper).value

    @on(Stepper.Changed)
    def _change(self, event: Stepper.Changed) -> None:
        names = {"idle": "idle_lock_minutes", "vim": "keys"}
        self.keep(names.get(event.stepper.id or "", event.stepper.id or ""))

    def keep(self, name: str) -> None:
        """Keep a setting; where it is changed again meanwhile, keep that too, in order."""
        if name in self.under_way:
            return
        self.under_way.add(name)
        vault, value = self.vault, self.wanted(name)

        def change(_: Report) -> Settings:
            from corvia_local.studio.settings import change_setting

            return change_setting(vault, name, value)

        def changed(settings: Settings) -> None:
            self.under_way.discard(name)
            spoken = spoken_language()
            self.corvia.apply(settings)
            if spoken_language() != spoken:
                self.corvia.go("settings")
            elif self.wanted(name) != getattr(settings, name):
                self.keep(name)

        def failed(error: CorviaError) -> None:
            self.under_way.discard(name)
            self.say_error(error)

        self.in_background(change, changed, failed)

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == "country":
            self.action_country()
        elif event.option_id is not None:
            self.action_open(event.option_id)

    def action_open(self, place: str) -> None:
        """Open a place; Escape there leads back here."""
        from corvia_tui.navigation import place_screen

        self.app.push_screen(place_screen(place))

    def action_country(self) -> None:
        """Ask whose helplines come first."""
        from corvia_tui.screens.ask import AskScreen

        self.app.push_screen(
            AskScreen(
                tr("Which country?"),
                tr(
                    "Its two letters, such as GB, DE or IN. It is kept beside the vault in the"
                    " open,"
                    " as help is shown at a locked door too. Leave it empty for a guess."
                ),
                empty_is_an_answer=True,
            ),
            self._keep_country,
        )

    def _keep_country(self, typed: str | None) -> None:
        if typed is None:
            return
        home, value = self.corvia.home, typed.upper() or None

        def change(_: Report) -> Settings:
            from corvia_local.studio.settings import change_open_setting, read_settings

            change_open_setting(home, "country", value)
            return read_settings(self.vault)

        def changed(settings: Settings) -> None:
            self.corvia.apply(settings)
            self.query_one(ActList).show(self._acts())

        self.in_background(change, changed)


def _idle(found: Settings) -> Stepper:
    minutes = sorted({*IDLE_MINUTES, found.idle_lock_minutes})
    options = [Option(str(one), tr("never") if one == 0 else str(one), _idle_note(one))
               for one in minutes]  # fmt: skip
    return Stepper(tr("Lock after"), options, minutes.index(found.idle_lock_minutes), id="idle")


def _idle_note(minutes: int) -> str:
    if minutes == 0:
        return tr("no lock by itself")
    return trn("minute", "minutes", minutes)


def _themes(current: str) -> Stepper:
    names = [theme.name for theme in THEMES]
    place = names.index(current) if current in names else 0
    return Stepper(tr("Colours"), [Option(name, name) for name in names], place, id="theme")


def _languages(chosen: str | None) -> Stepper:
    tags = ("", "en", *catalogue_tags())
    options = [Option(tag, own_name(tag) if tag else tr("the system's")) for tag in tags]
    return Stepper(
        tr("Language"), options, tags.index(chosen) if chosen in tags else 0, id="language"
    )


def _on_off(label: str, value: bool, name: str) -> Stepper:
    return Stepper(label, translated_options(ON_OR_OFF), 0 if value else 1, id=name)
