"""What a bar has from its section: its place, its mood, its figures, and who plays."""

from corvia_engine.music.explaining.place import BarPlace, progress_of
from corvia_engine.music.layers import energy_of
from corvia_engine.music.naming import PITCHES, pitch_name
from corvia_engine.music.reasons import CRAFT, CUES, ISO
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import Score


def section_reasons(plan: SongPlan, score: Score, place: BarPlace) -> tuple[Reason, ...]:
    """Say where a bar lies on the song's way, and which figures it has from there."""
    return (_place(place), _mood(plan, place), _figures(place), _players(score, place))


def _place(place: BarPlace) -> Reason:
    section = place.stage.plan
    key = f"{PITCHES[section.key.tonic]} {section.key.mode}"
    return Reason(
        "place",
        f"bar {place.bar_in_section} of {section.bars} of {section.name}, in {key}",
        "Sections and their lengths follow from your words and the length that you wished.",
        CRAFT,
    )


def _mood(plan: SongPlan, place: BarPlace) -> Reason:
    section = place.stage.plan
    arrived = (section.valence, section.arousal) == (plan.goal_valence, plan.goal_arousal)
    first = (section.valence, section.arousal) == (plan.start_valence, plan.start_arousal)
    if arrived:
        because = "The wished mood has been reached and is held."
    elif first:
        because = "The song meets the mood as it was felt."
    else:
        share = progress_of(plan, place) // 10
        because = f"{share} % of the song lie behind; it is on its way from the felt to the wished."
    return Reason(
        "mood",
        f"valence {section.valence / 1000:+.2f}, arousal {section.arousal / 1000:+.2f}",
        because,
        ISO,
    )


def _figures(place: BarPlace) -> Reason:
    cues = place.stage.plan.cues
    beat = place.stage.beat
    tempo = round(60_000_000 * 480 / (cues.quarter_micros * beat))
    return Reason(
        "figures",
        f"{tempo} beats a minute, tune about {pitch_name(100 * cues.register)}, velocity"
        f" {cues.velocity}, {cues.articulation} % of each note sounding, brightness"
        f" {cues.brightness / 1000:+.2f}",
        "Pleasantness sets mode, register and brightness; liveliness sets tempo, loudness and how"
        " short the notes are.",
        CUES,
    )


def _players(score: Score, place: BarPlace) -> Reason:
    counts = [
        (part.name, sum(place.holds(note.start) for note in part.notes)) for part in score.parts
    ]
    held = {
        part.name
        for part in score.parts
        for note in part.notes
        if note.start < place.start < note.start + note.duration - 60
    }
    playing = [f"{name} {count}" for name, count in counts if count]
    playing += [f"{name} held" for name, count in counts if not count and name in held]
    energy = energy_of(place.stage)
    return Reason(
        "players",
        "tones begun: " + ", ".join(playing) if playing else "nobody",
        f"Who plays, and how busily, follows from an energy of {energy / 1000:+.2f}: the section's"
        " liveliness, more in choruses and less at the edges of the song.",
        CRAFT,
    )
