"""What takes longest of many blocks, their signatures and scores, judged by several processors.

Python's threads take turns, and each signature is a call of its own, so that they would hinder
each other; processes do not. What they are given they judge as this process would: nothing is
sampled, and nothing counts as good before its verdict is in. Signatures are not checked as one
batch: a batch may accept some that libsodium refuses one by one, and peers would disagree.
"""

import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from corvia_crypto.signing import SignatureRefused, verify
from corvia_local.errors import CorviaError, PeerRefused
from corvia_sync.car import CarBlock
from corvia_sync.cid import Cid
from corvia_sync.envelope import SignedBytes
from corvia_sync.shared_score import ScoreFacts, facts_of, read_shared_score

Scores = list[ScoreFacts | str]
Faults = list[str | None]

_BATCH_BYTES: Final = 1024 * 1024
_BATCH_COUNT: Final = 100
_WORTH_HELP_BYTES: Final = 24 * 1024 * 1024
"""From here on helpers save more time than the half second that they take to start."""

_MOST_HELPERS: Final = 4


class HelpersLost(CorviaError):
    """A process that helped to judge ended early, or could not read the file."""


@dataclass(frozen=True)
class Verdicts:
    """Of each score what it says, or why it may not be used; of each bad signature the reason."""

    scores: dict[Cid, ScoreFacts | str] = field(default_factory=dict)
    faults: dict[Cid, str] = field(default_factory=dict)


class ScorePlace(NamedTuple):
    """Where in a file a score stands whose hash was checked. Helpers read it there themselves."""

    start: int
    length: int
    digest: bytes


@dataclass
class _Batch:
    scored: list[Cid] = field(default_factory=list)
    scores: list[bytes] = field(default_factory=list)
    places: list[ScorePlace] = field(default_factory=list)
    signed: list[Cid] = field(default_factory=list)
    signatures: list[SignedBytes] = field(default_factory=list)
    size: int = 0


class Judge:
    """Takes scores and signatures as they come, and gives its verdicts when all have come.

    Without help it judges in this process. A pool's helpers read scores from the file, and hash
    them again: what they judge has the name under which it is kept, whatever became of the file.
    """

    def __init__(self, helped: tuple[ProcessPoolExecutor, Path] | None = None) -> None:
        self._helped = helped
        self._batch = _Batch()
        self._open: list[tuple[_Batch, Future[tuple[Scores, Faults]]]] = []
        self._verdicts = Verdicts()

    def add_score(self, block: CarBlock) -> None:
        """Have a raw block judged that looks like a whole score."""
        self._batch.scored.append(block.cid)
        if self._helped is None:
            self._batch.scores.append(block.data)
        else:
            place = ScorePlace(block.start, len(block.data), block.cid.digest)
            self._batch.places.append(place)
        self._grow(len(block.data))

    def add_signature(self, cid: Cid, signed: SignedBytes) -> None:
        """Have the signature of the object under a CID judged."""
        self._batch.signed.append(cid)
        self._batch.signatures.append(signed)
        self._grow(len(signed.message))

    def verdicts(self) -> Verdicts:
        """Wait for all verdicts; raise HelpersLost where a helper ended before its last one."""
        self._hand_out()
        for batch, future in self._open:
            try:
                self._note(batch, future.result())
            except (BrokenProcessPool, OSError) as error:
                raise _lost() from error
        self._open.clear()
        return self._verdicts

    def _grow(self, size: int) -> None:
        self._batch.size += size
        if self._batch.size >= _BATCH_BYTES or len(self._batch.signed) >= _BATCH_COUNT:
            self._hand_out()

    def _hand_out(self) -> None:
        batch, self._batch = self._batch, _Batch()
        if self._helped is None:
            self._note(batch, judge(batch.scores, batch.signatures))
            return
        pool, file = self._helped
        try:
            future = pool.submit(judge_in_file, file, batch.places, batch.signatures)
        except BrokenProcessPool as error:
            raise _lost() from error
        batch.places, batch.signatures = [], []
        self._open.append((batch, future))

    def _note(self, batch: _Batch, judged: tuple[Scores, Faults]) -> None:
        self._verdicts.scores.update(zip(batch.scored, judged[0], strict=True))
        faults = zip(batch.signed, judged[1], strict=True)
        self._verdicts.faults.update((cid, fault) for cid, fault in faults if fault is not None)


def judge(scores: Sequence[bytes], signatures: Sequence[SignedBytes]) -> tuple[Scores, Faults]:
    """Judge a batch: of each score its facts or the reason against it, of each signature None or
    the reason against it.
    """
    return [_judged(data) for data in scores], [_fault_in(signed) for signed in signatures]


def judge_in_file(
    file: Path, places: Sequence[ScorePlace], signatures: Sequence[SignedBytes]
) -> tuple[Scores, Faults]:
    """Judge as `judge` does, but read the scores from a file."""
    if not places:
        return judge((), signatures)
    with file.open("rb") as source:
        return judge([_read_at(source, place) for place in places], signatures)


@contextmanager
def judging(source: Path | BinaryIO) -> Iterator[Judge]:
    """Give a judge for a CAR file, with helpers where they are worth it and there is a processor
    for them.
    """
    helpers = min(_processors(), _MOST_HELPERS)
    if not isinstance(source, Path) or helpers < 2 or not _is_worth_help(source):
        yield Judge()
        return
    pool = ProcessPoolExecutor(
        helpers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,  # who stops the program stops this process, which ends them
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield Judge((pool, source.absolute()))
    finally:
        pool.shutdown(cancel_futures=True)


def _is_worth_help(file: Path) -> bool:
    return file.is_file() and file.stat().st_size >= _WORTH_HELP_BYTES


def _read_at(source: BinaryIO, place: ScorePlace) -> bytes:
    """Read a score; give none where other bytes stand there now, so that it is refused."""
    source.seek(place.start)
    data = source.read(place.length)
    return data if hashlib.sha256(data).digest() == place.digest else b""


def _judged(data: bytes) -> ScoreFacts | str:
    try:
        return facts_of(read_shared_score(data))
    except PeerRefused as error:
        return str(error)


def _fault_in(signed: SignedBytes) -> str | None:
    try:
        verify(signed.public_key, signed.message, signed.signature)
    except SignatureRefused as error:
        return str(error)
    return None


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _lost() -> HelpersLost:
    return HelpersLost(
        "A part of the program ended early: memory may be short, or the file went away. Try again."
    )
