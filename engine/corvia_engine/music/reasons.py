"""Why a song is as it is, in plain sentences with the finding behind each decision."""

from corvia_engine.music.naming import PITCHES
from corvia_engine.music.traditions.tradition import Rhythm, Tradition
from corvia_local.model.plan import Reason, SectionPlan, SongRequest
from corvia_local.model.score import Milli

ISO = "iso-principle: Altshuler 1948; Starcke, Mayr & von Georgi 2021, IJERPH 18(23)"
CUES = "Eerola, Friberg & Bresin 2013, Frontiers in Psychology 4:487"
CLIPS = "means over 1,078 piano clips labelled by quadrant"
ENTRAINMENT = "entrainment: a pulse that is met first can be led"
CRAFT = "the craft of song writing"


def reasons_for(
    request: SongRequest,
    tradition: Tradition,
    rhythm: Rhythm,
    sections: tuple[SectionPlan, ...],
) -> tuple[Reason, ...]:
    """Say each decision of a plan in the order in which it was taken."""
    first, last = sections[0], sections[-1]
    return (
        _way(first, last),
        _form(sections),
        _length(request, sections, rhythm),
        _mode(tradition, first, last),
        _tempo(request, rhythm, first, last),
        _register(sections),
        _dynamics(first, last),
        _articulation(first, last),
        _brightness(first, last),
        _rhythm(rhythm),
        Reason(
            "tradition",
            tradition.label,
            f"{tradition.note}. {' '.join(tradition.simplified)}",
            "; ".join(tradition.credits),
        ),
        Reason(
            "respect", tradition.label, " ".join(tradition.respect), "; ".join(tradition.credits)
        ),
    )


def _way(first: SectionPlan, last: SectionPlan) -> Reason:
    return Reason(
        "trajectory",
        f"from valence {_milli(first.valence)}, arousal {_milli(first.arousal)} to valence"
        f" {_milli(last.valence)}, arousal {_milli(last.arousal)}",
        "The music first meets the mood as it is, then leads without a jump or a turn back to the"
        " wished one, and stays there.",
        ISO,
    )


def _form(sections: tuple[SectionPlan, ...]) -> Reason:
    return Reason(
        "form",
        ", ".join(section.name for section in sections),
        "Every stanza is sung; the chorus returns with its tune, so that it can be remembered.",
        CRAFT,
    )


def _length(request: SongRequest, sections: tuple[SectionPlan, ...], rhythm: Rhythm) -> Reason:
    quarters = sum(rhythm.groups) * 4
    micros = sum(
        section.bars * section.cues.quarter_micros * quarters // rhythm.unit for section in sections
    )
    return Reason(
        "length",
        f"{micros // 60_000_000}:{micros // 1_000_000 % 60:02d} minutes",
        f"You wished for {request.minutes:g} minutes; the words are sung whole, and repeats and"
        " instrumental bars fill what is left.",
        CRAFT,
    )


def _mode(tradition: Tradition, first: SectionPlan, last: SectionPlan) -> Reason:
    begins, ends = tradition.mode(first.key.mode), tradition.mode(last.key.mode)
    tonic = PITCHES[last.key.tonic]
    tuning = tradition.source(tradition.tuning(ends.tuning).source).title
    if begins == ends:
        heard = f" It is {ends.heard_as}." if ends.heard_as else ""
        return Reason(
            "mode",
            f"{ends.label} on {tonic}",
            f"Mode is the strongest cue for valence.{heard} The tonic leaves the whole melody"
            " within a range that most voices have.",
            f"{CUES}; {tuning}",
        )
    return Reason(
        "mode",
        f"{begins.label} on {PITCHES[first.key.tonic]}, then {ends.label} on {tonic}",
        "Mode is the strongest cue for valence. Both modes share their notes, so that the song can"
        " turn from the one to the other without a break.",
        f"{CUES}; {CLIPS} (major in 77 % of pleasant, 36 % of unpleasant clips)",
    )


def _tempo(request: SongRequest, rhythm: Rhythm, first: SectionPlan, last: SectionPlan) -> Reason:
    choice = f"{_beats(first, rhythm)} to {_beats(last, rhythm)} beats a minute"
    if request.heart_rate is not None:
        return Reason(
            "tempo",
            choice,
            f"The first section takes up your heart rate of {request.heart_rate:.0f} (within 50 to"
            " 160); from there the tempo follows the mood.",
            ENTRAINMENT,
        )
    return Reason(
        "tempo",
        choice,
        "Tempo is the second cue: lively moods sound about one and a half times as fast as calm"
        " ones.",
        f"{CUES}; {CLIPS}",
    )


def _register(sections: tuple[SectionPlan, ...]) -> Reason:
    middles = [section.cues.register for section in sections]
    return Reason(
        "register",
        f"melody about MIDI keys {min(middles)} to {max(middles)}, within 14 semitones",
        "Higher sounds more pleasant; the chorus lies a tone above the verses, and no line leaves"
        " what an untrained voice can sing.",
        CUES,
    )


def _dynamics(first: SectionPlan, last: SectionPlan) -> Reason:
    return Reason(
        "dynamics",
        f"mean velocity {first.cues.velocity} to {last.cues.velocity}",
        "Louder is livelier: 78 in lively clips, 54 in calm ones.",
        f"{CUES}; {CLIPS}",
    )


def _articulation(first: SectionPlan, last: SectionPlan) -> Reason:
    return Reason(
        "articulation",
        f"{first.cues.articulation} to {last.cues.articulation} % of each note's length sounds",
        "Tied notes sound calm or sad, short ones lively or glad.",
        CUES,
    )


def _brightness(first: SectionPlan, last: SectionPlan) -> Reason:
    return Reason(
        "harmony and timbre",
        f"brightness {_milli(first.cues.brightness)} to {_milli(last.cues.brightness)}",
        "Dark sections take tenser and borrowed chords, bright ones settle. Sad accompaniment falls"
        " slowly from high up, calm opens from below, glad springs off the beat, tense runs.",
        f"{CUES}; {CLIPS}",
    )


def _rhythm(rhythm: Rhythm) -> Reason:
    groups = "+".join(str(group) for group in rhythm.groups)
    return Reason(
        "metre",
        f"{rhythm.name}, {groups} over {rhythm.unit}",
        "Chosen among the tradition's metres that suit how lively the song is; percussion joins"
        " only as arousal rises, and stays out of calm sections.",
        CRAFT,
    )


def _beats(section: SectionPlan, rhythm: Rhythm) -> int:
    return round(60_000_000 * rhythm.unit / (section.cues.quarter_micros * 4 * rhythm.beat))


def _milli(value: Milli) -> str:
    return f"{value / 1000:.2f}"
