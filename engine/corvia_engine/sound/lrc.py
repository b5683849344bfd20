"""The words with their times, as players and karaoke programs read them.

LRC with the word times of the enhanced form: `[mm:ss.xx]` begins a line, `<mm:ss.xx>` a word, and
a last `<mm:ss.xx>` ends it. Minutes may exceed 99.
"""

from corvia_engine.sound.sung_lines import SungLine, sung_lines
from corvia_engine.sound.tempo_map import TempoMap
from corvia_local.model.score import Score

LONG_PAUSE = 400
"""Hundredths of a second after which a line is cleared from the screen."""

_BRACKETS = str.maketrans("[]<>", "()()")


def lrc_text(score: Score) -> str:
    """Write the words of a score with their times; ends in a line feed."""
    clock = TempoMap(score)
    minutes, seconds = divmod(clock.centiseconds(score.end) // 100, 60)
    rows = [f"[ti:{_plain(score.title)}]", f"[length:{minutes:02}:{seconds:02}]"]
    lines = sung_lines(score)
    for number, line in enumerate(lines):
        rows.append(_row(line, clock))
        following = lines[number + 1].tick if number + 1 < len(lines) else score.end
        if clock.centiseconds(following) - clock.centiseconds(line.end) > LONG_PAUSE:
            rows.append(f"[{_time(line.end, clock)}]")
    return "\n".join(rows) + "\n"


def _row(line: SungLine, clock: TempoMap) -> str:
    words = [f"<{_time(word.tick, clock)}>{_plain(word.text)}" for word in line.words()]
    return f"[{_time(line.tick, clock)}]{' '.join(words)} <{_time(line.end, clock)}>"


def _time(tick: int, clock: TempoMap) -> str:
    seconds, hundredths = divmod(clock.centiseconds(tick), 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02}:{seconds:02}.{hundredths:02}"


def _plain(text: str) -> str:
    """Put on one line, without the brackets that the format reads as times."""
    return " ".join(text.translate(_BRACKETS).split())
