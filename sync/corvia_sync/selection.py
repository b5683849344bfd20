"""Which of a community's songs become one piece, and under which licence it may be shared.

Every peer with the same songs chooses the same ones: licences decide first, then how many fit.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corvia_sync.cid import Cid
from corvia_sync.composition import MOST_SONGS
from corvia_sync.gathering import Refusal, VerifiedSong
from corvia_sync.licence import groups, licence_of_whole, permits_adaptation
from corvia_sync.receipt import PURPOSE_COMPOSITION


@dataclass(frozen=True)
class Selection:
    """The songs to weave, in CID order, and the licence of the whole; None without any song.

    `left_out` says of every other song why it is for listening only.
    """

    songs: tuple[VerifiedSong, ...]
    licence: str | None
    left_out: tuple[Refusal, ...]


def select_songs(songs: Sequence[VerifiedSong], most: int = MOST_SONGS) -> Selection:
    """Choose of verified songs of one community those that are woven into its composition.

    Of licences that exclude each other those count under which more songs stand; with equally many,
    the freer ones. Of more than `most` songs each author's first come before anyone's second, in an
    order that follows from the CIDs' hashes.
    """
    willing = [song for song in songs if song.may_be_composed]
    left_out = [Refusal(s.cid, _unwilling(s)) for s in songs if not s.may_be_composed]
    counted = Counter(song.licence for song in willing)
    chosen = max(
        groups(counted), key=lambda group: sum(counted[name] for name in group), default=frozenset()
    )
    fitting = [song for song in willing if song.licence in chosen]
    if not fitting:
        return Selection((), None, tuple(left_out))
    licence = licence_of_whole(song.licence for song in fitting)
    left_out += [
        Refusal(s.cid, _apart(s.licence, licence)) for s in willing if s.licence not in chosen
    ]
    taken = _first(fitting, most)
    left_out += [
        Refusal(s.cid, f"A composition holds {most} songs, and this is not among them.")
        for s in fitting
        if s.cid not in taken
    ]
    woven = tuple(sorted((s for s in fitting if s.cid in taken), key=lambda song: song.cid))
    whole = licence_of_whole(song.licence for song in woven)
    return Selection(woven, whole, tuple(sorted(left_out, key=lambda refusal: refusal.cid)))


def _first(songs: Iterable[VerifiedSong], most: int) -> frozenset[Cid]:
    by_hash = sorted(songs, key=lambda song: hashlib.sha256(bytes(song.cid)).digest())
    ranks: Counter[str] = Counter()
    ranked: list[tuple[int, Cid]] = []
    for song in by_hash:
        ranked.append((ranks[song.author], song.cid))
        ranks[song.author] += 1
    ranked.sort(key=lambda pair: pair[0])
    return frozenset(cid for _, cid in ranked[:most])


def _unwilling(song: VerifiedSong) -> str:
    if PURPOSE_COMPOSITION not in song.receipt.payload.purposes:
        return "Its author lets others listen, and not weave it into a composition."
    assert not permits_adaptation(song.licence)
    return f"Its licence {song.licence} lets nobody share a changed version: it is for listening."


def _apart(licence: str, whole: str) -> str:
    return (
        f"Its licence {licence} does not go together with {whole}, under which more songs stand:"
        " it is for listening."
    )
