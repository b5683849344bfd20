"""Whatever is done in whatever order, nothing of a song leaves without a consent that covers it.

Two people in one community write, keep songs, share, take back, let time pass, export and import in
random order. After every act each file that either would hand on is read by itself: every song in
it has a receipt in it that was given by its author for these bytes and this day, no tombstone
speaks of it, and no word is in it that was not consented to.
"""

import io
import itertools
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corvia_local.errors import BadInput, ConsentMissing, NotFound
from corvia_local.model.records import Field
from corvia_local.studio import communities, gathering, members, sharing
from corvia_local.studio.communities import create_community, export_car, import_car
from corvia_local.studio.gathering import gather
from corvia_local.studio.opening import own_did
from corvia_local.studio.sharing import own_shares, prepare_share, publish, revoke
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.communities import save_community
from corvia_local.vault.entries import add_entry
from corvia_local.vault.ledger import verify_ledger
from corvia_local.vault.opening import Vault, open_vault
from corvia_sync.blocks import MemoryBlocks
from corvia_sync.car import read_car
from corvia_sync.cid import Cid
from corvia_sync.exchange import import_car as read_into
from corvia_sync.gathering import read_object
from corvia_sync.object_index import index_objects
from corvia_sync.receipt import Receipt
from corvia_sync.song import Song, uncovered
from corvia_sync.tombstone import Tombstone
from tests.studio.conftest import PASSPHRASE, KeepSong

PEOPLE = ("ana", "ben")
RETENTION = 30
people = st.sampled_from(PEOPLE)


class Acts(RuleBasedStateMachine):
    homes: dict[str, Path]
    keep_song: KeepSong
    patch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.day = date(2026, 3, 1)
        for module in (communities, gathering, sharing):
            self.patch.setattr(module, "today", lambda: self.day)
        self.numbers = itertools.count()
        self.vaults: dict[str, Vault] = {}
        for name in PEOPLE:
            shutil.copytree(self.homes[name], self.folder / name)
            self.vaults[name] = open_vault(self.folder / name, PASSPHRASE)
        made = create_community(self.vaults["ana"], "Circle")
        members.add_member(self.vaults["ana"], made.id, own_did(self.vaults["ben"]))
        self.community = Cid.from_text(made.id)
        export_car(self.vaults["ana"], made.id, self.folder / "first.car")
        import_car(self.vaults["ben"], self.folder / "first.car")
        save_community(self.vaults["ben"], made.id, "Circle", False)
        self.songs: list[tuple[str, str, str]] = []
        self.shared_lines: set[str] = set()
        self.shared: dict[str, tuple[str, date]] = {}
        self.ended: set[str] = set()

    @rule(who=people)
    def write(self, who: str) -> None:
        add_entry(self.vaults[who], f"diary{next(self.numbers)}private")

    @rule(who=people)
    def keep(self, who: str) -> None:
        line = f"line{next(self.numbers)}sung"
        self.songs.append((who, self.keep_song(self.vaults[who], line, line), line))

    @rule(data=st.data(), lyric=st.booleans(), mood=st.booleans(), days=st.integers(-1, 9))
    def share(self, data: Any, lyric: bool, mood: bool, days: int) -> None:
        if not self.songs:
            return
        who, song, line = data.draw(st.sampled_from(self.songs))
        chosen: dict[Field, bool] = {"score": True, "lyric": lyric, "mood": mood}
        fields = tuple(field for field, wanted in chosen.items() if wanted)
        last = self.day + timedelta(days=days)
        vault = self.vaults[who]
        if days < 0:
            with pytest.raises(BadInput):
                prepare_share(vault, song, self.community.text, fields, last.isoformat())
            return
        draft = prepare_share(vault, song, self.community.text, fields, last.isoformat())
        self.shared[publish(vault, draft).cid] = (who, last)
        if lyric:
            self.shared_lines.add(line)

    @rule(data=st.data())
    def share_more_than_was_shown(self, data: Any) -> None:
        """A draft whose content was changed after the person saw it is not signed."""
        if not self.songs:
            return
        who, song, _ = data.draw(st.sampled_from(self.songs))
        vault = self.vaults[who]
        shown = prepare_share(vault, song, self.community.text, ("score",))
        more = prepare_share(vault, song, self.community.text, ("score", "lyric"))
        receipt_of_shown = sharing.make_receipt(
            sharing.signing_seed(vault),
            audience=self.community,
            fields=shown.terms.fields,
            covers=shown.content.covers(shown.terms.fields),
            purposes=shown.terms.purposes,
            licence=shown.terms.licence,
            valid_from=shown.terms.since,
            valid_until=shown.terms.until,
            withdrawal_method="x",
        )
        with pytest.raises(ConsentMissing):
            sharing.make_song(sharing.signing_seed(vault), more.content, receipt_of_shown)

    @rule(data=st.data())
    def take_back(self, data: Any) -> None:
        if not self.shared:
            return
        cid = data.draw(st.sampled_from(sorted(self.shared)))
        who, _ = self.shared[cid]
        revoke(self.vaults[who], cid)
        self.ended.add(cid)
        assert not VaultBlocks(self.vaults[who]).has(cid)

    @rule(days=st.integers(1, 40))
    def let_time_pass(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(who=people)
    def hand_over(self, who: str) -> None:
        other = PEOPLE[1 - PEOPLE.index(who)]
        file = self.folder / f"{who}.car"
        export_car(self.vaults[who], self.community.text, file)
        import_car(self.vaults[other], file)
        held = {cid.text for cid in index_objects(VaultBlocks(self.vaults[other])).of(Song.TAG)}
        gone = self.ended if who == self.holder_of_all_ends() else set[str]()
        assert not held & gone
        over = {c for c, (_, last) in self.shared.items() if last < self.day - timedelta(RETENTION)}
        assert not held & over

    def holder_of_all_ends(self) -> str | None:
        """The person who took back everything that was taken back, if it was one person."""
        owners = {self.shared[cid][0] for cid in self.ended}
        return owners.pop() if len(owners) == 1 else None

    @rule(who=people)
    def take_back_nothing(self, who: str) -> None:
        with pytest.raises(NotFound):
            revoke(self.vaults[who], "bafyreinothing")

    @invariant()
    def every_file_holds_only_what_is_covered(self) -> None:
        if not hasattr(self, "community"):
            return
        for vault in self.vaults.values():
            file = self.folder / "check.car"
            export_car(vault, self.community.text, file)
            self.check(file.read_bytes())

    def check(self, data: bytes) -> None:
        joined = b"\0".join(block.data for block in read_car(io.BytesIO(data))[1])
        assert b"private" not in joined, "journal text never leaves"
        for _, _, line in self.songs:
            assert line in self.shared_lines or line.encode() not in joined
        store = MemoryBlocks()
        read_into(io.BytesIO(data), store)
        index = index_objects(store)
        withdrawn = {read_object(store, c, Tombstone).payload.song for c in index.of(Tombstone.TAG)}
        for cid in index.of(Song.TAG):
            song = read_object(store, cid, Song)
            receipt = read_object(store, song.payload.receipt, Receipt)
            assert uncovered(song.payload, receipt) is None
            assert receipt.payload.holds_on(self.day)
            assert receipt.payload.audience == self.community
            assert cid not in withdrawn
            assert self.day <= self.shared[cid.text][1]

    @invariant()
    def ended_songs_are_not_gathered_by_their_authors(self) -> None:
        if not hasattr(self, "community"):
            return
        for vault in self.vaults.values():
            ended = {share.cid for share in own_shares(vault) if share.ended_at is not None}
            gathered = {song.cid for song in gather(vault, self.community.text).songs}
            assert not ended & gathered

    def teardown(self) -> None:
        for vault in getattr(self, "vaults", {}).values():
            verify_ledger(vault)
            vault.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def test_nothing_leaves_without_a_consent_that_covers_it(
    made_once: Callable[[str], Path],
    keep_small_song: KeepSong,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Acts.homes = {name: made_once(name) for name in PEOPLE}
    Acts.keep_song = staticmethod(keep_small_song)  # type: ignore[assignment]
    Acts.patch = monkeypatch
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Acts,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
