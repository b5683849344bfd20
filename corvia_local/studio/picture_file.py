"""A picture as an SVG file of its owner's, and the colours that all pictures share."""

from pathlib import Path

from corvia_local.errors import BadInput, StorageFailed

PAPER, INK, FAINT, WARM, GREEN = "#faf5ec", "#35291f", "#b7a68f", "#8a5118", "#3c6a57"


def write_picture(svg: str, file: Path) -> None:
    """Write a picture into a new file for its owner alone; raise BadInput or StorageFailed."""
    try:
        with file.open("x", encoding="utf-8") as opened:
            file.chmod(0o600)
            opened.write(svg)
    except FileExistsError as error:
        raise BadInput(f"There is a file {file} already. Choose another name.") from error
    except OSError as error:
        raise StorageFailed(f"{file} could not be written: {error.strerror or error}.") from error
