"""Everything of a vault as files: names without contents, and bytes in open formats."""

from collections.abc import Iterator
from typing import Any

import msgspec

from corvia_local.model.progress import Report, silent
from corvia_local.model.records import Entry, SongHeading
from corvia_local.studio.library import read_song, song_flac
from corvia_local.studio.opening import own_did
from corvia_local.studio.planning_for_safety import plan_text
from corvia_local.studio.receipts import iso_record, kantara_receipt, kept_consents
from corvia_local.studio.settings import read_settings
from corvia_local.studio.song_files import song_files
from corvia_local.vault import communities, entries, songs
from corvia_local.vault.kept_lyrics import kept_lyric
from corvia_local.vault.ledger import ledger
from corvia_local.vault.moments import local_time
from corvia_local.vault.muted import muted
from corvia_local.vault.opening import Vault
from corvia_local.vault.safety_plan import safety_plan
from corvia_local.vault.thought_records import records
from corvia_local.vault.unfinished import all_unfinished
from corvia_local.vault.voice_readings import read_lines, reading

File = tuple[str, bytes]
"""A path of ASCII with `/`, and what stands in the file. Paths hold dates and ids, never titles."""

READ_ME = """\
# Your export from Corvia Local

- `journal.json`: every entry with its moment, mood, tags and your own words for it
- `entries/`: the same, one Markdown file an entry, named by day and id
- `draft.md`: what you had not saved, if there was something
- `own-plan.md`: your plan for hard hours, if you wrote one
- `thought-records.json`: what you wrote on the way through a door, if you did
- `unfinished.json`: what else you were typing and had not saved
- `lyrics.json`: the lyrics that you kept, with where each word comes from
- `songs/`: a folder a song: `song.mid`, `song.musicxml`, `song.lrc`, `song.json` (plan, reasons,
  notes) and, where its sound was rendered, `song.flac`
- `voice/`: the lines that you read aloud, if you did
- `consents/`: for each sharing the signed receipt (`.cbor`, DAG-CBOR) and its record in the fields
  of ISO/IEC TS 27560 and of Kantara (`.json`)
- `communities.json`: where you belong, and whom you do not want to hear
- `settings.json`: what you set
- `ledger.json`: every use of your data, each line with its hash

`corvia import entries` brings the Markdown files into another vault. Your keys are not in here: a
backup (`corvia backup`) holds them.
"""


def export_files(vault: Vault, *, render: bool = False, report: Report = silent) -> Iterator[File]:
    """Give every file, one after another. `render` makes the sound of songs that have none yet.

    `report` may cancel between files. Raises what reading the vault raises.
    """
    yield "README.md", READ_ME.encode()
    report("entries", 0.0)
    journal = entries.entries(vault)
    yield "journal.json", _json({"entries": [_entry_json(vault, one) for one in journal]})
    for one in journal:
        yield _entry_name(one), _entry_markdown(vault, one).encode()
    if draft := entries.draft(vault):
        yield "draft.md", draft.encode()
    if typed := all_unfinished(vault):
        yield "unfinished.json", _json({"texts": msgspec.to_builtins(typed)})
    if not (plan := safety_plan(vault)).is_empty:
        yield "own-plan.md", plan_text(plan).encode()
    if looked_at := records(vault):
        yield "thought-records.json", _json({"records": msgspec.to_builtins(looked_at)})
    if lyrics := _lyrics(vault, journal):
        yield "lyrics.json", _json({"lyrics": lyrics})
    headings = songs.song_headings(vault)
    for number, heading in enumerate(headings):
        report("songs", 0.1 + 0.8 * number / len(headings))
        yield from _song(vault, heading, render=render)
    yield from _own_voice(vault)
    yield from _consents(vault)
    known = [msgspec.structs.asdict(one) for one in communities.communities(vault)]
    silenced = [msgspec.structs.asdict(one) for one in muted(vault)]
    belonging = {"did": own_did(vault), "communities": known, "muted": silenced}
    yield "communities.json", _json(belonging)
    yield "settings.json", _json({"settings": msgspec.to_builtins(read_settings(vault))})
    lines = [msgspec.structs.asdict(line) for line in ledger(vault)]
    yield "ledger.json", _json({"format": "corvia-ledger-v1", "lines": lines})
    report("done", 1.0)


def _lyrics(vault: Vault, journal: list[Entry]) -> list[dict[str, Any]]:
    kept = ((one.id, kept_lyric(vault, one.id)) for one in journal)
    return [{"entry": name, "lyric": msgspec.json.decode(text)} for name, text in kept if text]


def _entry_name(entry: Entry) -> str:
    return f"entries/{entry.written_at[:10]}-{entry.id}.md"


def _entry_json(vault: Vault, entry: Entry) -> dict[str, Any]:
    reframe = entries.reframe_of(vault, entry.id)
    return msgspec.structs.asdict(entry) | {
        "mood": None if entry.mood is None else msgspec.structs.asdict(entry.mood),
        "own_words": None if reframe is None else reframe.text,
    }


def _entry_markdown(vault: Vault, entry: Entry) -> str:
    """Write front matter that `corvia import` reads again, then the text as it stands."""
    lines = ["---", f"id: {entry.id}", f"written_at: {entry.written_at}"]
    if entry.mood is not None:
        lines.append(f"mood: {entry.mood.valence}, {entry.mood.arousal}")
    if entry.tags:
        lines += ["tags:", *(f"  - {tag}" for tag in entry.tags)]
    if (reframe := entries.reframe_of(vault, entry.id)) is not None:
        lines += ["own_words: |", *(f"  {line}" for line in reframe.text.splitlines())]
    return "\n".join([*lines, "---", "", entry.text]) + "\n"


def _song(vault: Vault, heading: SongHeading, *, render: bool) -> Iterator[File]:
    folder = f"songs/{heading.composed_at[:10]}-{heading.id}"
    for name, data in song_files(read_song(vault, heading.id)).items():
        yield f"{folder}/{name}", data
    flac = song_flac(vault, heading.id) if render else songs.audio(vault, heading.id)
    if flac is not None:
        yield f"{folder}/song.flac", flac


def _own_voice(vault: Vault) -> Iterator[File]:
    lines = read_lines(vault)
    for number, one in enumerate(lines, 1):
        if (flac := reading(vault, one.line)) is not None:
            yield f"voice/{number:03}.flac", flac
    if lines:
        yield "voice/lines.json", _json({"lines": [msgspec.structs.asdict(one) for one in lines]})


def _consents(vault: Vault) -> Iterator[File]:
    for kept in kept_consents(vault):
        stem = f"consents/{kept.record.given_at[:10]}-{kept.record.receipt_cid}"
        yield f"{stem}.cbor", kept.record.receipt
        records = {
            "song": kept.record.song_cid,
            "iso_27560": iso_record(kept),
            "kantara_1_1": kantara_receipt(kept),
        }
        yield f"{stem}.json", _json(records)


def _json(content: dict[str, Any]) -> bytes:
    made = {"exported_at": local_time()} | content
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"
