"""Sing another word in a line's place; its syllables are fitted to the notes."""

from dataclasses import replace

from corvia_engine.lyrics.syllables import singable, syllables_of_line
from corvia_engine.music.editing.edited import CannotEdit, Edited
from corvia_engine.music.editing.lines import WordPlace, refit, words_in_bar
from corvia_engine.music.explaining.place import place_of_bar
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_local.model.lyric import LyricSyllable
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Score

LONGEST_WORD = 60
MOST_SYLLABLES = 12
_SIGNS = ".,;:!?…"


def change_word(
    plan: SongPlan, score: Score, tradition: Tradition, bar: int, word: str, to: str
) -> Edited:
    """Sing `to` instead of a word of a bar, wherever its line is sung.

    `word` is the word itself, or its number in the bar, from 1. `to` may be a few words. A sign at
    the word's end stays, and a capital at a line's beginning. Raises NoSuchBar, CannotEdit,
    ScoreUnlikePlan.
    """
    stages = stages_of(plan, tradition)
    place = place_of_bar(stages, bar)
    old, where = _found(words_in_bar(plan, score, place), word, bar)
    syllables = syllables_of_line(_dressed(to, old, opens=where.first == 0))
    if not 1 <= len(syllables) <= MOST_SYLLABLES or len(to) > LONGEST_WORD:
        raise CannotEdit(
            f"“{to[:LONGEST_WORD]}” cannot be sung in a word's place. Give one to three words."
        )
    text = _text(syllables)
    if text == old:
        raise CannotEdit(f"Nothing would change: the word is “{old}” already.")
    changed = refit(plan, score, tradition, where, syllables)
    said = [f"“{old}” is “{text}” now, wherever this line is sung."]
    more = len(syllables) - (where.last - where.first)
    if more:
        notes = "note" if abs(more) == 1 else "notes"
        said.append(
            f"It has {abs(more)} {notes} {'more' if more > 0 else 'fewer'} for its syllables."
        )
    return replace(changed, said=tuple(said))


def _found(
    words: tuple[tuple[str, WordPlace], ...], wanted: str, bar: int
) -> tuple[str, WordPlace]:
    if wanted.isdigit() and 1 <= int(wanted) <= len(words):
        return words[int(wanted) - 1]
    plain = _plain(wanted)
    for text, where in words:
        if plain and _plain(text) == plain:
            return text, where
    there = ", ".join(f"“{text}”" for text, _ in words) or "no words"
    raise CannotEdit(f"“{wanted[:40]}” is not sung in bar {bar}. There stands: {there}.")


def _dressed(to: str, old: str, *, opens: bool) -> str:
    new = singable(to)
    signs = old[len(old.rstrip(_SIGNS)) :]
    if new and signs and new[-1] not in _SIGNS:
        new += signs
    return new[:1].upper() + new[1:] if opens and old[:1].isupper() else new


def _text(syllables: tuple[LyricSyllable, ...]) -> str:
    return "".join(
        f" {s.text}" if s.begins_word and at else s.text for at, s in enumerate(syllables)
    )


def _plain(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())
