"""Which blocks of a store are signed objects, by kind.

A store that keeps the tags of its blocks, or finds blocks by their first bytes, is asked for them.
Any other is gone through once: each DAG-CBOR block is read and its first bytes looked at, without
decoding or verifying; raw blocks are not read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from corvia_sync.blocks import BlockStore
from corvia_sync.cid import DAG_CBOR, SHA2_256, SHA2_256_BYTES, Cid
from corvia_sync.envelope import head_of, tag_of

_DAG_CBOR_TEXT = Cid(bytes([1, DAG_CBOR, SHA2_256, SHA2_256_BYTES]) + bytes(32)).text[:7]
"""What the text of every DAG-CBOR block's CID starts with."""


@runtime_checkable
class TaggedBlocks(Protocol):
    """A store that keeps the tag of each block beside it."""

    def tagged(self, tag: str) -> Iterable[str]:
        """List the blocks of a tag, in any order."""


@runtime_checkable
class HeadedBlocks(Protocol):
    """A store that finds signed objects by the bytes that follow their signature."""

    def signed_with_head(self, head: bytes) -> Iterable[str]:
        """List the blocks that may be signed and go on with these bytes, in any order."""


class ObjectIndex(Protocol):
    """CIDs of what may be signed objects, by tag. Nothing here is verified."""

    def of(self, tag: str) -> list[Cid]:
        """List the blocks that say they are of this kind, in CID order."""


def index_objects(store: BlockStore) -> ObjectIndex:
    """Sort a store's DAG-CBOR blocks by the tag that they carry."""
    if isinstance(store, TaggedBlocks):
        return _KeptIndex(store.tagged)
    if isinstance(store, HeadedBlocks):
        return _KeptIndex(lambda tag: store.signed_with_head(head_of(tag)))
    index = _ReadIndex()
    for text in store.cids():
        data = store.get(text) if is_dag_cbor(text) else None
        tag = None if data is None else tag_of(data)
        if tag is not None:
            index.by_tag.setdefault(tag, []).append(Cid.from_text(text))
    for cids in index.by_tag.values():
        cids.sort()
    return index


def is_dag_cbor(cid: str) -> bool:
    """Tell by its text whether a CID is one of our own with codec DAG-CBOR."""
    return cid.startswith(_DAG_CBOR_TEXT)


@dataclass
class _ReadIndex:
    by_tag: dict[str, list[Cid]] = field(default_factory=dict)

    def of(self, tag: str) -> list[Cid]:
        return self.by_tag.get(tag, [])


@dataclass(frozen=True)
class _KeptIndex:
    tagged: Callable[[str], Iterable[str]]

    def of(self, tag: str) -> list[Cid]:
        found = (text for text in self.tagged(tag) if is_dag_cbor(text))
        return sorted(map(Cid.from_text, found))
