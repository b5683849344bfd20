"""`corvia lyric`."""

from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import show_care
from corvia_local.cli.reading import read_text
from corvia_local.errors import BadInput, CareFirst
from corvia_local.model.text import check_text

if TYPE_CHECKING:
    from corvia_local.model.lyric_draft import LyricDraft


@click.command()
@click.argument("entry", required=False)
@click.option(
    "--text",
    help="A text instead of an entry; needs no vault. - reads standard input, which no other"
    " program sees.",
)
@click.option("--reframe", help="Your own kinder words for the refrain (with --text).")
@click.option("--as-written", is_flag=True, help="Take every line as you wrote it, without edits.")
@click.option(
    "--choose", "chosen", multiple=True, metavar="LINE:FORM", help="Sing a line in another way."
)
@click.option(
    "--line", "replaced", multiple=True, metavar="LINE=TEXT", help="Your own words for a line."
)
@click.option("--leave-out", "left_out", multiple=True, type=int, metavar="LINE")
@click.option("--keep", is_flag=True, help="Keep it for the ENTRY; its songs sing it.")
@click.option("--anew", is_flag=True, help="Forget the lyric kept for the ENTRY.")
@click.option("--after-care", is_flag=True, help="You saw where help is, and want the lyric.")
@shared_options
def lyric(call: Call, **options: Any) -> None:
    """See the lyric of an ENTRY or a text; change it line by line, and --keep it.

    Lines are your own sentences. Small edits that fit them to metre and rhyme are shown, with the
    other ways to sing each line; form 1 is always as you wrote it.
    """
    if (options["entry"] is None) == (options["text"] is None):
        raise click.UsageError("Give one of ENTRY or --text.")
    if options["text"] is not None and (options["keep"] or options["anew"]):
        raise click.UsageError("--keep and --anew go with an ENTRY.")
    if options["entry"] is not None and options["reframe"] is not None:
        raise click.UsageError("--reframe goes with --text; an ENTRY has its accepted words.")
    try:
        draft, kept = _made(call, options)
    except CareFirst:
        show_care(call.home)
        raise
    call.answer(_as_json(draft, kept=kept), *_in_words(draft, kept=kept))


def _made(call: Call, options: dict[str, Any]) -> tuple["LyricDraft", bool]:
    from corvia_local.studio import journal, lyric_making

    care = options["after_care"]
    if options["text"] is not None:
        text = read_text("-") if options["text"] == "-" else check_text(options["text"])
        draft = lyric_making.propose_lyric(text, options["reframe"], after_care=care)
        return _changed(draft, options), False
    with call.vault() as vault:
        entry = journal.read(vault, options["entry"])
        if options["anew"]:
            lyric_making.forget(vault, entry.id)
        draft_kept = lyric_making.kept(vault, entry.id)
        accepted = journal.accepted_reframe(vault, entry.id)
        draft = draft_kept or lyric_making.propose_lyric(
            entry.text, accepted.text if accepted else None, after_care=care
        )
        changed = _changed(draft, options)
        if options["keep"]:
            lyric_making.keep(vault, entry.id, changed)
    return changed, options["keep"] or (draft_kept is not None and changed == draft_kept)


def _refuse_new_words_of_harm(draft: "LyricDraft", options: dict[str, Any]) -> None:
    """Raise WordsOfHarm where lines or a refrain written just now make the lyric speak of harm."""
    from corvia_local.studio.composing import WordsOfHarm
    from corvia_local.studio.lyric_making import all_lines
    from corvia_local.studio.reading_for_harm import lines_speak_of_harm

    written = options["replaced"] or options["reframe"] is not None
    if not written or options["after_care"]:
        return
    if lines_speak_of_harm(line.form.text for line in all_lines(draft)):
        raise WordsOfHarm(
            "A line of this lyric speaks of being hurt or of ending your life. Here is where help"
            " is. If you want the lyric afterwards, ask again with --after-care."
        )


def _changed(draft: "LyricDraft", options: dict[str, Any]) -> "LyricDraft":
    from corvia_local.studio import lyric_making

    if options["as_written"]:
        draft = lyric_making.as_written(draft)
    for given in options["chosen"]:
        line, form = _numbers(given)
        draft = lyric_making.choose(draft, line, form)
    for given in options["replaced"]:
        number, sign, text = given.partition("=")
        if not sign or not number.strip().isdecimal():
            raise BadInput(
                f"“{given[:40]}” is no line. Write its number and the words: 3=New words."
            )
        draft = lyric_making.replace_line(draft, int(number), text)
    for number in sorted(options["left_out"], reverse=True):
        draft = lyric_making.leave_out(draft, number)
    _refuse_new_words_of_harm(draft, options)
    return draft


def _numbers(given: str) -> tuple[int, int]:
    line, _, form = given.partition(":")
    if not (line.isdecimal() and form.isdecimal()):
        raise BadInput(f"“{given[:40]}” is no choice. Write LINE:FORM, such as 3:2.")
    return int(line), int(form)


def _as_json(draft: "LyricDraft", *, kept: bool) -> dict[str, Any]:
    from corvia_local.studio import lyric_making

    counts = iter(lyric_making.syllable_counts(draft))
    rhymes, stresses = (
        iter(lyric_making.rhyme_marks(draft)),
        iter(lyric_making.stress_marks(draft)),
    )
    number = 0
    stanzas = []
    for stanza in draft.stanzas:
        lines = []
        for line in stanza.lines:
            number += 1
            lines.append(
                {
                    "line": number,
                    "text": line.form.text,
                    "syllables": next(counts),
                    "stress": next(stresses),
                    "rhyme": next(rhymes),
                    "form": line.chosen + 1,
                    "edits": [
                        {"kind": e.kind, "before": e.before, "after": e.after}
                        for e in line.form.edits
                    ],
                    "words": [
                        {
                            "word": word.text,
                            "from": word.source.written if word.source else "edit",
                            "span": [word.source.start, word.source.end] if word.source else None,
                        }
                        for word in line.form.words
                    ],
                    "forms": [form.text for form in line.forms],
                }
            )
        stanzas.append({"kind": stanza.kind, "lines": lines})
    return {"title": draft.title, "language": draft.language, "kept": kept, "stanzas": stanzas}


def _in_words(draft: "LyricDraft", *, kept: bool) -> list[str]:
    from corvia_local.studio import lyric_making

    counts = iter(lyric_making.syllable_counts(draft))
    rhymes = iter(lyric_making.rhyme_marks(draft))
    lines = [f"“{draft.title}”"]
    number = 0
    for stanza in draft.stanzas:
        lines += ["", f"[{stanza.kind.capitalize()}]"]
        for line in stanza.lines:
            number += 1
            lines.append(f"{number:3}  {next(counts):2} {next(rhymes):1}  {line.form.text}")
            if edits := lyric_making.edits_in_words(line.form):
                lines.append(f"           {edits}")
            lines += [
                f"           {place}: {form.text}"
                for place, form in enumerate(line.forms, 1)
                if place != line.chosen + 1
            ]
    about = lyric_making.about_language(draft)
    said = "Kept; this entry's songs sing it." if kept else "Nothing is kept until you --keep it."
    return [*lines, "", *([about] if about else []), said]
