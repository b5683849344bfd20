"""The node's one page: a community, its composition, its songs. Plain HTML, no script."""

from collections.abc import Iterable
from html import escape
from typing import Any

from corvia_sync.keeping.community_copy import KeptSong

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
a { color: inherit; }
code, .quiet { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 0; padding-left: 1rem; border-left: 2px solid var(--quiet); }
"""

PageSong = tuple[KeptSong, tuple[str, ...]]
"""A song and its words, where they were shared."""


def render_page(
    name: str,
    purpose: str,
    songs: Iterable[PageSong],
    composition: dict[str, Any] | None,
    following: str | None,
) -> str:
    """Write the page; every text of a peer is escaped.

    `composition` is the content of composition.json, or None; `following` is the CID after which
    the next page begins.
    """
    more = (
        "" if following is None else f'<p><a href="/?after={escape(following)}">More songs</a></p>'
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(name)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{_text(name)}</h1><p>{_text(purpose)}</p>"
        f"{_composition(composition)}<h2>Songs</h2>"
        f"{''.join(map(_song, songs)) or '<p>None yet.</p>'}{more}"
        '<p class="quiet">Every song here was shared by its author, is signed, and was checked.'
        ' <a href="/feed.json">The same as data</a>.</p></body></html>'
    )


def _text(text: str) -> str:
    """Show a stranger's text so that it cannot turn the direction of what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def _composition(made: dict[str, Any] | None) -> str:
    if made is None:
        return "<h2>Together</h2><p>There is no composition yet.</p>"
    heard = "".join(
        f"<li>{_text(c['title'])} <span class='quiet'>{escape(c['licence'])}, bars "
        f"{escape(', '.join(f'{a}–{b}' for a, b in c['bars']))}</span></li>"
        for c in made["credits"]
    )
    return (
        "<h2>Together</h2>"
        '<audio controls preload="none" src="/composition.flac">The composition as FLAC.</audio>'
        f"<ol>{heard}</ol><p><code>{escape(made['cid'])}</code></p>"
    )


def _song(page_song: PageSong) -> str:
    song, lines = page_song
    cid = escape(song.cid)
    link = f'<p><a href="/ipfs/{cid}?format=raw"><code>{cid}</code></a></p>'
    if song.sealed:
        return (
            f"<article><h3>A sealed song</h3><p>Its circle alone can open it.</p>{link}</article>"
        )
    words = f"<blockquote>{'<br>'.join(map(_text, lines))}</blockquote>" if lines else ""
    return (
        f"<article><h3>{_text(song.title)}</h3>"
        f'<span class="quiet">{escape(song.licence)}, by {escape(song.author)}</span>{words}'
        f"{link}</article>"
    )
