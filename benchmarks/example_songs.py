"""`python -m benchmarks.example_songs`: compose the ten songs of examples/ anew.

Each has its words, the sound (Opus), MIDI, the plan with reasons (JSON), and a piano roll (SVG).
"""

import io
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.draw_song import COLOURS
from corvia_engine.sound.opus import opus_bytes
from corvia_engine.sound.rendering import render
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.mood import Mood
from corvia_local.model.score import Score
from corvia_local.studio.composing import (
    ComposedSong,
    SongWish,
    compose,
    key_name,
    request_from_lyrics,
    tempo_of,
)
from corvia_local.studio.song_files import song_files

FOLDER = Path(__file__).parents[1] / "examples"
MINUTES = 1.0
QUALITY = 0.08
"""Of Opus: about 50 kbit a second."""
WIDTH, ROW = 1200, 5
"""Of a piano roll: points in all, and a semitone's height."""


@dataclass(frozen=True)
class Example:
    """What a song of the examples is made of."""

    name: str
    tradition: str
    start: Mood
    goal: Mood
    seed: int
    words: str


EXAMPLES = (
    Example(
        "01-letter-unsent",
        "western",
        Mood(-0.7, -0.5),
        Mood(0.3, -0.2),
        101,
        "I wrote the letter twice today\nand put it in a drawer\n\n"
        "It does not have to go away\nto be a little lighter\n",
    ),
    Example(
        "02-late-train",
        "western",
        Mood(-0.6, 0.7),
        Mood(0.4, -0.5),
        102,
        "The train was late, my hands were cold\nand everyone was shouting\n\n"
        "One breath, and then another one\nthe evening has an ending\n",
    ),
    Example(
        "03-new-kitchen",
        "irish",
        Mood(0.3, 0.2),
        Mood(0.8, 0.7),
        103,
        "We carried boxes up the stairs\nand danced between the plates\n\n"
        "There is a window over there\nand morning at the window\n",
    ),
    Example(
        "04-empty-chair",
        "blues",
        Mood(-0.6, -0.2),
        Mood(0.2, 0.1),
        104,
        "Your chair is at the table still\nI lay the spoons for two\n\n"
        "I keep the light on for a while\nand sing a bar for you\n",
    ),
    Example(
        "05-tea-at-dawn",
        "japanese",
        Mood(-0.2, -0.7),
        Mood(0.4, -0.6),
        105,
        "Steam above a small white cup\nthe street is not awake\n\nNothing to be done right now\n",
    ),
    Example(
        "06-market-day",
        "mande",
        Mood(0.4, 0.5),
        Mood(0.8, 0.6),
        106,
        "Oranges and yellow cloth\nmy brother laughs out loud\n\n"
        "Walk with me a little way\nI am happy in the crowd\n",
    ),
    Example(
        "07-night-shift",
        "turkish",
        Mood(-0.5, 0.1),
        Mood(0.2, -0.4),
        107,
        "Twelve hours on the corridor\nthe lamps were humming low\n\n"
        "Now I may take off these shoes\nand let the morning go\n",
    ),
    Example(
        "08-river-walk",
        "javanese-slendro",
        Mood(0.1, -0.3),
        Mood(0.5, -0.5),
        108,
        "The river takes a yellow leaf\nand turns it once around\n\nI am going slowly home\n",
    ),
    Example(
        "09-angry-stairs",
        "balkan",
        Mood(-0.7, 0.8),
        Mood(0.5, 0.4),
        109,
        "I took the stairs two at a time\nI slammed the door behind\n\n"
        "Let it out and let it run\nuntil it leaves my mind\n",
    ),
    Example(
        "10-first-snow",
        "andean",
        Mood(-0.1, 0.0),
        Mood(0.7, 0.3),
        110,
        "I saw the first snow on the roof\nand called you right away\n\n"
        "So many things are beautiful\nI had forgot to say\n",
    ),
)


def main() -> None:
    """Write a folder a song, and the page that lists them."""
    rows = []
    for example in EXAMPLES:
        song = made(example)
        folder = FOLDER / example.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files_of(example, song).items():
            (folder / name).write_bytes(data)
        rows.append(row_of(example, song))
        print(rows[-1])
    (FOLDER / "README.md").write_text(PAGE + "\n".join(rows) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file())
    print(f"{size / 1e6:.1f} MB in all")


def made(example: Example) -> ComposedSong:
    """Compose one."""
    wish = SongWish(example.start, example.goal, example.tradition, MINUTES, example.seed)
    return compose(request_from_lyrics(example.words, wish), with_audio=False)


def files_of(example: Example, song: ComposedSong) -> dict[str, bytes]:
    """Make its files."""
    notes = song_files(song)
    return {
        "words.txt": example.words.encode(),
        "song.opus": opus_bytes(render(song.score), {"title": song.title}, QUALITY),
        "song.mid": notes["song.mid"],
        "song.json": notes["song.json"],
        "roll.svg": roll(song.score).encode(),
    }


def row_of(example: Example, song: ComposedSong) -> str:
    """Give its line of the page's table."""
    links = " ".join(
        f"[{word}]({example.name}/{file})"
        for word, file in (
            ("sound", "song.opus"),
            ("notes", "roll.svg"),
            ("MIDI", "song.mid"),
            ("words", "words.txt"),
            ("reasons", "song.json"),
        )
    )
    way = (
        f"{example.start.valence:+.1f}, {example.start.arousal:+.1f} →"
        f" {example.goal.valence:+.1f}, {example.goal.arousal:+.1f}"
    )
    key = f"{key_name(song.score)}, {tempo_of(song.score):.0f}"
    return f"| {song.title} | {example.tradition} | {way} | {key} | {links} |"


def roll(score: Score) -> str:
    """Draw a piano roll: time goes right, pitch up, a colour a part."""
    clock = TempoMap(score)
    pitched = [part for part in score.parts if part.role != "percussion"]
    keys = [note.key for part in pitched for note in part.notes]
    low, high, end = min(keys), max(keys), clock.seconds(score.end)
    height = (high - low + 1) * ROW + 24
    out = io.StringIO()
    out.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    )
    for section in score.sections:
        at = WIDTH * clock.seconds(section.start) / end
        out.write(f'<path d="M{at:.0f} 0V{height}" stroke="#ccc"/>')
        out.write(f'<text x="{at + 4:.0f}" y="12" font-size="11">{escape(section.name)}</text>')
    for part in sorted(pitched, key=lambda part: part.role == "melody"):
        out.write(f'<path stroke="{COLOURS[part.role]}" stroke-width="{ROW - 1}" d="')
        for note in part.notes:
            first = WIDTH * clock.seconds(note.start) / end
            last = WIDTH * clock.seconds(min(score.end, note.start + note.duration)) / end
            level = 24 + (high - note.key) * ROW + ROW / 2
            out.write(f"M{first:.1f} {level:.1f}H{last:.1f}")
        out.write('"/>')
    out.write("</svg>\n")
    return out.getvalue()


PAGE = """# Ten songs

Composed by Corvia Local from the words beside them, each in about a second, none of them touched
afterwards. `python -m benchmarks.example_songs` makes them anew. The mood is valence, arousal from
-1 to 1, as it was given at the start and wished at the end; then come key and beats a minute.

The words were written for these examples. A tradition here means: in its tuning and with some of
its habits, as far as this program knows them (`corvia tradition show NAME`), on General MIDI
instruments.

What is weak in them: the sound is that of the smallest SoundFont; melodies in five-tone modes keep
to a narrow range; percussion repeats its bar; and a song of one minute has room for little more
than a verse and a chorus that returns.

| title | tradition | mood | key, tempo | |
|---|---|---|---|---|
"""


if __name__ == "__main__":
    main()
