"""The harmony on which all meet: a cycle of bars found by integer search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corvia_engine.music.assembly.bar_shape import BarShape
from corvia_engine.music.assembly.meeting import Meeting
from corvia_engine.music.assembly.portrait import DIATONIC, Portrait
from corvia_engine.music.assembly.tone import Tone
from corvia_engine.music.assembly.whole_numbers import rounded

GROUND_BARS = 8
BRIGHT, DARK = 0, 5
"""The two homes in the vocabulary: the major tonic and its relative minor."""

_ROOTS = (0, 2, 4, 5, 7, 9)
_MINOR = (False, True, True, False, False, True)
_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")

_MOVES = (
    (6, 3, 5, 1, 2, 2),
    (5, 7, 6, 3, 1, 5),
    (5, 4, 7, 2, 6, 1),
    (1, 3, 5, 6, 1, 4),
    (1, 6, 5, 3, 6, 2),
    (5, 2, 4, 1, 3, 6),
)
"""Cost of moving between I, ii, iii, IV, V and vi: falling fifths and thirds are cheap, as in
common-practice harmony; standing still is dear, for the ground has to move."""

_LEADING_BACK = {BRIGHT: {4: 0, 3: 150}, DARK: {4: 0, 2: 150, 3: 300}}
"""With which chords the ground's last bar leads back to its home, and what they cost."""

_MOVE_WEIGHT, _SHARE_WEIGHT, _FIT_WEIGHT, _GROUND_WEIGHT = 100, 500, 300, 350
_AGAIN_WEIGHT, _OWN_PHRASE = 70, 3
_FAVOURS_TENSION, _CLASHES = 1, 3


@dataclass(frozen=True, slots=True)
class Chord:
    """Root and pitch classes, root first, and the name by which players know it."""

    root: int
    pitch_classes: tuple[int, ...]
    symbol: str

    def clashes(self, pitch_class: int) -> bool:
        """Tell whether a pitch rubs: a semitone from a chord tone or a tritone from the root."""
        if pitch_class in self.pitch_classes:
            return False
        return (pitch_class - self.root) % 12 == 6 or any(
            (pitch_class - tone) % 12 in (1, 11) for tone in self.pitch_classes
        )


def chord_at(meeting: Meeting, index: int) -> Chord:
    """Give a chord of the vocabulary (I, ii, iii, IV, V, vi of the collection's root)."""
    root = (meeting.root + _ROOTS[index]) % 12
    third = 3 if _MINOR[index] else 4
    tones = (root, (root + third) % 12, (root + 7) % 12)
    return Chord(root, tones, _NAMES[root] + ("m" if _MINOR[index] else ""))


def drone_on(tonic: int) -> Chord:
    """Give the open fifth on a tonic."""
    return Chord(tonic, (tonic, (tonic + 7) % 12), _NAMES[tonic] + "5")


def scale_of(meeting: Meeting) -> tuple[bool, ...]:
    """Tell for each of the twelve pitch classes whether it belongs to the common collection."""
    inside = [(meeting.root + step) % 12 for step in DIATONIC]
    return tuple(pitch_class in inside for pitch_class in range(12))


def ground_of(
    portraits: Sequence[Portrait],
    phrases: Sequence[Sequence[Tone]],
    meeting: Meeting,
    home: int,
) -> tuple[int, ...]:
    """Find the eight-bar ground: the songs' own favourite chords, in an order that moves well and
    under which the songs' phrases clash least.
    """
    shares = _chord_statistics(portraits, meeting)
    favour = [rounded(_SHARE_WEIGHT * (1000 - share), 1000) for share in shares]
    clash = _mean_clash(phrases, meeting)

    def cost(bar: int, chord: int) -> int:
        return favour[chord] + clash[bar][chord]

    return _cheapest_way(GROUND_BARS, cost, (home,), _LEADING_BACK[home])


def bent_to(
    ground: Sequence[int], phrase: Sequence[Tone], meeting: Meeting, bars: int
) -> tuple[int, ...]:
    """Bend the ground towards one phrase: keep its chords except where the phrase asks for others.

    The first bar stays the ground's.
    """
    clash = [_clash(phrase, bar, meeting) for bar in range(bars)]
    wished = [ground[bar % len(ground)] for bar in range(bars)]

    def cost(bar: int, chord: int) -> int:
        return _OWN_PHRASE * clash[bar][chord] + _GROUND_WEIGHT * (chord != wished[bar])

    return _cheapest_way(bars, cost, wished[:1], dict.fromkeys(range(len(_ROOTS)), 0))


def _cheapest_way(
    bars: int,
    cost: Callable[[int, int], int],
    firsts: Sequence[int],
    lasts: Mapping[int, int],
) -> tuple[int, ...]:
    """Search ways through the vocabulary, keeping the cheapest to each chord at each bar.

    `lasts` gives the chords on which a way may end, with what they cost. Ties go to lower chords.
    """
    ways: dict[int, tuple[int, tuple[int, ...]]] = {
        chord: (cost(0, chord), (chord,)) for chord in firsts
    }
    for bar in range(1, bars):
        allowed = sorted(lasts) if bar == bars - 1 else range(len(_ROOTS))
        ways = {
            chord: min(
                (spent + cost(bar, chord) + _step(way, chord), (*way, chord))
                for spent, way in ways.values()
            )
            for chord in allowed
        }
    ends = [(spent + lasts.get(way[-1], 0), way) for spent, way in ways.values()]
    return min(ends)[1]


def _step(way: tuple[int, ...], chord: int) -> int:
    """Weigh a move, and every earlier use of the chord to which it goes: harmony should travel."""
    return _MOVE_WEIGHT * _MOVES[way[-1]][chord] + _AGAIN_WEIGHT * way.count(chord)


def _chord_statistics(portraits: Sequence[Portrait], meeting: Meeting) -> list[int]:
    """Give how much the songs use each chord of the vocabulary, in thousandths of the favourite;
    every song counts alike, whatever its length.
    """
    sums = [0] * len(_ROOTS)
    for portrait in portraits:
        shift = meeting.shift(portrait)
        for (root, minor), share in portrait.chord_shares.items():
            degree = (root + shift - meeting.root) % 12
            for index, chord_root in enumerate(_ROOTS):
                if chord_root == degree and _MINOR[index] == minor:
                    sums[index] += share
    most = max(*sums, 1)
    return [rounded(1000 * total, most) for total in sums]


def _mean_clash(phrases: Sequence[Sequence[Tone]], meeting: Meeting) -> list[list[int]]:
    sums = [[0] * len(_ROOTS) for _ in range(GROUND_BARS)]
    for phrase in phrases:
        for bar in range(GROUND_BARS):
            for chord, clash in enumerate(_clash(phrase, bar, meeting)):
                sums[bar][chord] += clash
    return [[rounded(total, max(1, len(phrases))) for total in row] for row in sums]


def _clash(phrase: Sequence[Tone], bar: int, meeting: Meeting) -> list[int]:
    """Weigh how badly one bar of a phrase goes with each chord of the vocabulary."""
    weights = _pitch_weights(phrase, bar, meeting.bar)
    total = sum(weights)
    if total == 0:
        return [0] * len(_ROOTS)
    costs = []
    for index in range(len(_ROOTS)):
        chord = chord_at(meeting, index)
        rub = sum(
            weight * (_CLASHES if chord.clashes(pc) else _FAVOURS_TENSION)
            for pc, weight in enumerate(weights)
            if pc not in chord.pitch_classes
        )
        costs.append(rounded(_FIT_WEIGHT * rub, total))
    return costs


def _pitch_weights(phrase: Sequence[Tone], bar: int, shape: BarShape) -> list[int]:
    weights = [0] * 12
    begin, end = bar * shape.ticks, (bar + 1) * shape.ticks
    for tone in phrase:
        if tone.start < end and tone.end > begin:
            inside = min(tone.end, end) - max(tone.start, begin)
            weights[tone.key % 12] += inside * (1 + shape.strength(max(tone.start, begin)))
    return weights
