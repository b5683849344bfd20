"""`corvia plain`: the whole way line by line, for screen readers and for plain terminals."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from corvia_local.cli.asking import NobodyThere, ask, ask_secret, ask_text, choose, say
from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import WHERE_THE_CHOICES_ARE
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.errors import CorviaError, Locked
from corvia_local.language import said, spoken_language, tr, use_language

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault

TRIES = 3


@click.command()
@shared_options
def plain(call: Call) -> None:
    """Ask and answer line by line, for screen readers: nothing moves, nothing is coloured.

    It leads from the passphrase through writing and what was heard to a song and sharing. The
    language is that of the app. Enter alone always leads back.
    """
    from corvia_local.studio.speaking import language_of

    use_language(language_of(call.home, os.environ))
    try:
        vault = _opened(call)
        try:
            _lead(call, vault)
        finally:
            vault.close()
    except NobodyThere:
        say("")
    say(tr("Your vault is locked."))


def _opened(call: Call) -> "Vault":
    from corvia_local.studio.opening import has_vault, unlock

    if not has_vault(call.home):
        return _made(call)
    if call.passphrase_file is not None:
        return unlock(call.home, read_passphrase(call.passphrase_file))
    for left in range(TRIES - 1, -1, -1):
        try:
            return unlock(call.home, ask_secret(tr("Your passphrase, please")))
        except Locked as error:
            if not left:
                raise
            say(said(str(error)))
    raise AssertionError("the last try returns or raises")


def _made(call: Call) -> "Vault":
    from corvia_local.studio.opening import begin, check_passphrase

    say(
        tr("Write what happened and how you feel; your words can become a song."),
        tr("All of it stays on this machine, locked with a passphrase of yours."),
        tr("It listens and suggests. It is not a doctor, and it does not judge."),
        tr("Nothing leaves unless you share a song, and then you see it all first."),
    )
    while True:
        passphrase = ask_secret(tr("Choose a passphrase for your vault: a few words of your own."))
        try:
            check_passphrase(passphrase)
        except CorviaError as error:
            say(said(str(error)))
            continue
        if passphrase == ask_secret(tr("The same again, please.")):
            break
        say(tr("The two are not the same."))
    made = begin(call.home, passphrase)
    say(tr("Please write these 24 words on paper"))
    say(*(f"{place}: {word}" for place, word in enumerate(made.recovery_phrase.split(), 1)))
    ask(tr("If you forget your passphrase, they are the only other way in. Enter goes on."))
    return made.vault


def _lead(call: Call, vault: "Vault") -> None:
    """Offer the places until the person leaves; an error is said, and nothing is lost by it."""
    from corvia_local.cli.plain_song import go_to_songs

    places: tuple[tuple[str, Callable[[], None]], ...] = (
        (tr("Help now"), lambda: _show_card(call)),
        (tr("Write"), lambda: _write(call, vault)),
        (tr("Entries"), lambda: _read_entries(call, vault)),
        (tr("Songs"), lambda: go_to_songs(vault)),
    )
    while True:
        at = choose(tr("Where to?"), [name for name, _ in places], tr("lock and leave"))
        if at is None:
            return
        try:
            places[at][1]()
        except CorviaError as error:
            say(said(str(error)))


def _show_card(call: Call, *, after_text: bool = False) -> None:
    from corvia_local.studio.country import chosen_country
    from corvia_local.studio.reflecting import care_card

    country = chosen_country(call.home, os.environ).code
    say(*care_card(country, after_text=after_text, language=spoken_language()))
    say(WHERE_THE_CHOICES_ARE)


def _write(call: Call, vault: "Vault") -> None:
    from corvia_local.studio import journal

    text = ask_text(tr("What happened? How does it feel?"))
    if not text:
        return
    entry = journal.write(vault, text)
    say(tr("Your words are saved."))
    _hear(call, vault, entry.id)


def _read_entries(call: Call, vault: "Vault") -> None:
    from corvia_local.studio import journal

    found = journal.find(vault, limit=20)
    if not found:
        say(tr("Nothing is written yet."))
        return
    shown = [f"{one.written_at[:16].replace('T', ' ')} {one.text[:60]!s}" for one in found]
    at = choose(tr("Which entry?"), shown, tr("back"))
    if at is not None:
        say(found[at].text)
        _hear(call, vault, found[at].id)


def _hear(call: Call, vault: "Vault", entry_id: str) -> None:
    from corvia_local.cli.plain_hearing import heard

    if heard(call, vault, entry_id, lambda: _show_card(call, after_text=True)):
        from corvia_local.cli.plain_song import make_song

        make_song(vault, entry_id)
