"""Lyrics out of demo texts, made-up entries and positive-frames originals: how they scan, rhyme and
trace back.

Each figure stands beside the same sentences broken where one would breathe, without the search for
rhyme and without edits. The demo texts and made-up entries were read while the rules were written;
the positive-frames originals (six tweets make a text) were not written by us, and are no journal.
"""

import csv
import itertools
import statistics
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.night_texts import NIGHT_TEXTS
from benchmarks.rewordings import SPLIT
from corvia_engine.lyrics.drafting import draft_of, untraced
from corvia_engine.lyrics.line_breaks import bare
from corvia_engine.lyrics.metre import best_metre
from corvia_engine.lyrics.phrasing import LONGEST_LINE, SHORTEST_LINE
from corvia_engine.lyrics.rhyme import Rhyme, rhyme_of
from corvia_engine.lyrics.selecting import Unit, units_of
from corvia_engine.lyrics.syllables import syllables_of_line
from corvia_engine.lyrics.writing import lyric_from_text
from corvia_engine.words.reflecting import reflect
from corvia_local.model.lyric import StanzaKind
from corvia_local.model.lyric_draft import DraftStanza, LyricDraft
from corvia_local.studio import demo

DEMO = Path(demo.__file__).with_name("demo_texts")
TWEETS_A_TEXT = 6
MOST_TEXTS = 60
KINDS: tuple[Rhyme, ...] = ("perfect", "near", "assonance", "same word")


@dataclass(frozen=True)
class Drafted:
    """A draft and the sentences that it was made of."""

    draft: LyricDraft
    units: list[Unit]


Sung = list[tuple[StanzaKind, list[str]]]


def demo_drafts() -> list[Drafted]:
    """Draft the demo's lyrics with their reframes."""
    return [
        _draft(file.read_text("utf-8"), file.with_suffix(".reframe").read_text("utf-8"))
        for file in sorted(DEMO.glob("*.txt"))
    ]


def night_drafts() -> list[Drafted]:
    """Draft the lyrics of the made-up entries."""
    return [_draft(text, reframe) for text, reframe in NIGHT_TEXTS.values()]


def tweet_drafts() -> list[Drafted]:
    """Draft lyrics of six tweets each, one after another."""
    with SPLIT.open(encoding="utf-8") as opened:
        tweets = [row["original_text"] for row in csv.DictReader(opened)]
    texts = ["\n".join(tweets[k : k + TWEETS_A_TEXT]) for k in range(0, len(tweets), TWEETS_A_TEXT)]
    return [_draft(text, None) for text in texts[:MOST_TEXTS]]


def _draft(text: str, reframe: str | None) -> Drafted:
    lyric = lyric_from_text(text, reflect(text), reframe, with_edits=True)
    units = units_of(text) + (units_of(reframe) if reframe else [])
    return Drafted(draft_of(lyric, text, reframe, "en"), units)


def report(name: str, drafted: list[Drafted]) -> None:
    """Print the figures of one set."""
    drafts = [one.draft for one in drafted]
    lines = [line for d in drafts for s in d.stanzas for line in s.lines]
    print(f"{name}: {len(drafts)} lyrics, {len(lines)} lines")
    _print_sung(
        "without the search",
        [(s.kind, _as_breathed(s, one.units)) for one in drafted for s in one.draft.stanzas],
    )
    for shown, first in (("found, as written", True), ("found and edited", False)):
        sung: Sung = [
            (s.kind, [(one.forms[0] if first else one.form).text for one in s.lines])
            for d in drafts
            for s in d.stanzas
        ]
        _print_sung(shown, sung)
    stanzas = [s for d in drafts for s in d.stanzas if len(s.lines) > 1]
    offered = sum(_can_rhyme(stanza) for stanza in stanzas) / len(stanzas)
    print(f"  stanzas in which some offered form rhymes, perfectly or near: {offered:.0%}")
    edits = Counter(edit.kind for line in lines for edit in line.form.edits)
    words = sum(len(line.form.words) for line in lines)
    print(f"  edits shown: {dict(edits)}; lines with another way: "
          f"{sum(len(line.forms) > 1 for line in lines) / len(lines):.0%}")  # fmt: skip
    lost = sum(len(untraced(draft)) for draft in drafts)
    print(f"  sung words: {words}; not traced to what was written or to an edit: {lost}")


def _as_breathed(stanza: DraftStanza, units: list[Unit]) -> list[str]:
    """Break the sentences of a stanza where one would breathe."""
    there = [_plain(line.forms[0].text) for line in stanza.lines]
    lines = [
        line
        for unit in units
        if any(all(_plain(line) in there for line in way.lines) for way in unit.ways)
        for line in unit.lines
    ]
    return lines if len(lines) > 1 else lines * 2


def _plain(line: str) -> str:
    return " ".join(bare(word) for word in line.split())


def _print_sung(name: str, sung: Sung) -> None:
    stanzas = [[syllables_of_line(line) for line in lines] for _, lines in sung if lines]
    counts = [len(line) for stanza in stanzas for line in stanza]
    aligned = [best_metre(stanza)[1] for stanza in stanzas]
    uneven = [statistics.pstdev(map(len, stanza)) for stanza in stanzas if len(stanza) > 1]
    within = sum(SHORTEST_LINE <= count <= LONGEST_LINE for count in counts) / len(counts)
    print(
        f"  {name}: stress alignment {statistics.fmean(aligned):.3f}; syllables a line"
        f" {statistics.fmean(counts):.1f}, {within:.0%} within {SHORTEST_LINE}–{LONGEST_LINE};"
        f" unevenness {statistics.fmean(uneven):.2f}"
    )
    for part, kinds in (("all stanzas", None), ("verses and bridges", ("verse", "bridge"))):
        chosen = [lines for kind, lines in sung if len(lines) > 1 and (not kinds or kind in kinds)]
        best = Counter(_best_rhyme(lines) for lines in chosen)
        shares = ", ".join(f"{kind} {best[kind] / len(chosen):.0%}" for kind in KINDS)
        rhymed = sum(best[kind] for kind in KINDS[:3]) / len(chosen)
        print(f"    {part}: {rhymed:.0%} with a rhyme (best of each: {shares})")


def _best_rhyme(lines: list[str]) -> Rhyme:
    found = {rhyme_of(a, b) for a, b in itertools.combinations(lines, 2)}
    return next((kind for kind in KINDS if kind in found), "none")


def _can_rhyme(stanza: DraftStanza) -> bool:
    ends = [[form.text for form in line.forms] for line in stanza.lines]
    return any(
        rhyme_of(a, b) in ("perfect", "near")
        for k, forms in enumerate(ends)
        for others in ends[k + 1 :]
        for a in forms
        for b in others
    )


def main() -> None:
    """Print all sets."""
    report("demo texts", demo_drafts())
    report("made-up entries", night_drafts())
    report("positive-frames, test split, six tweets a text", tweet_drafts())


if __name__ == "__main__":
    main()
