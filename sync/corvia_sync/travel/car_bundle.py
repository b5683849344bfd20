"""One author's head and a CAR file of what is new behind it: what a push brings."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from corvia_local.model.progress import Report, silent
from corvia_sync.car import CarLimits, read_car
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import IpnsRecord
from corvia_sync.travel.transport import ReadOnly


class CarBundle:
    """A Transport over one file. Its hashes are checked, and its bounds kept, as it is opened.

    Raises CarRefused for a damaged file, or for one beyond `limits`.
    """

    def __init__(self, record: IpnsRecord, source: BinaryIO | None, limits: CarLimits) -> None:
        self.name = "what was pushed"
        self.at_once = 1
        self._record = record
        self._source = source
        self._places: dict[Cid, tuple[int, int]] = {}
        if source is None:
            return
        source.seek(0)
        for block in read_car(source, limits)[1]:
            self._places.setdefault(block.cid, (block.start, len(block.data)))

    def head(self, name: str) -> bytes | None:
        """Give the author's record under their name, and nothing under another."""
        return self._record.data if name == self._record.name else None

    def block(self, cid: Cid) -> bytes | None:
        """Give a block of the file, or None."""
        place = self._places.get(cid)
        if place is None or self._source is None:
            return None
        self._source.seek(place[0])
        return self._source.read(place[1])

    def names(self) -> tuple[str, ...]:
        """List the one name."""
        return (self._record.name,)

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Raise ReadOnly."""
        raise ReadOnly("What was pushed takes nothing.")

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Raise ReadOnly."""
        raise ReadOnly("What was pushed takes nothing.")
