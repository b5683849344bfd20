"""From a journal text to the files of a two-minute song, against the song's own length."""

import time

from corvia_engine.sound.measures import measure
from corvia_local.studio.composing import SongWish, compose, length_of, request_from_text
from corvia_local.studio.demo import AUTHORS, demo_text
from corvia_local.studio.song_files import song_files


def main() -> None:
    """Print, for each of the demo's texts, the seconds, the ratio, and what the sound measures."""
    for author in AUTHORS:
        text, reframe = demo_text(author)
        began = time.perf_counter()
        song = compose(request_from_text(text, SongWish(seed=7), reframe))
        files = song_files(song)
        seconds = time.perf_counter() - began
        length = length_of(song.score)
        keys = [note.key for note in song.score.melody.notes]
        assert song.audio is not None
        heard = measure(song.audio)
        print(
            f"{author:<7} {seconds:5.1f} s for {length:5.1f} s of song,"
            f" ratio {seconds / length:.3f}   melody {max(keys) - min(keys)} semitones,"
            f" {heard.clipped_samples} clipped samples, longest silence"
            f" {heard.longest_silence:.1f} s, {len(files['song.flac']) / 1e6:.1f} MB"
        )


if __name__ == "__main__":
    main()
