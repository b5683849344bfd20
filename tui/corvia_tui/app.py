"""The terminal app: opens, leads from screen to screen, and locks."""

import os
import signal
from asyncio import to_thread
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.command import CommandPalette, Provider
from textual.constants import TEXTUAL_ANIMATIONS
from textual.screen import Screen

from corvia_local.errors import CorviaError, Locked
from corvia_local.language import said, tr, use_language
from corvia_local.language.catalogue import catalogue_tags
from corvia_local.language.preference import chosen_language
from corvia_local.model.settings import Settings
from corvia_local.studio.locale_country import guessed_country
from corvia_tui.commands import Places
from corvia_tui.crash import crash_words
from corvia_tui.keys import Keys, key
from corvia_tui.lock_watch import LockWatch
from corvia_tui.process_signals import ProcessSignals, can_take_signals
from corvia_tui.screens.base import CalmScreen
from corvia_tui.themes import DUSK, THEMES
from corvia_tui.unlogged import keep_no_log, unwatched

if TYPE_CHECKING:
    from corvia_local.studio.opening import Vault

STYLES = Path(__file__).with_name("styles")
SECONDS_BETWEEN_LOOKS = 1.0
"""How often the app looks whether it should lock by itself."""

SECONDS_OF_WARNING = 30.0
"""How long before the idle lock it is announced; any key puts it off."""


class CorviaApp(App[None]):
    """Corvia on the terminal. `home` is the vault's folder; `clock` gives local time."""

    TITLE = "Corvia"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    CSS_PATH: ClassVar[list[str | PurePath]] = sorted(STYLES.glob("*.tcss"))
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Places}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[Keys] = [
        key(
            "f1",
            "help",
            "Help",
            "What can be done here, and every key.",
            "app.help",
            always=True,
            label="F1",
        ),
        key(
            "question_mark",
            "help",
            "Help",
            "The same, where no text is being written.",
            "app.help_question",
            shown=False,
        ),
        key(
            "f2",
            "care",
            "Help now",
            "Where to find a person to talk to, at any hour.",
            "app.care",
            always=True,
            shown=False,
            label="F2",
        ),
        key(
            "h",
            "care",
            "Help now",
            "The same, where no text is being written.",
            "app.care_letter",
            shown=False,
        ),
        key(
            "f4",
            "safety_plan",
            "My plan",
            "Open your own plan for hard hours.",
            "app.safety_plan",
            always=True,
            shown=False,
            label="F4",
        ),
        key(
            "ctrl+l",
            "lock",
            "Lock",
            "Close the vault; nothing stays on the screen.",
            "app.lock",
            always=True,
            label="^l",
        ),
        key(
            "ctrl+q",
            "quit",
            "Quit",
            "Lock and leave; a draft is kept.",
            "app.quit",
            shown=False,
            always=True,
            label="^q",
        ),
        key(
            "ctrl+z",
            "suspend",
            "To the shell",
            "Lock and go to the shell; its fg leads back here.",
            "app.suspend",
            shown=False,
            label="^z",
        ),
    ]

    def __init__(self, home: Path, clock: Callable[[], datetime] = datetime.now) -> None:
        keep_no_log()
        super().__init__()
        self.features = unwatched(self.features)
        self.home = home
        self.clock = clock
        self.country = guessed_country(os.environ)
        self.country_is_a_guess = self.country is not None
        self.settings = Settings()
        self.unkept_page = ""
        self.said_after_unlocking = ""
        self.lock_watch = LockWatch()
        self._vault: Vault | None = None
        self._return_to = "today"
        self._warned = False
        self._signals: ProcessSignals | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DUSK.name

    @property
    def vault(self) -> "Vault":
        """The open vault; raises Locked where it is closed."""
        if self._vault is None:
            raise Locked(tr("The vault is locked. Open it with your passphrase."))
        return self._vault

    @property
    def is_open(self) -> bool:
        """Whether a vault is open."""
        return self._vault is not None

    @property
    def holds_secrets(self) -> bool:
        """Whether there is something to lock: an open vault, or words that open one."""
        return self.is_open or any(
            screen.holds_secrets for screen in self.screen_stack if isinstance(screen, CalmScreen)
        )

    def on_mount(self) -> None:
        """Show the first screen: the passphrase, or the first steps where there is no vault."""
        self._take_signals()
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.lock_if_left)
        self.call_later(self._show_door)

    async def on_event(self, event: events.Event) -> None:
        """Take note of every key and every move of the mouse."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.lock_watch.touch()
        await super().on_event(event)

    async def _show_door(self) -> None:
        from corvia_local.studio.opening import has_vault
        from corvia_local.studio.settings import open_settings

        self.apply(open_settings(self.home))
        try:
            known = has_vault(self.home)
        except CorviaError as error:
            self.exit(message=said(str(error)), return_code=error.exit_code)
            return
        if known:
            from corvia_tui.screens.unlock import UnlockScreen

            await self.push_screen(UnlockScreen())
        else:
            from corvia_tui.screens.welcome import WelcomeScreen

            await self.push_screen(WelcomeScreen())

    def enter(self, vault: "Vault") -> None:
        """Take an open vault and show the day."""
        self._vault = vault
        self._read_settings(vault)
        self.lock_watch.touch()
        place, self._return_to = self._return_to, "today"
        self.call_later(self._go, place)
        if self.said_after_unlocking:
            self.notify(self.said_after_unlocking, timeout=20, markup=False)
            self.said_after_unlocking = ""

    def _read_settings(self, vault: "Vault") -> None:
        from corvia_local.studio.settings import read_settings

        try:
            self.apply(read_settings(vault))
        except CorviaError as error:
            self.notify(said(str(error)), severity="warning", markup=False)

    def apply(self, settings: Settings) -> None:
        """Let settings hold from now on: colours, movement, keys, idle time, country."""
        self.settings = settings
        use_language(chosen_language(settings.language, os.environ, catalogue_tags()))
        named = settings.theme if settings.theme in self.available_themes else None
        self.theme = named or DUSK.name
        self.animation_level = TEXTUAL_ANIMATIONS if settings.animations else "none"
        self.set_keymap(settings.keys)
        if settings.country is not None:
            self.country, self.country_is_a_guess = settings.country, False

    def go(self, place: str, *then: Screen[None]) -> None:
        """Go to a place by its name (today, write, songs, communities, ledger).

        `then` are screens to open on top of it.
        """
        self._leave_screens()
        self.call_later(self._go, place, *then)

    async def _go(self, place: str, *then: Screen[None]) -> None:
        from corvia_tui.navigation import resumed_screen
        from corvia_tui.screens.today import TodayScreen

        if self._vault is None:
            return
        with self.batch_update():
            while len(self.screen_stack) > 1 and not isinstance(self.screen, TodayScreen):
                await self.pop_screen()
            if not isinstance(self.screen, TodayScreen):
                await self.push_screen(TodayScreen())
            if place != "today":
                try:
                    await self.push_screen(resumed_screen(place, self._vault))
                except CorviaError as error:
                    self.notify(said(str(error)), severity="warning", markup=False)
            for screen in then:
                await self.push_screen(screen)

    def action_go(self, place: str) -> None:
        """Go to a place by its name."""
        if self._vault is not None:
            self.go(place)

    def action_lock(self) -> None:
        """Keep what is being written, close the vault and show nothing but the door."""
        if self.holds_secrets:
            self._after_typed_keys(self._lock)

    async def _lock(self) -> None:
        if self._vault is not None:
            self._return_to = self._unfinished_place()
        self._leave_screens()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        self.clear_notifications()
        self._clipboard = ""
        vault, self._vault = self._vault, None
        await self._show_door()
        if vault is not None:
            # Work that was cut short may hold the vault for a moment; the door is drawn meanwhile.
            await to_thread(vault.close)

    def vault_is_gone(self) -> None:
        """Show the first steps: the vault was erased, and is closed by that."""
        self._vault = None
        self.show_door()

    def show_door(self) -> None:
        """Leave everything and show the door, or the first steps where there is no vault."""
        self.call_later(self._lock)

    def lock_if_left(self) -> None:
        """Lock where the machine slept, or nobody touched a key for the time that is set."""
        slept, limit = self.lock_watch.slept(), 60 * self.settings.idle_lock_minutes
        idle = self.lock_watch.idle_seconds()
        left = bool(limit) and idle >= limit
        if self.holds_secrets and (slept or (left and not self._is_working())):
            self.call_later(self._lock)
        elif self.holds_secrets and limit and idle >= limit - SECONDS_OF_WARNING:
            self._warn_of_lock()
        else:
            self._warned = False

    def _warn_of_lock(self) -> None:
        if not self._warned:
            self._warned = True
            self.notify(
                tr("Any key keeps the vault open. What you are writing is kept either way."),
                title=tr("Locking in half a minute"),
                timeout=SECONDS_OF_WARNING,
                markup=False,
            )

    def _is_working(self) -> bool:
        return any(
            screen.keeps_awake for screen in self.screen_stack if isinstance(screen, CalmScreen)
        )

    def _unfinished_place(self) -> str:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, CalmScreen) and screen.unfinished_place is not None:
                return screen.unfinished_place
        return "today"

    def _take_signals(self) -> None:
        driver = self._driver
        if driver is None or not driver.can_suspend or not can_take_signals():
            return
        self._signals = ProcessSignals(
            stop=lambda: self.call_later(self._lock_and_stop),
            went_on=lambda: self.call_later(self._went_on),
            end=lambda: self.call_later(self._quit),
            put_down=driver.suspend_application_mode,
            take_up=driver.resume_application_mode,
        )
        self._signals.take()
        self.set_interval(SECONDS_BETWEEN_LOOKS, self._signals.end_if_hung_up)

    async def _lock_and_stop(self) -> None:
        await self._lock()
        if self._signals is not None:
            self._signals.stop_now()

    async def _went_on(self) -> None:
        await self._lock()
        self.refresh(layout=True)

    def action_suspend(self) -> None:
        """Lock, and give the terminal back to the shell."""
        os.kill(os.getpid(), signal.SIGTSTP)

    async def action_quit(self) -> None:
        """Keep what is being written, close the vault and leave."""
        self._after_typed_keys(self._quit_unless_words_are_lost)

    def _quit_unless_words_are_lost(self) -> None:
        asked_before = bool(self.unkept_page)
        self._leave_screens()
        if self.unkept_page and not asked_before:
            self.notify(
                tr(
                    "What you are writing could not be kept on disk. Copy it, or make room and"
                    " press"
                    " ^s. ^q once more leaves without it."
                ),
                title=tr("Not left yet"),
                severity="warning",
                timeout=20,
                markup=False,
            )
            return
        self._quit()

    def _quit(self) -> None:
        self._leave_screens()
        self.workers.cancel_all()
        if self._vault is not None:
            self._vault.close()
        self.exit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to lock only what is open, and the shell only where there is one."""
        if action == "suspend":
            return self._signals is not None
        return action != "lock" or self.holds_secrets

    def action_help(self) -> None:
        """Show the help that belongs to where one is."""
        from corvia_tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_care(self) -> None:
        """Show where help is, over whatever is there."""
        from corvia_tui.screens.care import CareScreen

        if not isinstance(self.screen, CareScreen):
            self.push_screen(CareScreen())

    def action_safety_plan(self) -> None:
        """Open the person's own plan, where the vault is open."""
        from corvia_tui.screens.safety_plan import SafetyPlanScreen

        if not self.is_open:
            self.notify(
                tr("Your plan is in the vault. Open it first; F2 shows the lines."), timeout=8
            )
        elif not any(isinstance(screen, SafetyPlanScreen) for screen in self.screen_stack):
            self.push_screen(SafetyPlanScreen())

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(placeholder=tr("Where to, or what?"), id="--command-palette")
            )

    def action_other_theme(self) -> None:
        """Take the next theme, and keep it for the next time."""
        from corvia_local.studio.settings import change_open_setting

        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]
        try:
            change_open_setting(self.home, "theme", self.theme)
        except CorviaError as error:
            self.notify(said(str(error)), severity="warning", markup=False)

    def _after_typed_keys(self, act: Callable[[], object]) -> None:
        """Act when the field that has the focus has taken every key typed before this one."""
        (self.focused or self.screen).call_later(self.call_later, act)

    def _leave_screens(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, CalmScreen):
                screen.leave()

    def _fatal_error(self) -> None:
        """End after an unexpected error, without a traceback that could show private words."""
        if self._exception is not None:
            self._exit_renderables.append(crash_words(self._exception))
        self._close_messages_no_wait()


def run(home: Path, *, mouse: bool = True) -> None:
    """Open the app on the vault in `home` and return when the person leaves."""
    CorviaApp(home).run(mouse=mouse)
