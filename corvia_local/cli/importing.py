"""`corvia import`."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import NotConfirmed
from corvia_local.errors import Cancelled

if TYPE_CHECKING:
    from corvia_local.studio.importing.bringing import Preview

_SHOWN = 12


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["auto", "jrnl", "dayone", "daylio", "markdown", "text"]),
    default="auto",
    show_default=True,
    help="What the SOURCE is: a file, or a folder for markdown and text.",
)
@click.option("--preview", "only_preview", is_flag=True, help="Show what was found; write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
def import_(call: Call, source: Path, format_name: str, only_preview: bool, yes: bool) -> None:
    """Bring in another journal: jrnl, Day One, Daylio, Markdown, or plain text.

    You see what was found before anything is written. The dates stay. Run it again as often as
    you like: what is here already is not taken twice.
    """
    from corvia_local.studio.importing.bringing import bring_in, preview
    from corvia_local.studio.importing.choosing import read_journal

    found = read_journal(source, format_name)
    with call.vault() as vault:
        seen = preview(vault, found)
        if only_preview:
            call.answer(_as_json(seen), *_in_words(seen))
            return
        for line in _in_words(seen):
            call.tell(line)
        if seen.new and not yes:
            _ask(seen.new)
        with call.progress() as report:
            brought = bring_in(vault, found, report)
    call.answer(
        _as_json(seen) | {"imported": brought.imported},
        f"{brought.imported} entries were brought in.",
    )


def _ask(new: int) -> None:
    if not sys.stdin.isatty():
        raise NotConfirmed("Nothing was written yet. Say --yes to bring these entries in.")
    if not click.confirm(f"Bring in {new} entries?", err=True):
        raise Cancelled("Nothing was written.")


def _as_json(seen: "Preview") -> dict[str, Any]:
    return {
        "format": seen.found.format,
        "found": len(seen.found.entries),
        "new": seen.new,
        "here_already": seen.here_already,
        "first": seen.first,
        "last": seen.last,
        "samples": [
            {"where": one.where, "written_at": one.moment, "begins": _begins(one.text)}
            for one in seen.samples
        ],
        "skipped": [{"where": one.where, "reason": one.reason} for one in seen.found.skipped],
    }


def _in_words(seen: "Preview") -> list[str]:
    found = seen.found
    lines = [f"Read as {found.format}: {len(found.entries)} entries, {seen.new} of them new."]
    if seen.here_already:
        lines.append(f"{seen.here_already} are here already, or stand there twice.")
    if seen.first:
        lines.append(f"From {seen.first} to {seen.last}. For example:")
    lines += [f"  {one.moment[:16].replace('T', ' ')}  {_begins(one.text)}" for one in seen.samples]
    reasons = Counter(one.reason for one in found.skipped)
    if reasons:
        lines.append("Left out or changed:")
    for reason, count in reasons.most_common(_SHOWN):
        places = [one.where for one in found.skipped if one.reason == reason]
        more = f" and {count - 1} more" if count > 1 else ""
        lines.append(f"  {places[0]}{more}: {reason}")
    if len(reasons) > _SHOWN:
        lines.append(f"  and {len(reasons) - _SHOWN} other reasons; --json lists all.")
    return lines


def _begins(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
