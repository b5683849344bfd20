"""A folder of CAR files as a way to travel: a memory stick, or a folder that Syncthing carries.

```text
heads/NAME.ipns-record          the newest head of each author
feeds/NAME/SEQUENCE-DIGEST.car  what each publication added
*.car                           files of any origin
```

Files are never changed after they were written, so that what carries the folder moves only what
is new. Files that are damaged or half carried are passed over and named in `damaged`.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from corvia_local.errors import StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_sync.car import CarRefused, read_car, write_car
from corvia_sync.cid import Cid
from corvia_sync.content import Block
from corvia_sync.ipns_record import LARGEST_RECORD, IpnsRecord

MOST_FILES: Final = 20_000
_HEADS, _FEEDS = "heads", "feeds"
_NAME: Final = re.compile(r"k51[a-z0-9]{59}\Z")
_RECORD_SUFFIX: Final = ".ipns-record"
_Place = tuple[Path, int, int]
"""A file, and the offset and length of a block in it."""


class CarFolder:
    """A folder that is read as far as is needed: the files of the author asked for last first."""

    def __init__(self, folder: Path) -> None:
        self.name = f"the folder {folder}"
        self.at_once = 1
        self.damaged: dict[Path, str] = {}
        self._folder = folder
        self._places: dict[Cid, _Place] = {}
        self._unread = _car_files(folder)
        self._asked_for = ""

    def head(self, name: str) -> bytes | None:
        """Give the newest IPNS record of a name, or None. Not verified yet."""
        self._asked_for = name
        path = self._folder / _HEADS / f"{name}{_RECORD_SUFFIX}"
        if not path.is_file():
            return None
        try:
            with path.open("rb") as file:
                return file.read(LARGEST_RECORD + 1)
        except OSError as error:
            raise self._failed(error) from error

    def block(self, cid: Cid) -> bytes | None:
        """Give a block, or None. Its hash was checked when its file was read first."""
        while cid not in self._places:
            path = self._next_file()
            if path is None:
                return None
            self._read(path)
        path, offset, length = self._places[cid]
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise self._failed(error) from error

    def names(self) -> tuple[str, ...]:
        """List the names whose heads are in the folder."""
        files = sorted((self._folder / _HEADS).glob(f"k51*{_RECORD_SUFFIX}"))[:MOST_FILES]
        names = (path.name.removesuffix(_RECORD_SUFFIX) for path in files)
        return tuple(name for name in names if _NAME.match(name))

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Tell which of these objects are in no file."""
        return tuple(cid for cid in cids if self.block(cid) is None)

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Write blocks to a file of their own, and then the head.

        Songs that ended stay in the files that carried them: a stick cannot be called back. Their
        tombstones are among the blocks. Raises StorageFailed.
        """
        report("writing to the folder", 0.0)
        feeds, heads = self._folder / _FEEDS / record.name, self._folder / _HEADS
        try:
            for folder in (feeds.parent, feeds, heads):
                folder.mkdir(parents=True, exist_ok=True)
                self._check_own(folder)
            self._add_file(feeds, record, blocks)
            with _written_whole(heads / f"{record.name}{_RECORD_SUFFIX}") as file:
                file.write(record.data)
        except OSError as error:
            raise self._failed(error) from error
        report("writing to the folder", 1.0)

    def _check_own(self, folder: Path) -> None:
        """Raise StorageFailed where a folder within this one leads somewhere else."""
        if folder.is_symlink():
            raise StorageFailed(
                f"In the folder {self._folder} stands a link in place of “{folder.name}”. Nothing"
                " was written; take it away, and ask who prepared the folder."
            )

    def _add_file(self, feeds: Path, record: IpnsRecord, blocks: Iterable[Block]) -> None:
        """Write blocks to a file named by its content; no blocks give no file."""
        unnamed = feeds / "new.car"
        with _written_whole(unnamed) as file:
            count = write_car(file, (record.target,), blocks)
        if not count:
            unnamed.unlink()
            return
        with unnamed.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()[:16]
        path = unnamed.rename(feeds / f"{record.sequence:010d}-{digest}.car")
        self._unread.append(path)

    def _next_file(self) -> Path | None:
        """Take the next file to read: of the author asked for, else any; newest first."""
        if not self._unread:
            return None
        own = [p for p in self._unread if p.parent.name == self._asked_for]
        path = max(own or self._unread, key=lambda p: (p.parent != self._folder, p.name))
        self._unread.remove(path)
        return path

    def _read(self, path: Path) -> None:
        try:
            with path.open("rb") as source:
                for block in read_car(source)[1]:
                    self._places.setdefault(block.cid, (path, block.start, len(block.data)))
        except CarRefused as error:
            self.damaged[path] = str(error)
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> StorageFailed:
        return StorageFailed(
            f"The folder {self._folder} cannot be used: {error.strerror or error}. Is it connected,"
            " and is there room?"
        )


def _car_files(folder: Path) -> list[Path]:
    found = [*folder.glob("*.car"), *folder.glob(f"{_FEEDS}/k51*/*.car")]
    if len(found) > MOST_FILES:
        raise StorageFailed(
            f"The folder {folder} holds more than {MOST_FILES} files. Take a new one."
        )
    return [path for path in found if path.is_file()]


@contextmanager
def _written_whole(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write; after a crash the old file or the whole new one stands there.

    Whoever prepared the folder may have put links into it: the new file is written to none.
    """
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
