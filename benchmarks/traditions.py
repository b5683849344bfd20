"""What is heard in a few pieces of each tradition: scale, finals, endings, cycle.

`python -m benchmarks.traditions [PIECES]` composes so many short songs (3 unless given) in each
tradition over moods from dark to bright and counts in their sung lines. Where a mode's endings were
counted in scores (SymbTr, for makam), the file keeps the commonest, and the share that ends so can
be read against it.
"""

import sys
from collections import Counter

from corvia_engine.lyrics.writing import lyric_from_lines
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.music.traditions.tradition import Mode, Tradition
from corvia_engine.music.tune import SectionTune, TuneWriter
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest

WORDS = """I walked along the river in the rain
and no one called my name
the lights were far away

but I can hold a bit of light
and breathe until the hour goes by"""
MOODS = ((-0.7, -0.5), (0.6, 0.4), (-0.2, 0.5), (0.3, -0.4))
PIECES = 3


def main(pieces: int = PIECES) -> None:
    """Print the figures by tradition and mode."""
    for name in tradition_names():
        data = tradition(name)
        print(f"{data.label} ({pieces} pieces)")
        by_mode: dict[str, list[SectionTune]] = {}
        metres: Counter[str] = Counter()
        for seed in range(pieces):
            for mode, tunes, metre in _pieces(data, seed):
                by_mode.setdefault(mode, []).extend(tunes)
                metres[metre] += 1
        for mode, tunes in sorted(by_mode.items()):
            _print_mode(data.mode(mode), tunes)
        print("  cycles: " + ", ".join(f"{metre} x{count}" for metre, count in metres.items()))


def _pieces(data: Tradition, seed: int) -> list[tuple[str, list[SectionTune], str]]:
    mood = Mood(*MOODS[seed % len(MOODS)])
    wish = SongRequest(lyric_from_lines(WORDS), mood, mood, data.name, 0.5, seed)
    plan = plan_song(wish, data)
    stages = stages_of(plan, data)
    rhythm = stages[0].rhythm
    groups = "+".join(map(str, rhythm.groups))
    tunes = TuneWriter(plan, stages).write(lambda share: None)
    sung = [tune for tune in tunes if tune.is_sung]
    return [(plan.key.mode, sung, f"{rhythm.name} {groups}/{rhythm.unit} {_on_groups(sung)} %")]


def _on_groups(tunes: list[SectionTune]) -> int:
    """Give how many of a bar's accents carry an onset, in hundredths."""
    carried = asked = 0
    for tune in tunes:
        onsets = {tone.start for tone in tune.tones()}
        for phrase in tune.phrases:
            last = max(note.start for note in phrase.notes)
            for bar in range(phrase.bars):
                for accent in tune.stage.group_starts():
                    within = bar * tune.stage.bar + accent
                    asked += within <= last
                    carried += tune.stage.start + phrase.offset + within in onsets
    return 100 * carried // max(1, asked)


def _print_mode(mode: Mode, tunes: list[SectionTune]) -> None:
    notes = [note for tune in tunes for phrase in tune.phrases for note in phrase.notes]
    held: Counter[int] = Counter()
    for note in notes:
        held[note.step % 7] += note.duration
    total = sum(held.values())
    scale = " ".join(f"{d}:{100 * held[d] // total}" for d in mode.degrees)
    closing = [tune.phrases[-1].notes for tune in tunes]
    finals = Counter(phrase[-1].step % 7 for phrase in closing)
    tails = {tuple(step % 7 for step in ending[-3:]) for ending in mode.endings}
    kept = sum(tuple(note.step % 7 for note in phrase[-3:]) in tails for phrase in closing)
    rests = [phrase.notes[-1].step % 7 for tune in tunes for phrase in tune.phrases[:-1]]
    resting = sum(degree in mode.rest for degree in rests)
    print(
        f"  {mode.name:<16} held % by degree {scale}; finals {dict(finals)};"
        f" pauses on resting tones {resting}/{len(rests)}"
        + (f"; own endings {kept}/{len(closing)}" if tails else "")
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PIECES)
