"""The node's one page: a community, its composition, its songs. Plain HTML, no script."""

from html import escape

from corvia_local.studio.gathering import AssembledComposition
from corvia_local.studio.published import PublishedSong

STYLE = """
:root { color-scheme: light dark; --ink: #2b2420; --paper: #faf6f0; --quiet: #6b5f56; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0e8dd; --paper: #211c19; --quiet: #b3a698; } }
body { margin: 0 auto; max-width: 42rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 1.05rem/1.6 Georgia, "Noto Serif", serif; }
h1, h2, h3 { font-weight: normal; line-height: 1.25; }
h2 { margin-top: 2.5rem; }
article { margin: 1.5rem 0; }
audio { width: 100%; margin: .75rem 0; }
code, .quiet { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 0; padding-left: 1rem; border-left: 2px solid var(--quiet); }
"""


def render_page(
    name: str, purpose: str, songs: tuple[PublishedSong, ...], made: AssembledComposition | None
) -> str:
    """Write the page; every text of a peer is escaped."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(name)}</h1><p>{escape(purpose)}</p>"
        f"{_composition(made)}<h2>Songs</h2>{''.join(map(_song, songs)) or '<p>None yet.</p>'}"
        '<p class="quiet">Every song here was shared by its author, is signed, and was checked.'
        ' <a href="/feed.json">The same as data</a>.</p></body></html>'
    )


def _composition(made: AssembledComposition | None) -> str:
    if made is None:
        return "<h2>Together</h2><p>There is no composition yet.</p>"
    heard = "".join(
        f"<li>{escape(c.title)} <span class='quiet'>{escape(c.licence)}, bars "
        f"{escape(', '.join(f'{a}–{b}' for a, b in c.bars))}</span></li>"
        for c in made.credits
    )
    return (
        "<h2>Together</h2>"
        '<audio controls preload="none" src="/composition.flac">The composition as FLAC.</audio>'
        f"<ol>{heard}</ol><p><code>{escape(made.cid)}</code></p>"
    )


def _song(song: PublishedSong) -> str:
    lines = "<br>".join(escape(line) for line in song.lines)
    words = f"<blockquote>{lines}</blockquote>" if lines else ""
    return (
        f"<article><h3>{escape(song.title)}</h3>"
        f'<span class="quiet">{escape(song.licence)}, by {escape(song.author)}</span>{words}'
        f'<p><a href="/ipfs/{escape(song.cid)}"><code>{escape(song.cid)}</code></a></p></article>'
    )
