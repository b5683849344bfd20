"""Songs written to the measure of tunes that were never trained on, and how they compare."""

from collections.abc import Sequence

from corvia_engine.music.melody.model import NextToken
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.taste import Taste
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_engine.training.melody.figures import Song
from corvia_engine.training.melody.sequences import frame_of, meter_of
from corvia_engine.training.melody.tunes import Tune, TuneNote

FEWEST_PHRASES = 4
FEWEST_NOTES, MOST_NOTES = 5, 16


def suits(tune: Tune) -> bool:
    """Say whether a tune is a song whose phrases could have been asked for: several, of whole
    bars, without an upbeat, of singable length."""
    phrases = tune.phrases
    return (
        tune.sung
        and len(phrases) >= FEWEST_PHRASES
        and all(FEWEST_NOTES <= len(phrase) <= MOST_NOTES for phrase in phrases)
        and all(phrase[0].onset % tune.bar_ticks == 0 for phrase in phrases)
        and all(-6 <= note.step <= 14 for note in tune.notes())
    )


def song_of(tune: Tune) -> Song:
    """Give a tune in the form in which songs are measured."""
    return Song(meter_of(tune), tuple(_notes(tune, phrase) for phrase in tune.phrases))


def _notes(tune: Tune, phrase: Sequence[TuneNote]) -> tuple[MelodyNote, ...]:
    bar_line = phrase[0].onset // tune.bar_ticks * tune.bar_ticks
    return tuple(MelodyNote(n.onset - bar_line, n.duration, n.step) for n in phrase)


def requests_of(tune: Tune) -> list[PhraseRequest]:
    """Ask for phrases like those of a tune: as many notes and bars, the same compass, scale and
    ending, the same direction."""
    found = []
    for number, phrase in enumerate(tune.phrases):
        frame = frame_of(tune, phrase, number)
        bars = -(-frame.end // tune.bar_ticks)
        found.append(
            PhraseRequest(
                meter=frame.meter,
                bars=bars,
                stresses=(0,) * len(phrase),
                degrees=frame.degrees,
                low=frame.low,
                high=frame.high,
                endings=(frame.ending,),
                bright=frame.bright,
                density=frame.rate * frame.meter.bar_ticks // 1920,
                contour=frame.contour,
                rest=0,
            )
        )
    return found


def write_songs(
    tunes: Sequence[Tune], seed: int, model: NextToken | None = None, taste: Taste | None = None
) -> list[Song]:
    """Write one song to the measure of each tune."""
    songs = []
    for index, tune in enumerate(tunes):
        writer = MelodyWriter(seed + index, model, taste)
        phrases = tuple(writer.write(request) for request in requests_of(tune))
        songs.append(Song(meter_of(tune), phrases))
    return songs
