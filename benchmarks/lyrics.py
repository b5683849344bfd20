"""Lyrics out of demo texts and of positive-frames originals: how they scan, rhyme and trace back.

Each figure stands beside the same lines as they were written, before any edit.
"""

import csv
import statistics
from collections import Counter
from pathlib import Path

from benchmarks.rewordings import SPLIT
from corvia_engine.lyrics.drafting import draft_of, untraced
from corvia_engine.lyrics.metre import best_metre
from corvia_engine.lyrics.phrasing import LONGEST_LINE, SHORTEST_LINE
from corvia_engine.lyrics.rhyme import rhyme_of
from corvia_engine.lyrics.syllables import syllables_of_line
from corvia_engine.lyrics.writing import lyric_from_text
from corvia_engine.words.reflecting import reflect
from corvia_local.model.lyric_draft import DraftStanza, LyricDraft
from corvia_local.studio import demo

DEMO = Path(demo.__file__).with_name("demo_texts")
TWEETS_A_TEXT = 6
MOST_TEXTS = 60


def demo_drafts() -> list[LyricDraft]:
    """Draft the demo's lyrics with their reframes."""
    return [
        _draft(file.read_text("utf-8"), file.with_suffix(".reframe").read_text("utf-8"))
        for file in sorted(DEMO.glob("*.txt"))
    ]


def tweet_drafts() -> list[LyricDraft]:
    """Draft lyrics of six tweets each, one after another."""
    with SPLIT.open(encoding="utf-8") as opened:
        tweets = [row["original_text"] for row in csv.DictReader(opened)]
    texts = ["\n".join(tweets[k : k + TWEETS_A_TEXT]) for k in range(0, len(tweets), TWEETS_A_TEXT)]
    return [_draft(text, None) for text in texts[:MOST_TEXTS]]


def _draft(text: str, reframe: str | None) -> LyricDraft:
    return draft_of(lyric_from_text(text, reflect(text), reframe), text, reframe, "en")


def report(name: str, drafts: list[LyricDraft]) -> None:
    """Print the figures of one set."""
    print(f"{name}: {len(drafts)} lyrics,"
          f" {sum(len(s.lines) for d in drafts for s in d.stanzas)} lines")  # fmt: skip
    for name_shown, at_first in (("as written", True), ("as fitted ", False)):
        _print_sung(
            name_shown,
            [
                [
                    [(one.forms[0] if at_first else one.form).text for one in s.lines]
                    for s in d.stanzas
                ]
                for d in drafts
            ],
        )
    stanzas = [s for d in drafts for s in d.stanzas if len(s.lines) > 1]
    near = sum(_can_rhyme(stanza) for stanza in stanzas) / len(stanzas)
    print(f"  stanzas in which some offered form rhymes: {near:.0%}")
    lines = [line for d in drafts for s in d.stanzas for line in s.lines]
    edits = Counter(edit.kind for line in lines for edit in line.form.edits)
    words = sum(len(line.form.words) for line in lines)
    print(f"  edits shown: {dict(edits)}; lines with another way: "
          f"{sum(len(line.forms) > 1 for line in lines) / len(lines):.0%}")  # fmt: skip
    lost = sum(len(untraced(draft)) for draft in drafts)
    print(f"  sung words: {words}; not traced to what was written or to an edit: {lost}")


def _print_sung(name: str, lyrics: list[list[list[str]]]) -> None:
    stanzas = [[syllables_of_line(line) for line in stanza] for one in lyrics for stanza in one]
    counts = [len(line) for stanza in stanzas for line in stanza]
    aligned = [best_metre(stanza)[1] for stanza in stanzas]
    uneven = [statistics.pstdev(map(len, stanza)) for stanza in stanzas if len(stanza) > 1]
    within = sum(SHORTEST_LINE <= count <= LONGEST_LINE for count in counts) / len(counts)
    rhymed = [_rhymes(stanza) for one in lyrics for stanza in one if len(stanza) > 1]
    print(
        f"  {name}: stress alignment {statistics.fmean(aligned):.3f}; syllables a line"
        f" {statistics.fmean(counts):.1f}, {within:.0%} within {SHORTEST_LINE}–{LONGEST_LINE};"
        f" unevenness {statistics.fmean(uneven):.2f};"
        f" stanzas with a rhyme {sum(rhymed) / len(rhymed):.0%}"
    )


def _can_rhyme(stanza: DraftStanza) -> bool:
    ends = [[form.text for form in line.forms] for line in stanza.lines]
    return any(
        rhyme_of(a, b) in ("perfect", "near")
        for k, forms in enumerate(ends)
        for others in ends[k + 1 :]
        for a in forms
        for b in others
    )


def _rhymes(stanza: list[str]) -> bool:
    return any(
        rhyme_of(a, b) in ("perfect", "near") for k, a in enumerate(stanza) for b in stanza[k + 1 :]
    )


def main() -> None:
    """Print both sets."""
    report("demo texts", demo_drafts())
    report("positive-frames, test split, six tweets a text", tweet_drafts())


if __name__ == "__main__":
    main()
