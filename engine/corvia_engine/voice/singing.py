"""Sing a score: each line is spoken once, analysed, laid on its notes and sounded again."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.voice.boundaries import heard_boundaries
from corvia_engine.voice.breathing import (
    BEFORE_PHRASE,
    LONGEST_BREATH,
    SHORTEST_REST,
    breath,
)
from corvia_engine.voice.catalogue import OWN, Voice, find_voice, voice_names
from corvia_engine.voice.contour import CONCERT_KEY, CONCERT_PITCH, contour, hertz
from corvia_engine.voice.dynamics import gains
from corvia_engine.voice.espeak import WORDS_A_MINUTE, Espeak, Speech, espeak_version, fresh_espeak
from corvia_engine.voice.harmonising import second_voice
from corvia_engine.voice.laying import LaidLine, frame_of, lay, opening_frames, units_of
from corvia_engine.voice.matching import Matched, match
from corvia_engine.voice.phonemes import phonemes_of
from corvia_engine.voice.piper import LANGUAGE as PIPER_LANGUAGE
from corvia_engine.voice.piper import piper_voice
from corvia_engine.voice.reading import aligned_phonemes
from corvia_engine.voice.resampling import doubled
from corvia_engine.voice.sung_notes import VocalLine, vocal_lines
from corvia_engine.voice.vocoder import (
    FRAMES_A_SECOND,
    NATURAL,
    ONE_TONE,
    SpeechModel,
    analyse,
    middle_pitch,
    synthesise,
    vocoder_version,
    with_longer_throat,
)
from corvia_engine.voice.wording import ENGLISH, language_of, line_key, spoken_words
from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VOICE_RATE = SAMPLE_RATE // 2
"""The rate of the spoken voices; what they sing is brought to 44,100 at the end."""

_SUNG_ABOVE_SPOKEN = 5
"""Semitones by which a person's middle of singing lies above that of speaking."""

_LONGER_THROAT, _LATER_FRAMES, _SECOND_LEVEL = 1.04, 3, 0.55
"""The second voice is another person's, a little later and softer."""

_SPEAKING_MELODY = 45
_MOST_HURRY = 2.2
_SUNG_SLOWER = 1.8
"""Piper speaks so much more slowly for singing: its own long sounds are clearer than stretched ones
are."""

_HUMMED = "moon"
_PEAK = 0.89


@dataclass(frozen=True, eq=False)
class SpokenLine:
    """A line as it was spoken and analysed, and its syllables matched to those of the score."""

    model: SpeechModel
    matched: tuple[Matched, ...]


@dataclass(frozen=True, eq=False)
class Sung:
    """A song's voice: mono float32 samples at 44,100 a second, from the song's first tick on.

    `harmony` is the second voice of the choruses alone, at its own level against `samples`, or
    empty. `spans` are the frames between which lines sound. `lines` and `pitches` (cents above MIDI
    key 0, by frames of 5 ms) tell what was meant, so that it can be measured against what is heard;
    a voice that speaks has none.
    """

    samples: "NDArray[np.float32]"
    harmony: "NDArray[np.float32]" = field(repr=False)
    spans: tuple[tuple[int, int], ...] = field(repr=False)
    lines: tuple[LaidLine, ...] = field(repr=False)
    pitches: "tuple[NDArray[np.float64], ...]" = field(repr=False)


@dataclass(frozen=True)
class SingerSetup:
    """The voices, and the parts that make them, with their versions."""

    voices: tuple[str, ...]
    speech: str
    vocoder: str


def describe_singer() -> SingerSetup:
    """Say what sings on this machine; raise VoiceMissing where a part is not there."""
    return SingerSetup(voice_names(), f"eSpeak NG {espeak_version()}", vocoder_version())


class LinesNotRead(BadInput):
    """Lines of the song were not read aloud yet, so that the person's own voice cannot sing it."""


def sing(
    score: Score,
    voice: str,
    report: Report = silent,
    readings: "Mapping[str, NDArray[np.float64]] | None" = None,
) -> Sung:
    """Sing a score's words with a voice of the catalogue.

    The voice “own” takes `readings`: for each line's key (wording.line_key) the samples of the
    person's reading at VOICE_RATE. Raises UnknownVoice, LinesNotRead, VoiceMissing where a part is
    not installed, and whatever `report` raises.
    A score without words, or whose words cannot be spoken, gives a silent voice.
    """
    import numpy as np

    singer = find_voice(voice)
    report("learning the words", 0.0)
    written = vocal_lines(score)
    if singer is OWN:
        singer = _own_singer(written, readings or {})
    if singer.speaks:
        return speak_in_time(written, singer, report)
    spoken = _speak_all(written, singer, report, readings or {})
    octaves = _octaves(written, singer)
    laid = _lay_all(written, spoken, half_spoken=singer.half_speaks)
    length = max((line.end for line, _ in laid), default=0) + FRAMES_A_SECOND
    stem, second = (np.zeros(length * VOICE_RATE // FRAMES_A_SECOND) for _ in range(2))
    pitches = []
    for number, (line, model) in enumerate(laid):
        report("singing", 0.4 + 0.5 * number / len(laid))
        pitches.append(contour(line, octaves))
        _add(stem, line.first, _sound(line, model, pitches[-1]))
    lines = tuple(line for line, _ in laid)
    report("singing the second voice", 0.9)
    for place, line in second_voice(score, lines):
        model = with_longer_throat(laid[place][1], _LONGER_THROAT)
        sound = _sound(line, model, contour(line, octaves))
        _add(second, line.first + _LATER_FRAMES, _SECOND_LEVEL * sound)
    _breathe(stem, lines)
    report("sung", 1.0)
    level = _PEAK / max(float(np.abs(stem).max(initial=0.0)), 1e-9)
    harmony = _finished(second, level) if second.any() else np.zeros(0, np.float32)
    spans = tuple((line.first, line.end) for line in lines)
    return Sung(_finished(stem, level), harmony, spans, lines, tuple(pitches))


def _speak_all(
    written: Sequence[VocalLine],
    singer: Voice,
    report: Report,
    readings: "Mapping[str, NDArray[np.float64]]",
) -> list[SpokenLine | None]:
    known: dict[tuple[object, ...], SpokenLine | None] = {}
    spoken = []
    with fresh_espeak() as espeak:
        for number, line in enumerate(written):
            report("learning the words", 0.4 * number / len(written))
            key = line.words, line.syllables_in_word
            if key not in known:
                known[key] = _say(espeak, line, singer, readings)
            spoken.append(known[key])
    return spoken


def speak_in_time(written: Sequence[VocalLine], singer: Voice, report: Report = silent) -> Sung:
    """Speak each line from its first note on, quicker where it would last into the next one."""
    import numpy as np

    starts = [frame_of(line.tones[0][0].start) for line in written]
    ends = [*starts[1:], frame_of(written[-1].tones[-1][-1].end + 2.0)] if written else []
    stem = np.zeros((ends[-1] + FRAMES_A_SECOND if ends else 0) * VOICE_RATE // FRAMES_A_SECOND)
    spans = []
    with fresh_espeak() as espeak:
        for number, (line, start, end) in enumerate(zip(written, starts, ends, strict=True)):
            report("speaking", number / len(written))
            text = " ".join(spoken_words(line.words))
            room = (end - start) * VOICE_RATE // FRAMES_A_SECOND
            name = f"{language_of(text)}+{singer.variant}"
            said = espeak.speak(text, name, melody=_SPEAKING_MELODY).samples
            if len(said) > room > 0:
                quicker = round(WORDS_A_MINUTE * min(_MOST_HURRY, 1.05 * len(said) / room))
                said = espeak.speak(
                    text, name, words_a_minute=quicker, melody=_SPEAKING_MELODY
                ).samples
            _add(stem, start, said)
            spans.append((start, start + len(said) * FRAMES_A_SECOND // VOICE_RATE))
    level = _PEAK / max(float(np.abs(stem).max(initial=0.0)), 1e-9)
    return Sung(_finished(stem, level), np.zeros(0, np.float32), tuple(spans), (), ())


def _say(
    espeak: Espeak,
    line: VocalLine,
    singer: Voice,
    readings: "Mapping[str, NDArray[np.float64]]",
) -> SpokenLine | None:
    if singer.name == OWN.name:
        samples = readings.get(line_key(line.words))
        return None if samples is None else read_line(espeak, line, samples)
    return (hum_line if singer.hums else speak_line)(espeak, line, singer)


def _own_singer(
    written: Sequence[VocalLine], readings: "Mapping[str, NDArray[np.float64]]"
) -> Voice:
    """Give the own voice in the register of its readings."""
    keys = dict.fromkeys(line_key(line.words) for line in written)
    missing = [key for key in keys if key and key not in readings]
    if missing:
        named = "; ".join(f"“{key}”" for key in missing[:3])
        more = f", and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise LinesNotRead(
            f"Your own voice needs these lines first: {named}{more}."
            " `corvia voice record` takes them one by one."
        )
    spoken = [middle_pitch(readings[key], VOICE_RATE) for key in keys if key]
    middle = statistics.median(spoken) if spoken else CONCERT_PITCH / 2
    key = CONCERT_KEY + 12 * math.log2(middle / CONCERT_PITCH)
    return replace(OWN, middle_key=round(key) + _SUNG_ABOVE_SPOKEN)


def read_line(espeak: Espeak, line: VocalLine, samples: "NDArray[np.float64]") -> SpokenLine | None:
    """Analyse a line that was read aloud, at VOICE_RATE; None where nothing of it is spoken."""
    phonemes = aligned_phonemes(espeak, line.words, samples)
    if not phonemes:
        return None
    model = analyse(samples, VOICE_RATE, phonemes, NATURAL)
    matched = match(
        heard_boundaries(phonemes, model), _positions(line.words), line.syllables_in_word
    )
    return SpokenLine(model, tuple(matched))


def _positions(words: Sequence[str]) -> list[int]:
    """Give where each word begins in the spoken text, counted from 1."""
    lengths = [len(word) + 1 for word in spoken_words(words)]
    return [1 + sum(lengths[:place]) for place in range(len(lengths))]


def speak_line(espeak: Espeak, line: VocalLine, singer: Voice) -> SpokenLine | None:
    """Speak and analyse a line; None where nothing of it can be spoken."""
    text = " ".join(spoken_words(line.words))
    speech = plain_speech(espeak, text, singer, _SUNG_SLOWER)
    return _modelled(speech, _positions(line.words), line, singer.throat)


def plain_speech(espeak: Espeak, text: str, singer: Voice, slower: float = 1.0) -> Speech:
    """Let a voice speak a text: by Piper, `slower` times as slowly as by itself, where that is the
    voice's and the words are English; else by eSpeak.
    """
    language = language_of(text)
    if singer.throat is not None and language == PIPER_LANGUAGE:
        speech = piper_voice().speak(espeak, text, slower=slower)
        if speech.phonemes:
            return speech
    return espeak.speak(text, f"{language}+{singer.variant}")


def hum_line(espeak: Espeak, line: VocalLine, singer: Voice) -> SpokenLine | None:
    """Hum a line: one long vowel for all its syllables."""
    speech = espeak.speak(_HUMMED, f"{ENGLISH}+{singer.variant}")
    hummed = _modelled(speech, [1], VocalLine((_HUMMED,), (1,), line.tones[:1]))
    if hummed is None:
        return None
    return SpokenLine(hummed.model, hummed.matched * len(line.tones))


def _modelled(
    speech: Speech, positions: list[int], line: VocalLine, throat: float | None = None
) -> SpokenLine | None:
    """Analyse speech and match its syllables; with a `throat` it has a melody of its own."""
    phonemes = phonemes_of(speech.phonemes, speech.rate, len(speech.samples))
    if not phonemes:
        return None
    pitch_range = ONE_TONE if throat is None else NATURAL
    model = analyse(speech.samples, speech.rate, phonemes, pitch_range)
    phonemes = heard_boundaries(phonemes, model)
    if throat not in (None, 1.0):
        model = with_longer_throat(model, throat)
    return SpokenLine(model, tuple(match(phonemes, positions, line.syllables_in_word)))


def _octaves(written: Sequence[VocalLine], singer: Voice) -> int:
    """Give the octaves by which the melody's middle comes nearest to the voice's."""
    cents = [tone.cents for line in written for tones in line.tones for tone in tones]
    return round((singer.middle_key - statistics.median(cents) / 100) / 12) if cents else 0


def _lay_all(
    written: Sequence[VocalLine], spoken: Sequence[SpokenLine | None], *, half_spoken: bool
) -> list[tuple[LaidLine, SpeechModel]]:
    """Lay the lines, each ending before the next one's first consonant."""
    sung = [(line, said) for line, said in zip(written, spoken, strict=True) if said is not None]
    laid: list[tuple[LaidLine, SpeechModel]] = []
    limit: int | None = None
    for line, said in reversed(sung):
        units = units_of(said.matched, line.tones, limit, half_spoken=half_spoken)
        laid.append((lay(units), said.model))
        limit = units[0].start - opening_frames(said.matched)
    return laid[::-1]


def _sound(
    line: LaidLine, model: SpeechModel, cents: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    import numpy as np

    pitch = np.where(line.voiced, hertz(cents), 0.0)
    sound = synthesise(model, line.source, pitch)
    at = np.arange(len(sound)) * FRAMES_A_SECOND / model.rate
    level = np.interp(at, np.arange(len(pitch)), gains(line, model))
    sounded: NDArray[np.float64] = sound * level
    return sounded


def _add(stem: "NDArray[np.float64]", frame: int, sound: "NDArray[np.float64]") -> None:
    start = round(frame * VOICE_RATE / FRAMES_A_SECOND)
    stem[start : start + len(sound)] += sound[: len(stem) - start]


def _breathe(stem: "NDArray[np.float64]", lines: Sequence[LaidLine]) -> None:
    """Draw a breath in each rest that is long enough, ending just before the next line."""
    before = 0
    for line in lines:
        rest = (line.first - before) / FRAMES_A_SECOND
        if rest >= SHORTEST_REST:
            seconds = min(LONGEST_BREATH, rest - BEFORE_PHRASE - 0.05)
            air = breath(round(seconds * VOICE_RATE), VOICE_RATE)
            _add(stem, line.first - round((seconds + BEFORE_PHRASE) * FRAMES_A_SECOND), air)
        before = line.end


def _finished(stem: "NDArray[np.float64]", level: float) -> "NDArray[np.float32]":
    import numpy as np

    return doubled((stem * level).astype(np.float32))
