"""Verifying 1,000 songs, against bare Ed25519 verification of the same signatures.

The baseline checks each song's and each receipt's signature and nothing else, so the ratio is what
strict decoding, bounds, hashes, consent and the score's own checks cost on top.
"""

from datetime import date

import nacl.bindings

from benchmarks.repeating import paired
from corvia_crypto.did_key import decode_ed25519_did
from corvia_crypto.signing import make_signing_seed
from corvia_local.model.score import (
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
)
from corvia_sync.blocks import MemoryBlocks, put_checked
from corvia_sync.cid import Cid
from corvia_sync.gathering import VerifiedSong, gather
from corvia_sync.manifest import SignedManifest, make_first_manifest
from corvia_sync.receipt import PURPOSE_COMPOSITION, make_receipt
from corvia_sync.song import PublishableSong, make_song, read_song
from corvia_sync.song_content import content_to_share

SONGS = 1000
NOTES = 400
TODAY = date(2026, 6, 15)


def main() -> None:
    """Print songs a second and the ratios to bare verification."""
    store, community = _community()
    gathered = gather(store, community.cid, TODAY)
    if len(gathered.songs) != SONGS:
        raise AssertionError(f"Only {len(gathered.songs)} of {SONGS} songs verified.")
    songs = gathered.songs
    signed_bytes = sum(len(song.song.data) + len(song.receipt.data) for song in songs)
    print(f"{SONGS} songs of {NOTES} notes; envelopes {signed_bytes / SONGS:.0f} bytes a song")
    objects, bare, ratio = paired(
        lambda: [read_song(song.song.data) for song in songs], lambda: _bare(songs, receipts=False)
    )
    print(f"songs read and verified  {SONGS / objects:7.0f} a second")
    print(f"bare PyNaCl              {SONGS / bare:7.0f} a second   ratio {ratio:.2f}")
    whole, bare, ratio = paired(
        lambda: gather(store, community.cid, TODAY), lambda: _bare(songs, receipts=True)
    )
    print(f"songs gathered, all told {SONGS / whole:7.0f} a second")
    print(f"bare PyNaCl, 2 a song    {SONGS / bare:7.0f} a second   ratio {ratio:.2f}")


def _bare(songs: tuple[VerifiedSong, ...], *, receipts: bool) -> None:
    for song in songs:
        public_key = decode_ed25519_did(song.author)
        for data in (song.song.data, song.receipt.data)[: 1 + receipts]:
            nacl.bindings.crypto_sign_open(data[3:], public_key)


def _community() -> tuple[MemoryBlocks, SignedManifest]:
    seed = make_signing_seed()
    community = make_first_manifest(seed, name="Benchmark", purpose="")
    store = MemoryBlocks()
    put_checked(store, community.cid, community.data)
    for number in range(SONGS):
        make_benchmark_song(seed, community.cid, number).keep_in(store)
    return store, community


def make_benchmark_song(seed: bytes, community: Cid, number: int) -> PublishableSong:
    """Share a song of NOTES notes; each number gives another one."""
    content = content_to_share(_score(number), ("score", "lyric"), title=f"Song {number}")
    receipt = make_receipt(
        seed,
        audience=community,
        fields=("score", "lyric"),
        covers=content.covers(("score", "lyric")),
        purposes=(PURPOSE_COMPOSITION,),
        licence="CC-BY-SA-4.0",
        valid_from="2026-01-01",
        valid_until="2026-12-31",
        withdrawal_method="Take it back in the list of shared songs.",
    )
    return make_song(seed, content, receipt)


def _score(number: int) -> Score:
    notes = tuple(
        Note(index * 240, 240, 48 + (index * 7 + number) % 36, 0, 80) for index in range(NOTES)
    )
    end = NOTES * 240
    syllables = tuple(
        SungSyllable(index * 480, 480, "la", 0, True, True) for index in range(NOTES // 2)
    )
    return Score(
        version=1,
        title="",
        tradition="western",
        key=Key(number % 12, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse 1", "verse", 0, end, 0, 0),),
        chords=(),
        parts=(Part("voice", "melody", 52, 100, 64, notes),),
        lines=("la la",),
        syllables=syllables,
        end=end,
    )


if __name__ == "__main__":
    main()
