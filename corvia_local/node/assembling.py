"""Assemble what a node keeps, and put the composition's files where it serves them."""

from pathlib import Path

from corvia_local.errors import NotFound
from corvia_local.model.progress import Report, silent
from corvia_local.studio.gathering import assemble_store, composition_files
from corvia_local.studio.song_files import write_files
from corvia_sync.keeping.community_copy import FILE_NAME, CommunityCopy, utc_today


class NoNodeData(NotFound):
    """A folder holds no node's data."""


def assemble_data(data: Path, report: Report = silent) -> str:
    """Assemble and render; give the composition's CID. Raises NothingToAssemble, NoNodeData."""
    if not (data / FILE_NAME).is_file():
        raise NoNodeData(f"{data} is no node's data folder. `corvia node init` makes one.")
    copy = CommunityCopy(data)
    try:
        made = assemble_store(copy.blocks, copy.community, utc_today(), report=report)
    finally:
        copy.close()
    write_files(composition_files(made), data / "composition")
    return made.cid
