"""From words to a lyric: proposed, changed line by line, kept, and sung."""

import msgspec

from corvia_local.errors import BadInput, VaultDamaged
from corvia_local.model.lyric import Lyric
from corvia_local.model.lyric_draft import (
    MOST_FORMS,
    DraftLine,
    LineEdit,
    LineForm,
    LyricDraft,
    SungWord,
)
from corvia_local.studio import unfinished_texts
from corvia_local.studio.composing import WordsOfHarm
from corvia_local.studio.reflecting import reflect
from corvia_local.vault import kept_lyrics
from corvia_local.vault.opening import Vault

LONGEST_OWN_LINE = 300
MOST_OWN_SYLLABLES = 40


class NoSuchLine(BadInput):
    """A line or a way to sing it does not exist."""


def propose_lyric(text: str, reframe: str | None, *, after_care: bool = False) -> LyricDraft:
    """Lay a text out as a lyric on the workbench: what fits best is chosen, every edit shown.

    Sentences and their line breaks are chosen so that lines rhyme where they can, edits included.
    The refrain is the accepted reframe, else the person's own line. Raises WordsOfHarm where the
    text speaks of harm to oneself, unless `after_care`; NothingToSing, BadInput.
    """
    from corvia_engine.lyrics.drafting import draft_of
    from corvia_engine.lyrics.harmless_title import with_harmless_title
    from corvia_engine.lyrics.languages import language_of
    from corvia_engine.lyrics.writing import lyric_from_text

    reflection = reflect(text)
    if reflection.crisis.level == "explicit" and not after_care:
        raise WordsOfHarm(
            "What you wrote speaks of being hurt or of ending your life. Before a song, here is"
            " where help is. If you want the lyric afterwards, ask again with --after-care."
        )
    lyric = lyric_from_text(text, reflection, reframe, with_edits=True)
    lyric = with_harmless_title(lyric, text, *([reframe] if reframe else []))
    return draft_of(lyric, text, reframe, language_of(text))


def sung_lyric(draft: LyricDraft, *sources: str) -> Lyric:
    """Give the lyric with what is chosen, under a title that comes from no words of harm."""
    from corvia_engine.lyrics.drafting import as_lyric
    from corvia_engine.lyrics.harmless_title import with_harmless_title

    lines = "\n".join(line.form.text for line in all_lines(draft))
    return with_harmless_title(as_lyric(draft), lines, *sources)


def all_lines(draft: LyricDraft) -> list[DraftLine]:
    """List the lines in order; their place in it, from 1, is how they are named."""
    return [line for stanza in draft.stanzas for line in stanza.lines]


def choose(draft: LyricDraft, line: int, form: int) -> LyricDraft:
    """Choose a form (from 1; 1 is as written) for a line (from 1). Raises NoSuchLine."""
    old = _line(draft, line)
    if not 1 <= form <= len(old.forms):
        raise NoSuchLine(f"Line {line} can be sung in {len(old.forms)} ways; there is no {form}.")
    return _with_line(draft, line, DraftLine(old.forms, form - 1))


def next_form(draft: LyricDraft, line: int, step: int = 1) -> LyricDraft:
    """Choose the form after this one, around; `step` -1 goes back."""
    old = _line(draft, line)
    return choose(draft, line, (old.chosen + step) % len(old.forms) + 1)


def as_written(draft: LyricDraft) -> LyricDraft:
    """Take every line as it was written."""
    for number in range(1, len(all_lines(draft)) + 1):
        draft = choose(draft, number, 1)
    return draft


def replace_line(draft: LyricDraft, line: int, text: str) -> LyricDraft:
    """Put the person's own new words in place of a line; its earlier forms stay to go back to.

    Raises NoSuchLine, BadInput where it is empty or too long for one breath.
    """
    from corvia_engine.lyrics.syllables import singable, syllables_of_line

    old = _line(draft, line)
    sung = singable(text)
    if not sung:
        raise BadInput("The line holds nothing to sing. Leave it out instead, or write a word.")
    if len(sung) > LONGEST_OWN_LINE or len(syllables_of_line(sung)) > MOST_OWN_SYLLABLES:
        raise BadInput(
            f"The line is too long to be sung in one breath: at most {MOST_OWN_SYLLABLES}"
            " syllables. Break it in two."
        )
    words = tuple(SungWord(word, None) for word in sung.split())
    own = LineForm(words, (LineEdit("own", old.form.text, sung),))
    forms = (*old.forms[: MOST_FORMS - 1], own)
    return _with_line(draft, line, DraftLine(forms, len(forms) - 1))


def leave_out(draft: LyricDraft, line: int) -> LyricDraft:
    """Leave a line out; the last one of a lyric stays. Raises NoSuchLine, BadInput."""
    _line(draft, line)
    if len(all_lines(draft)) == 1:
        raise BadInput("A song needs one line at least, so this one stays.")
    return _with_line(draft, line, None)


def keep(vault: Vault, entry_id: str, draft: LyricDraft) -> str:
    """Keep a lyric for an entry: what is chosen is what its songs sing. Gives the entry's id."""
    return kept_lyrics.keep_lyric(vault, entry_id, msgspec.json.encode(draft).decode())


def kept(vault: Vault, entry_id: str) -> LyricDraft | None:
    """Give the lyric kept for an entry, or None. Raises NotFound, VaultDamaged."""
    found = kept_lyrics.kept_lyric(vault, entry_id)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found, type=LyricDraft)
    except msgspec.MsgspecError as error:
        raise VaultDamaged(
            "The lyric kept for this entry cannot be read. `corvia lyric ENTRY --anew` makes one."
        ) from error


def forget(vault: Vault, entry_id: str) -> bool:
    """Forget the lyric kept for an entry, and the changes not taken yet, so that one is proposed
    anew; tell whether one was kept.
    """
    unfinished_texts.forget(vault, "lyric", entry_id)
    return kept_lyrics.forget_lyric(vault, entry_id)


def syllable_counts(draft: LyricDraft) -> tuple[int, ...]:
    """Count the syllables of each line in order."""
    from corvia_engine.lyrics.syllables import syllables_of_line

    return tuple(
        len(syllables_of_line(line.form.text, draft.language)) for line in all_lines(draft)
    )


def stress_marks(draft: LyricDraft) -> tuple[str, ...]:
    """Draw each line's stresses: ˈ stressed, ˌ lightly, · not; "" where they are not known."""
    from corvia_engine.lyrics.syllables import syllables_of_line

    if draft.language != "en":
        return tuple("" for _ in all_lines(draft))
    return tuple(
        "".join("·ˌˈ"[one.stress] for one in syllables_of_line(line.form.text))
        for line in all_lines(draft)
    )


def rhyme_marks(draft: LyricDraft) -> tuple[str, ...]:
    """Give each line's rhyme letter within its stanza; no letter in a language not known."""
    from corvia_engine.lyrics.rhyme import rhyme_marks as marks

    if draft.language != "en":
        return tuple("" for _ in all_lines(draft))
    return tuple(
        mark
        for stanza in draft.stanzas
        for mark in marks([line.form.text for line in stanza.lines])
    )


def about_language(draft: LyricDraft) -> str:
    """Say honestly what is not known about a language; empty for English."""
    if draft.language == "en":
        return ""
    return (
        f"This looks like another language ({draft.language}). Its syllables are counted by"
        " hyphenation patterns; stress and rhyme are not known, and the mood is heard less well."
    )


def edits_in_words(form: LineForm) -> str:
    """Say the edits of a line, such as “I am” → “I'm”; empty where it is as written."""
    return "; ".join(_edit_words(edit) for edit in form.edits)


def _edit_words(edit: LineEdit) -> str:
    if edit.kind == "left out":
        return f"“{edit.before}” left out"
    if edit.kind == "moved" and edit.before == edit.after:
        return f"“{edit.before}” moved"
    if edit.kind == "added":
        return f"“{edit.after}” added for the rhyme"
    if edit.kind == "own":
        return "your own line"
    if not edit.before:
        return f"“{edit.after}” spelt"
    return f"“{edit.before}” → “{edit.after}”"


def _line(draft: LyricDraft, line: int) -> DraftLine:
    lines = all_lines(draft)
    if not 1 <= line <= len(lines):
        raise NoSuchLine(f"The lyric has {len(lines)} lines; there is no line {line}.")
    return lines[line - 1]


def _with_line(draft: LyricDraft, number: int, new: DraftLine | None) -> LyricDraft:
    stanzas = []
    count = 0
    for stanza in draft.stanzas:
        lines = []
        for old in stanza.lines:
            count += 1
            one = new if count == number else old
            if one is not None:
                lines.append(one)
        if lines:
            stanzas.append(msgspec.structs.replace(stanza, lines=tuple(lines)))
    return msgspec.structs.replace(draft, stanzas=tuple(stanzas))
