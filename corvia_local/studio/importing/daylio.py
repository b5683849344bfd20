"""Daylio: its CSV export.

Daylio asks how one is in five steps and for nothing about how stirred one is. The five names that
it ships with are placed on valence at equal distances, arousal at 0:

    rad 0.8, good 0.4, meh 0, bad -0.4, awful -0.8

A mood of one's own name has no place on that line, so it becomes a tag and no number. Activities
become tags. Where a row has no note, the mood's name and the activities are its text.
"""

import csv
import io
import re
from collections.abc import Iterator

from corvia_local.model.mood import Mood
from corvia_local.studio.importing.dates import read_moment
from corvia_local.studio.importing.found import Collector, Found, SourceUnusable
from corvia_local.studio.importing.reading import decode_utf8

VALENCE = {"rad": 0.8, "good": 0.4, "meh": 0.0, "bad": -0.4, "awful": -0.8}
NEEDED = ("full_date", "mood")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_daylio(data: bytes) -> Found:
    """Read Daylio's CSV; raise SourceUnusable where its columns are missing."""
    rows = csv.reader(io.StringIO(decode_utf8(data, "The CSV file"), newline=""))
    columns = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise SourceUnusable(
            f"The CSV file has no column “{missing[0]}”, as Daylio's export does."
            " Export it in Daylio under More, Export Entries, CSV."
        )
    taken = Collector("daylio")
    own_names: set[str] = set()
    for number, row in _rows(rows, taken):
        _take(taken, f"row {number}", dict(zip(columns, row, strict=False)), own_names)
    for name in sorted(own_names):
        taken.skip("moods", f"“{name[:40]}” is a mood of your own; it is kept as a tag.")
    return taken.result()


def _rows(rows: Iterator[list[str]], taken: Collector) -> list[tuple[int, list[str]]]:
    read: list[tuple[int, list[str]]] = []
    number = 1
    while True:
        number += 1
        try:
            read.append((number, next(rows)))
        except StopIteration:
            return read
        except csv.Error:
            taken.skip(f"row {number}", "It is not well-formed CSV.")


def _take(taken: Collector, where: str, row: dict[str, str], own_names: set[str]) -> None:
    if not any(row.values()):
        return
    moment = read_moment(f"{row['full_date']} {row.get('time', '')}".strip())
    if moment is None:
        taken.skip(where, f"It has no date that can be read (“{row['full_date'][:20]}”).")
        return
    name = row.get("mood", "").strip()
    activities = [part.strip() for part in row.get("activities", "").split("|") if part.strip()]
    parts = (_BREAK.sub("\n", row.get(column, "")).strip() for column in ("note_title", "note"))
    text = "\n".join(part for part in parts if part) or ", ".join(
        [*filter(None, [name]), *activities]
    )
    known = VALENCE.get(name.lower())
    if name and known is None:
        own_names.add(name)
        activities.insert(0, name)
    mood = None if known is None else Mood(known, 0.0)
    taken.add(where, moment, text, mood, activities)
