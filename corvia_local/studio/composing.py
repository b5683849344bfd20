"""From words to a song: request, plan, score, sound."""

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from corvia_local.errors import BadInput, CareFirst
from corvia_local.model.lyric import Lyric
from corvia_local.model.mood import GOALS, MILLI, Mood
from corvia_local.model.plan import Change, Reason, SongPlan, SongRequest, SongTrace
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score, decode_score, encode_score, seconds_at
from corvia_local.model.stretch import Stretch
from corvia_local.studio.reading_for_harm import lines_speak_of_harm, speaks_of_harm
from corvia_local.studio.reflecting import reflect
from corvia_local.studio.sounding import INSTRUMENTAL, Readings, SongSound, sound_of

if TYPE_CHECKING:
    from corvia_engine.music.traditions.tradition import Tradition
    from corvia_engine.sound.rendering import Audio

PITCH_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


class WordsOfHarm(CareFirst):
    """The text speaks of harm to oneself, so help comes first and the song only if asked for."""


@dataclass(frozen=True)
class ComposedSong:
    """A song, its plan and, where it was rendered, its sound.

    `sung_by` names its voice, or is “none”. Where it is sung and rendered, `voice` is its voice
    alone, and `without_voice` the rest where asked for.
    """

    id: str
    title: str
    entry_id: str | None
    plan: SongPlan
    score: Score
    audio: "Audio | None"
    seconds_to_compose: float
    voice: "Audio | None" = None
    without_voice: "Audio | None" = None
    sung_by: str = INSTRUMENTAL


@dataclass(frozen=True)
class SongWish:
    """What the person may choose about a song; whatever is None is proposed.

    `tradition` is a name, or the path of a TOML file of your own. `remembered` are the last songs,
    which the new one is to be unlike.
    """

    start: Mood | None = None
    goal: Mood | None = None
    tradition: str = "western"
    minutes: float = 2.0
    seed: int | None = None
    voice: str = INSTRUMENTAL
    heart_rate: float | None = None
    taste: tuple[Change, ...] = ()
    remembered: tuple[SongTrace, ...] = ()


def request_from_text(
    text: str,
    wish: SongWish,
    reframe: str | None = None,
    *,
    lyric: Lyric | None = None,
    after_care: bool = False,
) -> SongRequest:
    """Turn a text into a request. The chorus is the accepted reframe, else the person's own line.

    A `lyric` that was kept for the text is sung as it is.
    Raises WordsOfHarm where the text speaks of harm to oneself, unless `after_care` says that
    the person saw the card and asks for the song.
    """
    from corvia_engine.lyrics.harmless_title import with_harmless_title
    from corvia_engine.lyrics.writing import lyric_from_text

    reflection = reflect(text)
    if not after_care and (
        reflection.crisis.level == "explicit" or speaks_of_harm(reframe or "") or _is_harmful(lyric)
    ):
        raise WordsOfHarm(
            "What you wrote speaks of being hurt or of ending your life. Before a song, here is"
            " where help is. If you want the song afterwards, ask again with --after-care."
        )
    lyric = with_harmless_title(
        lyric or lyric_from_text(text, reflection, reframe), text, *([reframe] if reframe else [])
    )
    felt = Mood(reflection.valence, reflection.arousal)
    return _request(lyric, wish, wish.start or felt)


def _is_harmful(lyric: Lyric | None) -> bool:
    stanzas = () if lyric is None else lyric.stanzas
    return lines_speak_of_harm(line.text for part in stanzas for line in part.lines)


def request_from_lyrics(text: str, wish: SongWish, *, after_care: bool = False) -> SongRequest:
    """Turn given lyrics into a request; the mood is heard in the lines unless it is given."""
    from corvia_engine.lyrics.harmless_title import with_harmless_title
    from corvia_engine.lyrics.writing import lyric_from_lines

    reflection = reflect(text)
    if not after_care and lines_speak_of_harm(text.splitlines()):
        raise WordsOfHarm(
            "These lines speak of being hurt or of ending one's life. Before a song, here is"
            " where help is. If you want the song afterwards, ask again with --after-care."
        )
    felt = wish.start or Mood(reflection.valence, reflection.arousal)
    return _request(with_harmless_title(lyric_from_lines(text), text), wish, felt)


def tradition_names() -> tuple[str, ...]:
    """Name the traditions in which a song can be composed, western first."""
    from corvia_engine.music.traditions import tradition_names as names

    return names()


def voice_names() -> tuple[str, ...]:
    """Name the voices that can sing, after “none”."""
    from corvia_engine.voice.catalogue import voice_names as names

    return (INSTRUMENTAL, *names())


def voice_descriptions() -> tuple[tuple[str, str], ...]:
    """Give the name of each voice that is installed and what it is in words, “none” first and
    “own” last.
    """
    from corvia_engine.voice.catalogue import OWN, VOICES
    from corvia_engine.voice.piper import piper_is_there

    there = [voice for voice in (*VOICES, OWN) if voice.throat is None or piper_is_there()]
    described = ((voice.name, voice.description) for voice in there)
    return ((INSTRUMENTAL, "instruments alone"), *described)


def check_voice(name: str) -> None:
    """Raise UnknownVoice, naming those that there are, unless `name` is one of `voice_names`."""
    from corvia_engine.voice.catalogue import find_voice

    if name != INSTRUMENTAL:
        find_voice(name)


def proposed_goal(felt: Mood) -> str:
    """Name the goal proposed where the person chose none: soothe what is tense or low first.

    A tense mood (unpleasant, aroused) is led to calm, a low one to comfort, a pleasant quiet one
    stays calm and a pleasant lively one joyful.
    """
    if felt.valence < 0:
        return "calm" if felt.arousal >= 0 else "comfort"
    return "joy" if felt.arousal >= 0 else "calm"


def _request(lyric: Lyric, wish: SongWish, felt: Mood) -> SongRequest:
    check_voice(wish.voice)
    seed = secrets.randbits(63) if wish.seed is None else wish.seed
    goal = wish.goal or GOALS[proposed_goal(felt)]
    try:
        return msgspec.convert(
            {
                "lyric": lyric,
                "start": felt,
                "goal": goal,
                "tradition": wish.tradition,
                "minutes": wish.minutes,
                "seed": seed,
                "heart_rate": wish.heart_rate,
                "remembered": wish.remembered,
            },
            SongRequest,
        )
    except msgspec.ValidationError as error:
        raise BadInput(f"The song cannot be asked for like this: {error}.") from error


def compose(
    request: SongRequest,
    *,
    entry_id: str | None = None,
    with_audio: bool = True,
    voice: str = INSTRUMENTAL,
    without_voice: bool = False,
    readings: Readings | None = None,
    taste: tuple[Change, ...] = (),
    report: Report = silent,
    hearing: "Hearing | None" = None,
) -> ComposedSong:
    """Plan, compose and render a song, sung where a `voice` is named.

    `without_voice` asks for a sung song's instruments alone too; `readings` are the lines read
    aloud for the voice “own”. `taste` are steps by which the person wants songs changed; one that
    would go too far is left out, and the song's reasons say so. `report` is told each step and
    may cancel. `hearing` is given what is composed as it comes. Raises UnknownVoice before anything
    else.
    """
    from corvia_engine.music.remembering.choosing import plan_remembering
    from corvia_local.studio.traditions import find_tradition

    check_voice(voice)
    began = time.perf_counter()
    report("planning", 0.0)
    tradition = find_tradition(request.tradition)
    plan = plan_remembering(request, tradition)
    plan, score = _written(plan, tradition, taste, _within(report, 0.02, 0.45), hearing)
    sound: SongSound | None = None
    if with_audio:
        sound = sound_of(
            score,
            voice,
            _within(report, 0.45, 1.0),
            readings=readings,
            without_voice=without_voice,
        )
    report("done", 1.0)
    seconds = round(time.perf_counter() - began, 3)
    return ComposedSong(
        song_id(plan, score),
        score.title,
        entry_id,
        plan,
        score,
        sound.song if sound else None,
        seconds,
        sound.voice if sound else None,
        sound.without_voice if sound else None,
        voice,
    )


class Hearing(Protocol):
    """Whoever hears a song while it is composed."""

    def begin(self, frame: Score, *, whole: bool) -> None:
        """Take the song's tempo and parts, with some notes of each; with all where it is whole."""

    def add(self, stretch: Stretch) -> None:
        """Take the next notes."""


def _written(
    plan: SongPlan,
    tradition: "Tradition",
    taste: tuple[Change, ...],
    report: Report,
    hearing: Hearing | None,
) -> tuple[SongPlan, Score]:
    """Compose a plan. A song that is changed to somebody's taste is heard only as a whole."""
    from corvia_engine.music.composing import Composing

    composing = Composing(plan, tradition)
    at_once = hearing if not taste else None
    if at_once is not None:
        at_once.begin(composing.foretaste(), whole=False)
    for stretch in composing.stretches(report):
        if at_once is not None:
            at_once.add(stretch)
    plan, score = _to_taste(plan, composing.score(), tradition, taste)
    if hearing is not None and taste:
        hearing.begin(score, whole=True)
    return plan, score


def _to_taste(
    plan: SongPlan, score: Score, tradition: "Tradition", taste: tuple[Change, ...]
) -> tuple[SongPlan, Score]:
    from corvia_engine.music.varying.character import ChangeTooFar
    from corvia_engine.music.varying.recasting import changed

    left_out = ""
    for change in taste:
        try:
            plan, score = changed(plan, score, tradition, change)
        except ChangeTooFar as error:
            left_out += f" {error}"
    if taste:
        because = f"You liked songs like that, or said so.{left_out}"
        reason = Reason("taste", ", ".join(taste), because, "")
        plan = msgspec.structs.replace(plan, reasons=(*plan.reasons, reason))
    return plan, score


def song_id(plan: SongPlan, score: Score) -> str:
    """Name a song by its content: ten characters of base32 of SHA-256 over plan and score."""
    digest = hashlib.sha256(encode_plan(plan) + encode_score(score)).digest()
    return base64.b32encode(digest).decode()[:10].lower()


def encode_plan(plan: SongPlan) -> bytes:
    """Encode a plan as JSON; equal plans give equal bytes."""
    return msgspec.json.encode(plan, order="deterministic")


def decode_plan(data: bytes) -> SongPlan:
    """Decode a plan that this program encoded."""
    return msgspec.json.decode(data, type=SongPlan)


def restore(
    plan: bytes, score: bytes, entry_id: str | None, sung_by: str = INSTRUMENTAL
) -> ComposedSong:
    """Make a composed song of its saved plan and score, without sound."""
    decoded = decode_score(score)
    kept = decode_plan(plan)
    name = song_id(kept, decoded)
    return ComposedSong(name, decoded.title, entry_id, kept, decoded, None, 0.0, sung_by=sung_by)


def key_name(score: Score) -> str:
    """Give the key in words, such as “D minor”."""
    return f"{PITCH_NAMES[score.key.tonic]} {score.key.mode}"


def tempo_of(score: Score) -> float:
    """Give the tempo at the start in beats a minute: as felt, in threes where the metre is."""
    in_threes = score.meter.unit == 8 and all(group == 3 for group in score.meter.groups)
    quarters = 3 / 2 if in_threes else 1
    return round(60_000_000 / (score.tempo[0].microseconds * quarters), 1)


def length_of(score: Score) -> float:
    """Give the length in seconds by the tempo map."""
    return round(seconds_at(score, score.end), 2)


@dataclass(frozen=True)
class SectionTime:
    """Where a section begins and the mood that it aims at."""

    name: str
    start_s: float
    valence: float
    arousal: float


def section_times(score: Score) -> tuple[SectionTime, ...]:
    """List the sections with their start in seconds."""
    return tuple(
        SectionTime(
            section.name,
            round(seconds_at(score, section.start), 3),
            section.valence / MILLI,
            section.arousal / MILLI,
        )
        for section in score.sections
    )


def _within(report: Report, low: float, high: float) -> Report:
    def scaled(step: str, share: float) -> None:
        report(step, low + (high - low) * share)

    return scaled
