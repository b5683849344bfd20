"""What a running node keeps beside the blocks: the composition's files, and the page as it was."""

import json
import logging
from collections import OrderedDict
from datetime import date
from pathlib import Path
from typing import Any, Final

from corvia_local.errors import PeerRefused
from corvia_local.node.configuration import NodeConfiguration
from corvia_local.node.page import render_page
from corvia_sync.denylist import read_denylists
from corvia_sync.keeping.community_copy import CommunityCopy, KeptSong
from corvia_sync.pinning_service import InStep

SONGS_A_PAGE: Final = 50
_PAGES_KEPT: Final = 64

log = logging.getLogger("corvia.node")
"""What happens at the node, in counts. No address, no identity, no title is ever written to it."""


class Node:
    """A community node over one configuration. Close it when done.

    `pinned` tells whether the IPFS node had everything when it was last spoken to; `remote` what
    the pinning service kept then. Both are None without.
    """

    def __init__(self, configuration: NodeConfiguration) -> None:
        self.configuration = configuration
        self.copy = CommunityCopy(configuration.data, configuration.limits.quota)
        if configuration.denylists:
            self.copy.deny(read_denylists(configuration.denylists))
        self.pinned: bool | None = None
        self.remote: InStep | None = None
        self._pages: OrderedDict[tuple[int, date, str], str] = OrderedDict()

    def close(self) -> None:
        """Close the data."""
        self.copy.close()

    def bring_files(self, files: list[Path]) -> None:
        """Take in CAR files; raise PeerRefused where a byte is wrong."""
        for file in files:
            refused = self.copy.bring_file(file)
            log.info("a file was taken in; %d objects were refused", len(refused))

    @property
    def composition_folder(self) -> Path:
        """Where the assembled composition's files are."""
        return self.configuration.data / "composition"

    def composition(self, on: date) -> dict[str, Any] | None:
        """Give what composition.json says; None where there is none that may be heard on a day.

        As soon as one of its songs was taken back or is over, it is heard no more, though the next
        one is not assembled yet.
        """
        try:
            found = dict(json.loads((self.composition_folder / "composition.json").read_bytes()))
        except FileNotFoundError:
            return None
        songs = [credit["cid"] for credit in found["credits"]]
        return found if all(self.copy.may_give(song, on) for song in songs) else None

    def page(self, on: date, after: str) -> str:
        """Give the page of songs behind a CID. Pages are kept until something changes."""
        key = (self.copy.changes, on, after)
        page = self._pages.get(key)
        if page is None:
            page = self._render(on, after)
            self._pages[key] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return page

    def forget_pages(self) -> None:
        """Write pages anew, because the composition changed."""
        self._pages.clear()

    def songs(self, on: date, after: str) -> tuple[tuple[KeptSong, ...], str | None]:
        """Give a page of songs, and the CID behind which the next page begins, or None."""
        songs = self.copy.songs(on, after, SONGS_A_PAGE + 1)
        more = len(songs) > SONGS_A_PAGE
        return songs[:SONGS_A_PAGE], songs[SONGS_A_PAGE - 1].cid if more else None

    def _render(self, on: date, after: str) -> str:
        songs, following = self.songs(on, after)
        manifest = self.copy.manifest
        shown = [(song, self._lines(song)) for song in songs]
        made = None if after else self.composition(on)
        return render_page(manifest.name, manifest.purpose, shown, made, following)

    def _lines(self, song: KeptSong) -> tuple[str, ...]:
        if song.sealed:
            return ()
        try:
            return self.copy.lines_of(song.cid)
        except PeerRefused:  # taken back since the list was read
            return ()
