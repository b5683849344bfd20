"""In a real terminal, from nothing to a shared song and a composition of it."""

import time
from pathlib import Path

from corvia_local.studio import sharing
from corvia_local.studio.opening import unlock
from tests.tui.terminal.conftest import Terminal, opening

PASSPHRASE = "seven quiet herons"
ENTRY = (
    "My sister shouted at me on the phone. I always ruin everything."
    " The rain came down on the street and I walked home alone."
)
COMMUNITY = "The quiet street"
MOST_KEYS = 25


class Keys:
    """Presses keys and counts those that are not a text."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.count = 0

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them."""
        self.count += len(keys)
        self.terminal.press(*keys)

    def answer(self, question: str, *keys: str) -> None:
        """Press keys a moment after the words stand there, as a person does."""
        self.terminal.wait_for(question)
        time.sleep(0.3)
        self.press(*keys)


def _song_is_shared(home: Path) -> bool:
    with unlock(home, PASSPHRASE) as vault:
        return len(sharing.own_shares(vault)) == 1


def test_by_keys_alone(terminal: Terminal, tmp_path: Path) -> None:
    home = tmp_path / "vault"
    keys = Keys(terminal)
    terminal.type(f"{opening(home)}; echo the app is 'closed'")
    keys.press("Enter")
    # A terminal that nobody looks at says that it has no focus; the first key brings it back.
    keys.answer("A passphrase for your vault", "Home")
    time.sleep(1)
    terminal.type(PASSPHRASE)
    keys.press("Enter")
    time.sleep(1)
    terminal.type(PASSPHRASE)
    keys.press("Enter")
    keys.answer("Please write these 24 words", "C-w")
    keys.answer("Three of the words", "Escape")
    keys.answer("Take the time you need", "w")
    terminal.wait_for("How does it feel?")
    terminal.type(ENTRY)
    terminal.wait_for("home alone")
    keys.press("C-s")
    keys.answer("A thinking habit that may be in it", "s")
    keys.answer("Verse", "C-s")
    keys.answer("in the middle", "Tab", "Tab", "Tab", "Tab", "Left", "Left", "Left")
    keys.answer("‹0.5›", "C-s")
    terminal.wait_for("Not kept yet")
    assert keys.count <= MOST_KEYS

    keys.press("k")
    keys.answer("Kept in your vault", "Escape")
    keys.answer("Last song", "c")
    keys.answer("None yet, and none is needed", "n")
    terminal.wait_for("Give it a name")
    terminal.type(COMMUNITY)
    keys.press("Enter")
    keys.answer("Members", "Escape")
    keys.answer("People whose songs meet yours", "Escape")
    keys.answer("Last song", "o")
    keys.answer("Kept in your vault", "s")
    keys.answer("1 member", "C-s")
    terminal.wait_for("Type share to agree")
    terminal.type("share")
    keys.answer("agree:  share", "Enter")
    keys.answer("Your receipt", "c")
    keys.answer("Members", "a")
    terminal.wait_for("Who is heard where")
    keys.press("C-q")
    terminal.wait_for("the app is closed")
    assert _song_is_shared(home)


def test_by_the_mouse_alone(terminal: Terminal, tmp_path: Path) -> None:
    home = tmp_path / "vault"
    terminal.type(f"{opening(home)}; echo the app is 'closed'")
    terminal.press("Enter")
    terminal.click("a few words of your own")
    terminal.type(PASSPHRASE)
    terminal.click("the same again")
    terminal.type(PASSPHRASE)
    terminal.click("Make my vault")
    terminal.click("I wrote it down")
    terminal.click("Begin without it")
    terminal.click("Write (w)")
    terminal.wait_for("How does it feel?")
    terminal.type(ENTRY)
    terminal.wait_for("home alone")
    terminal.click("^s Save")
    terminal.wait_for("A thinking habit that may be in it")
    terminal.click("Song (s)")
    terminal.wait_for("Verse")
    terminal.click("Take it and go on")
    terminal.click(" 0.5 ")
    terminal.wait_for("‹0.5›")
    terminal.click("Make the song (^s)")
    terminal.click("Keep (k)")
    terminal.wait_for("Kept in your vault")
    terminal.click("Esc Back")
    terminal.click("Communities (c)")
    terminal.wait_for("None yet, and none is needed")
    terminal.click("n New")
    terminal.wait_for("Give it a name")
    terminal.type(COMMUNITY)
    terminal.press("Enter")
    terminal.wait_for("Members")
    terminal.click("Esc Back")
    terminal.wait_for("People whose songs meet yours")
    terminal.click("Esc Back")
    terminal.click("Songs (s)")
    terminal.click("The Rain Came Down")
    terminal.wait_for("Kept in your vault")
    terminal.click("Share (s)")
    terminal.click("See what leaves (^s)")
    terminal.wait_for("Type share to agree")
    terminal.type("share")
    terminal.click("Share this")
    terminal.wait_for("Your receipt")
    terminal.click("See the community")
    terminal.click("Assemble (a)")
    terminal.wait_for("Who is heard where")
    terminal.press("C-q")
    terminal.wait_for("the app is closed")
    assert _song_is_shared(home)
