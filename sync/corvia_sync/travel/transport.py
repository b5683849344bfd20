"""The one interface through which blocks and heads travel, whatever carries them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import IpnsRecord


class ReadOnly(BadInput):
    """This way brings what others share, but takes nothing."""


class Transport(Protocol):
    """A way to travel. Nothing that it gives is believed: hashes and signatures are checked.

    Every call raises PartMissing where the other side cannot be reached, and PeerRefused where it
    sends what was not asked for.
    """

    name: str
    """How it is called in a sentence, such as “the folder /media/stick”."""

    at_once: int
    """How many blocks are best asked for at the same time."""

    def head(self, name: str) -> bytes | None:
        """Give the newest IPNS record of a name, or None. Not verified yet."""

    def block(self, cid: Cid) -> bytes | None:
        """Give a block, or None. Its hash may not have been checked."""

    def names(self) -> tuple[str, ...]:
        """List the names whose heads are here, where this way can list them; else nothing."""

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Tell which of these objects were not published here; raise ReadOnly."""

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Bring blocks, let go of objects that ended, and last set the author's head.

        Raises ReadOnly where this way takes nothing.
        """
