"""The lyric on the workbench: line by line, with syllables, rhyme, and other ways to sing each."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from corvia_local.errors import CorviaError
from corvia_local.language import said, tr
from corvia_local.model.lyric_draft import LyricDraft
from corvia_local.model.progress import Report
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.song_making import Words, lyric_text, workbench
from corvia_tui.widgets.choices import Choices
from corvia_tui.wording.music import STANZA_NAMES

SECONDS_BETWEEN_DRAFTS = 3.0


class LyricScreen(CalmScreen[None]):
    """Lines in stanzas. Each shows its edits; left and right change the way it is sung."""

    PLACE = "Lyric"
    HELP = (
        "These lines are your own sentences, set out to be sung. Lines with the same letter rhyme,"
        " a small letter comes near; the number is how many syllables a line has.\n\n"
        "Small edits that fit a line better are written under it in plain words. ← and → show the"
        " other ways to sing it, the first being as you wrote it; u does that for all lines. e"
        " lets you write a line anew, x leaves it out, and t opens the whole as a text.\n\n"
        "^s takes the lyric as it stands, keeps it with your entry, and goes on to the song. What"
        " you changed waits here if you leave before that; ^r proposes the lyric anew."
    )
    BINDINGS: ClassVar[Keys] = [
        key("right", "other(1)", "Other way", "Sing the line in its next way.", "lyric.other",
            label="→", always=True),
        key("left", "other(-1)", "Way before", "Sing the line in the way before.",
            "lyric.other_before", shown=False, label="←", always=True),
        key("e", "edit", "Write", "Write the line anew.", "lyric.edit", shown=False),
        key("x", "leave_out", "Leave out", "Leave the line out.", "lyric.leave_out"),
        key("u", "as_written", "As I wrote", "Take every line as you wrote it.",
            "lyric.as_written", shown=False),
        key("t", "as_text", "As text", "Change the whole lyric as a text.", "lyric.as_text"),
        key("ctrl+r", "propose", "Propose anew", "Have the lyric proposed anew.", "lyric.propose",
            shown=False, label="^r"),
        key("ctrl+s", "take", "Go on", "Take the lyric and go on.", "lyric.take", label="^s"),
        key("escape", "back", "Back", "Go back to what was heard.", "lyric.back", label="Esc"),
    ]  # fmt: skip

    draft: LyricDraft | None = None

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.line_of_row: list[int | None] = []
        self.shown_first: LyricDraft | None = None
        self.kept: LyricDraft | None = None

    def content(self) -> ComposeResult:
        """The title, the lines, and what can be said of the chosen one."""
        yield Static(tr("Laying out your words…"), id="title", classes="title", markup=False)
        yield Choices(id="lines")
        yield Static("", id="about-line", classes="quiet", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Take it and go on (^s)"), id="take")
            yield Button(tr("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        """Have the lyric proposed, or take the one that was kept."""
        words, vault = self.words, self.vault

        def propose(_: Report) -> LyricDraft:
            return workbench(words, vault)

        self.in_background(propose, self._proposed, self._not_proposed)

    def _proposed(self, draft: LyricDraft) -> None:
        self.shown_first = self.shown_first or draft
        self._show(draft)
        self.query_one("#lines").focus()
        if self.shown_first is draft:
            self.set_interval(SECONDS_BETWEEN_DRAFTS, self.leave)
            if self._unfinished_text() is not None:
                self.action_as_text()

    def _unfinished_text(self) -> str | None:
        """Give the lyric that was being changed as a text, where there is one."""
        from corvia_local.studio import unfinished_texts

        if not self.words.entry_id:
            return None
        try:
            found = unfinished_texts.find(self.vault, "lyric text", self.words.entry_id)
        except CorviaError as error:
            self.say_error(error)
            return None
        return None if found is None else found.text

    @property
    def _has_changes(self) -> bool:
        return self.draft is not None and self.draft != self.shown_first

    @property
    def unfinished_place(self) -> str | None:
        """A lyric with changes, or one that is written as a text, is gone on with."""
        from corvia_tui.screens.lyric_text import LyricTextScreen

        texts = [one for one in self.app.screen_stack if isinstance(one, LyricTextScreen)]
        changed = self._has_changes or any(one.has_changes for one in texts)
        return f"lyric:{self.words.entry_id}" if self.words.entry_id and changed else None

    def leave(self) -> None:
        """Keep the changes that were not taken yet, a line that is being written among them."""
        from corvia_local.studio import unfinished_texts

        draft = self._with_line_being_written()
        if not self.words.entry_id or not self.corvia.is_open or "take" in self.under_way:
            return
        if draft is None or draft in (self.shown_first, self.kept):
            return
        try:
            unfinished_texts.keep_lyric_draft(self.vault, self.words.entry_id, draft)
        except CorviaError as error:
            self.say_error(error)
            return
        self.kept = draft

    def _with_line_being_written(self) -> LyricDraft | None:
        from corvia_local.studio import lyric_making
        from corvia_tui.screens.ask import AskScreen

        asking = self.app.screen_stack[-1]
        if self.draft is None or self.line is None or not isinstance(asking, AskScreen):
            return self.draft
        written = asking.written
        if not written or written == asking.given:
            return self.draft
        try:
            return lyric_making.replace_line(self.draft, self.line, written)
        except CorviaError:
            # Half a line that cannot be sung yet; it is said when the line is taken.
            return self.draft

    def _forget_changes(self) -> None:
        from corvia_local.studio import unfinished_texts

        self.kept = None
        if self.words.entry_id:
            for place in ("lyric", "lyric text"):
                unfinished_texts.forget(self.vault, place, self.words.entry_id)

    def _not_proposed(self, error: CorviaError) -> None:
        self.say_error(error)
        self.dismiss()

    def _show(self, draft: LyricDraft, line: int = 1) -> None:
        from corvia_local.studio import lyric_making

        self.draft = draft
        self.query_one("#title", Static).update(draft.title)
        counts = iter(lyric_making.syllable_counts(draft))
        rhymes = iter(lyric_making.rhyme_marks(draft))
        listed = self.query_one("#lines", OptionList)
        listed.clear_options()
        rows: list[int | None] = []
        number = 0
        for stanza in draft.stanzas:
            name = tr("Refrain") if stanza.kind == "chorus" else tr(STANZA_NAMES[stanza.kind])
            listed.add_option(Option(f"\n{name}" if rows else name, disabled=True))
            rows.append(None)
            for one in stanza.lines:
                number += 1
                shown = f"{next(rhymes) or '·'} {next(counts):2}  {one.form.text}"
                edits = said(lyric_making.edits_in_words(one.form))
                parts: list[tuple[str, str]] = [(shown, "")]
                if edits:
                    parts.append((f"\n↳ {edits}", "dim"))
                listed.add_option(Option(Content.assemble(*parts)))
                rows.append(number)
        self.line_of_row = rows
        kept = min(line, number)
        listed.highlighted = rows.index(kept)
        self._about()
        self.refresh_bindings()

    @property
    def line(self) -> int | None:
        """The chosen line, counted from 1."""
        row = self.query_one("#lines", OptionList).highlighted
        return None if row is None or row >= len(self.line_of_row) else self.line_of_row[row]

    @on(OptionList.OptionHighlighted, "#lines")
    def _about(self) -> None:
        from corvia_local.studio import lyric_making

        if self.draft is None or self.line is None:
            return
        one = lyric_making.all_lines(self.draft)[self.line - 1]
        ways = tr("There is one way to sing this line: as you wrote it.")
        if len(one.forms) > 1:
            after = one.forms[(one.chosen + 1) % len(one.forms)].text
            ways = tr(
                "Way {number} of {count}. → {after}",
                number=one.chosen + 1,
                count=len(one.forms),
                after=after,
            )
        if about := lyric_making.about_language(self.draft):
            ways = f"{ways}\n{said(about)}"
        self.query_one("#about-line", Static).update(ways)

    def action_other(self, step: int) -> None:
        """Sing the chosen line in another way."""
        from corvia_local.studio import lyric_making

        if self.draft is not None and self.line is not None:
            self._show(lyric_making.next_form(self.draft, self.line, step), self.line)

    @on(OptionList.OptionSelected, "#lines")
    def action_edit(self) -> None:
        """Write the chosen line anew."""
        from corvia_local.studio import lyric_making
        from corvia_tui.screens.ask import AskScreen

        draft, line = self.draft, self.line
        if draft is None or line is None:
            return
        text = lyric_making.all_lines(draft)[line - 1].form.text

        def take(written: str | None) -> None:
            if written is None or written == text:
                return
            try:
                self._show(lyric_making.replace_line(draft, line, written), line)
            except CorviaError as error:
                self.say_error(error)

        self.app.push_screen(
            AskScreen(
                tr("Your own words for this line"), tr("← and → lead back to the others."), text
            ),
            take,
        )

    def action_leave_out(self) -> None:
        """Leave the chosen line out."""
        from corvia_local.studio import lyric_making

        if self.draft is None or self.line is None:
            return
        try:
            self._show(lyric_making.leave_out(self.draft, self.line), self.line)
        except CorviaError as error:
            self.say_error(error)

    def action_as_written(self) -> None:
        """Take every line as it was written."""
        from corvia_local.studio import lyric_making

        if self.draft is not None:
            self._show(lyric_making.as_written(self.draft), self.line or 1)

    def action_propose(self) -> None:
        """Have the lyric proposed anew; the kept one stays until this one is taken."""
        words = self.words

        def propose(_: Report) -> LyricDraft:
            from corvia_local.studio.lyric_making import propose_lyric

            return propose_lyric(words.text, words.reframe, after_care=words.after_care)

        self.in_background(propose, self._proposed_anew)

    def _proposed_anew(self, draft: LyricDraft) -> None:
        self._forget_changes()
        self.shown_first = draft
        self._show(draft)

    def action_as_text(self) -> None:
        """Change the whole as a text, and go on with that."""
        from corvia_local.studio.lyric_making import sung_lyric
        from corvia_tui.screens.lyric_text import LyricTextScreen

        if self.draft is None:
            return
        before = lyric_text(sung_lyric(self.draft, self.words.text))

        def take(text: str | None) -> None:
            if text is not None and text.strip() != before.strip():
                self._go_on(self.words.with_lyric(text))
            elif text is not None:
                self.action_take()

        self.app.push_screen(
            LyricTextScreen(before, self.words.entry_id, self._unfinished_text()), take
        )

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Keep the lyric with its entry, and go on to the song."""
        draft, vault, entry_id = self.draft, self.vault, self.words.entry_id
        if draft is None:
            return

        def keep(_: Report) -> LyricDraft:
            from corvia_local.studio import lyric_making

            if entry_id:
                lyric_making.keep(vault, entry_id, draft)
            return draft

        def taken(kept: LyricDraft) -> None:
            self.shown_first = kept
            self._forget_changes()
            self._go_on(self.words.with_draft(kept))

        self.once("take", keep, taken)

    def _go_on(self, words: Words) -> None:
        from corvia_tui.screens.wishes import WishesScreen

        self.app.push_screen(WishesScreen(words))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """Go back; changes wait here."""
        self.leave()
        self.dismiss()
