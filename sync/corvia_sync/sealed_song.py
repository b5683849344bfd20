"""A song of a closed community as it travels: sealed to the key of an epoch.

What is sealed is a CAR file with the signed song, its consent and its content, filled up with zeros
so that its length tells little. Who opens it checks it as any song. Outside stand the author, the
community, the epoch, the last day, and the CID of the song within, by which it can be taken back.
"""

import io
from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, TypeAlias

from msgspec import Meta

from corvia_crypto.did_key import encode_ed25519_did
from corvia_crypto.member_keys import seal_to_all
from corvia_crypto.signing import public_key_of
from corvia_local.errors import BadInput
from corvia_sync.bounded_text import IsoDate, is_day
from corvia_sync.car import write_car
from corvia_sync.cid import RAW, Cid
from corvia_sync.content import PIECE, Block, blocks_of
from corvia_sync.epoch import LAST_NUMBER, SignedEpoch
from corvia_sync.receipt import MOST_LINKS, Links, SignedReceipt
from corvia_sync.signed_object import Invariant, Payload, Signed, sign_payload
from corvia_sync.song import PublishableSong

LARGEST_SEALED: Final = MOST_LINKS * PIECE
LENGTH_BYTES: Final = 8
"""Big-endian, before the CAR file: how long it is."""


SharedSong: TypeAlias = PublishableSong
"""What is sealed: a song that its author has signed, with all its blocks."""


class TooLongToSeal(BadInput):
    """A song with its sound is too long for a closed community."""


class SealedSong(Payload, frozen=True, kw_only=True):
    """A sealed song. `content` links to the age file, `song` is the CID of the song within."""

    TAG: ClassVar[str] = "corvia/sealed-song@1.0.0"

    community: Cid
    song: Cid
    epoch: Annotated[int, Meta(ge=0, le=LAST_NUMBER)]
    until: IsoDate
    content: Annotated[Links, Meta(min_length=1)]

    def invariants(self) -> Iterable[Invariant]:
        """List what types cannot state."""
        yield is_day(self.until), "its last day does not exist."
        raw = all(link.is_own and link.codec == RAW for link in self.content)
        yield raw, "it links to something that is no raw block."


SignedSealedSong = Signed[SealedSong]


def seal_song(
    seed: bytes, shared: SharedSong, epoch: SignedEpoch
) -> tuple[SignedSealedSong, tuple[Block, ...]]:
    """Seal a song that its author shares; give the object and the blocks of its content.

    Two sealings of one song differ. Raises TooLongToSeal.
    """
    receipt: SignedReceipt = shared.receipt
    target = io.BytesIO()
    write_car(target, (shared.song.cid,), shared.blocks())
    car = target.getvalue()
    plain = len(car).to_bytes(LENGTH_BYTES, "big") + car
    sealed = seal_to_all(plain.ljust(padded_length(len(plain)), b"\0"), [epoch.payload.recipient])
    if len(sealed) > LARGEST_SEALED:
        raise TooLongToSeal(
            "The song's sound is too long for a closed circle. Share a shorter one."
        )
    content = blocks_of(sealed)
    payload = SealedSong(
        iss=encode_ed25519_did(public_key_of(seed)),
        community=epoch.payload.community,
        song=shared.song.cid,
        epoch=epoch.payload.number,
        until=receipt.payload.valid_until,
        content=tuple(cid for cid, _ in content),
    )
    return sign_payload(seed, payload), content


def padded_length(length: int) -> int:
    """Give the length to which so many bytes are filled up: at most 12 % more (Padmé).

    Source: Nikitin et al., “Reducing Metadata Leakage from Encrypted Files and Communication with
    PURBs”, PoPETs 2019, https://doi.org/10.2478/popets-2019-0056
    """
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << max(0, low_bits)) - 1
    return (length + mask) & ~mask
