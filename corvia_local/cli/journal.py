"""`corvia write`, `corvia entries`, `corvia show`."""

from typing import Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import show_care
from corvia_local.cli.reading import read_text
from corvia_local.model.mood import parse_mood
from corvia_local.model.records import Entry


def _as_json(entry: Entry) -> dict[str, Any]:
    mood = None if entry.mood is None else [entry.mood.valence, entry.mood.arousal]
    return {
        "id": entry.id,
        "written_at": entry.written_at,
        "text": entry.text,
        "mood": mood,
        "tags": list(entry.tags),
    }


@click.command()
@click.argument("text", required=False)
@click.option("--mood", help="How you feel: V,A, two numbers from -1 to 1.")
@click.option("--tag", "tags", multiple=True, help="A word to find it by; may be repeated.")
@shared_options
def write(call: Call, text: str | None, mood: str | None, tags: tuple[str, ...]) -> None:
    """Write an entry: TEXT, or - for standard input.

    It is saved; where it speaks of harm, the card with help follows on standard error.

    A TEXT on the command line stays in the shell's history, and while the command runs other
    programs see it in the list of processes, as they see tags; standard input is seen by none.
    """
    from corvia_local.studio import journal
    from corvia_local.studio.reading_for_harm import speaks_of_harm

    felt = None if mood is None else parse_mood(mood)
    content = read_text(text)
    with call.vault() as vault:
        entry = journal.write(vault, content, felt, tags)
    call.answer({"entry": entry.id}, f"Saved as {entry.id}.")
    if speaks_of_harm(content):
        show_care(call.home)


@click.command()
@click.option("--search", help="Words that the entry holds; - reads them from standard input.")
@click.option("--tag", help="Those with this tag.")
@click.option("--since", help="A date such as 2026-01-31.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option("--skip", type=click.IntRange(0), default=0, help="Leave out so many of the newest.")
@shared_options
def entries(
    call: Call,
    search: str | None,
    tag: str | None,
    since: str | None,
    limit: int | None,
    skip: int,
) -> None:
    """List your entries, newest first.

    Words after --search stay in the shell's history, and other programs see them in the list of
    processes while the command runs; standard input is seen by none.
    """
    from corvia_local.studio import journal

    words = read_text(search) if search == "-" else search
    with call.vault() as vault:
        found = journal.find(vault, words, since, limit, skip, tag)
    lines = [
        f"{e.id}  {e.written_at[:16].replace('T', ' ')}  {_first_words(e.text)}" for e in found
    ]
    call.answer({"entries": [_as_json(e) for e in found]}, *(lines or ["Nothing found."]))


@click.command()
@click.argument("entry_id", metavar="ID")
@shared_options
def show(call: Call, entry_id: str) -> None:
    """Read one entry; the beginning of its ID is enough."""
    from corvia_local.studio import journal

    with call.vault() as vault:
        entry = journal.read(vault, entry_id)
        reframe = journal.accepted_reframe(vault, entry.id)
    own_words = [] if reframe is None else ["", f"Your own words for it: {reframe.text}"]
    content = _as_json(entry) | {"reframe": None if reframe is None else reframe.text}
    call.answer(content, entry.written_at, "", entry.text, *own_words)


def _first_words(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
