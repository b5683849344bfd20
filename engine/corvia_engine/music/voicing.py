"""Three voices over a bass for each chord, moving as little as they can.

Parallel fifths and octaves between any two of the four voices are avoided where another way is
not much longer (common-practice voice leading).
"""

import itertools

from corvia_engine.music.harmony import Harmony

LOWEST, HIGHEST = 47, 63
WIDEST = 14
CLEAR_BELOW, CLEAR_INTERVAL = 52, 4
"""Below E3 the two lowest voices lie at least a major third apart, or they turn to mud."""
MUD = 12
MIDDLE = 55
PARALLEL = 14
BASS_LOWEST = 34

Voicing = tuple[int, int, int]


def bass_key(pitch_class: int) -> int:
    """Give a bass note's key: B♭1 to A2, below which roots turn to mud."""
    return BASS_LOWEST + (pitch_class - BASS_LOWEST) % 12


def voice(
    harmonies: tuple[Harmony, ...], before: tuple[Harmony, Voicing] | None = None
) -> tuple[Voicing, ...]:
    """Choose a voicing (keys, low to high) for each chord by dynamic programming.

    `before` is the chord that sounded last, from which the first one is reached smoothly too.
    """
    if not harmonies:
        return ()
    choices = [_candidates(harmony) for harmony in harmonies]
    costs = [_static(voicing) + _reached(voicing, harmonies[0], before) for voicing in choices[0]]
    came_from: list[list[int]] = []
    for place in range(1, len(harmonies)):
        bass = bass_key(harmonies[place - 1].root), bass_key(harmonies[place].root)
        ways = [
            min(
                (costs[i] + _move(before, after, bass), i)
                for i, before in enumerate(choices[place - 1])
            )
            for after in choices[place]
        ]
        came_from.append([i for _, i in ways])
        costs = [
            cost + _static(after) for (cost, _), after in zip(ways, choices[place], strict=True)
        ]
    at = min(range(len(costs)), key=lambda i: (costs[i], i))
    chosen = [choices[-1][at]]
    for place in range(len(came_from) - 1, -1, -1):
        at = came_from[place][at]
        chosen.append(choices[place][at])
    return tuple(reversed(chosen))


def _candidates(harmony: Harmony) -> list[Voicing]:
    """List voicings with all of a triad's tones, or third and seventh with root or fifth."""
    tones = harmony.pitch_classes
    wanted = (
        [tones]
        if len(tones) == 3
        else [(tones[1], tones[3], tones[0]), (tones[1], tones[3], tones[2])]
    )
    found: set[Voicing] = set()
    for classes in wanted:
        places = [
            [key for key in range(LOWEST, HIGHEST + 1) if key % 12 == pitch_class]
            for pitch_class in classes
        ]
        for keys in itertools.product(*places):
            low, middle, high = sorted(keys)
            if high - low <= WIDEST:
                found.add((low, middle, high))
    return sorted(found)


def _static(voicing: Voicing) -> int:
    low, middle, high = voicing
    muddy = middle - low < CLEAR_INTERVAL and low < CLEAR_BELOW
    return abs(sum(voicing) - 3 * MIDDLE) // 3 + (high - low > 12) + MUD * muddy


def _reached(voicing: Voicing, harmony: Harmony, before: tuple[Harmony, Voicing] | None) -> int:
    if before is None:
        return 0
    bass = bass_key(before[0].root), bass_key(harmony.root)
    return _move(before[1], voicing, bass)


def _move(before: Voicing, after: Voicing, bass: tuple[int, int]) -> int:
    cost = sum(abs(a - b) for a, b in zip(before, after, strict=True))
    return cost + PARALLEL * parallels((bass[0], *before), (bass[1], *after))


def parallels(before: tuple[int, ...], after: tuple[int, ...]) -> int:
    """Count pairs of voices that move in parallel fifths, octaves or unisons."""
    count = 0
    for (low, low_next), (high, high_next) in itertools.combinations(
        zip(before, after, strict=True), 2
    ):
        interval = (high - low) % 12
        moved = low != low_next and high != high_next
        count += moved and interval in (0, 7) and (high_next - low_next) % 12 == interval
    return count
