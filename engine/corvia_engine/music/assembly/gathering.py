"""Who is heard, and in which order: from the most distressed to the most soothed."""

import hashlib
from collections.abc import Sequence

from corvia_engine.music.assembly.contribution import Contribution
from corvia_engine.music.assembly.portrait import Portrait
from corvia_local.errors import BadInput


class NothingToAssemble(BadInput):
    """There is no song to assemble."""


class SongsDisagree(BadInput):
    """Two different songs claim one content identifier."""


def by_cid(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Sort the songs by CID, so that the order in which they came does not matter.

    A song that came twice counts once.
    """
    songs: dict[str, Contribution] = {}
    for song in contributions:
        if songs.setdefault(song.cid, song) != song:
            raise SongsDisagree(
                f"Two different songs carry the identifier {song.cid[:80]}."
                " One of them is not what it says it is; please gather the songs again."
            )
    if not songs:
        raise NothingToAssemble(
            "There is no song to assemble yet. Share one, or gather the community's songs first."
        )
    return [songs[cid] for cid in sorted(songs)]


def rank(seed: bytes, cid: str) -> bytes:
    """Give a song's place in the lot: SHA-256 of seed ‖ 0x00 ‖ CID. The least come first."""
    return hashlib.sha256(seed + b"\0" + cid.encode()).digest()


def heard(songs: Sequence[Contribution], seed: bytes, most: int) -> list[Contribution]:
    """Choose who is heard: everyone, or where there are more than `most`, the least ranks."""
    if len(songs) <= most:
        return list(songs)
    return sorted(songs, key=lambda song: (rank(seed, song.cid), song.cid))[:most]


def from_distress_to_ease(portraits: Sequence[Portrait], seed: bytes) -> list[Portrait]:
    """Order the voices by distress, falling; equals (and withheld moods, which stand at 0) by lot.

    Altshuler's iso-principle, for a community: start where the heaviest hearts are.
    """
    return sorted(
        portraits,
        key=lambda portrait: (
            -portrait.distress,
            rank(seed, portrait.contribution.cid),
            portrait.contribution.cid,
        ),
    )


def meeting_pairs(voices: Sequence[Portrait]) -> list[tuple[int, int]]:
    """Pair each voice with its nearest neighbour in the circumplex, in the order of the voices.

    Gives pairs of indexes, the earlier first. Where the number is odd, the last one left meets its
    nearest neighbour again.
    """
    left = list(range(len(voices)))
    pairs: list[tuple[int, int]] = []
    while len(left) > 1:
        one = left.pop(0)
        other = min(left, key=lambda index: (_distance(voices[one], voices[index]), index))
        left.remove(other)
        pairs.append((one, other))
    if left and len(voices) > 1:
        one = left[0]
        rest = [index for index in range(len(voices)) if index != one]
        other = min(rest, key=lambda index: (_distance(voices[one], voices[index]), index))
        pairs.append((min(one, other), max(one, other)))
    return pairs


def _distance(one: Portrait, other: Portrait) -> int:
    return (one.valence - other.valence) ** 2 + (one.arousal - other.arousal) ** 2
