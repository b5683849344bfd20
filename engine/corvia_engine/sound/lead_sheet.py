"""A lead sheet as pages of SVG: the melody with its words and chords, engraved by Verovio.

Pages are A4. Any browser shows and prints them; the music font is within the file.
"""

import msgspec

from corvia_engine.sound.musicxml import musicxml_bytes
from corvia_local.errors import CorviaError
from corvia_local.model.score import Score

OPTIONS = {
    "pageWidth": 2100,
    "pageHeight": 2970,
    "pageMarginLeft": 120,
    "pageMarginRight": 120,
    "pageMarginTop": 120,
    "pageMarginBottom": 120,
    "scale": 40,
    "header": "auto",
    "footer": "none",
    "breaks": "auto",
    "svgViewBox": True,
    "smuflTextFont": "embedded",
    "lyricWordSpace": 2.2,
    "spacingLinear": 0.3,
}
"""Tenths of a millimetre; words a little further apart than Verovio's own choice."""


class NotEngraved(CorviaError):
    """The engraver could not read the sheet."""


def lead_sheet(score: Score) -> tuple[str, ...]:
    """Engrave a score's melody with words and chords; give an SVG text a page."""
    import verovio

    verovio.enableLog(verovio.LOG_OFF)
    engraver = verovio.toolkit()
    engraver.setOptions(OPTIONS)
    alone = msgspec.structs.replace(score, parts=(score.melody,))
    if not engraver.loadData(musicxml_bytes(alone).decode()):
        raise NotEngraved(
            "The lead sheet could not be engraved. song.musicxml holds the same notes for any"
            " notation program."
        )
    return tuple(str(engraver.renderToSVG(page)) for page in range(1, engraver.getPageCount() + 1))
