"""The way through one door: one question at a time, each of which can be left out."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static, TextArea

from corvia_local.errors import CareFirst, CorviaError
from corvia_local.language import said, tr
from corvia_local.model.progress import Report
from corvia_local.model.thought_record import DOOR_TITLES, STEPS, Step, ThoughtRecord
from corvia_tui.keys import Keys, key
from corvia_tui.screens.base import CalmScreen
from corvia_tui.widgets.breath import Breath
from corvia_tui.widgets.page import Page
from corvia_tui.widgets.percent_input import PercentInput
from corvia_tui.wording.excerpts import quoted

SECONDS_BETWEEN_SAVINGS = 3.0
HELPED = ("evidence_for", "evidence_against", "balanced")


class WayScreen(CalmScreen[ThoughtRecord | None]):
    """Gives the record as it stands at the end, or None where the way was left."""

    PLACE = "Step by step"
    HELP = (
        "One question at a time. ^s goes on, also with an empty field; Page Up goes back. What you"
        " write is kept as you go, and Escape leaves at any moment: another time you can go on from"
        " there.\n\n"
        "At the fair words, ^n puts one of up to three proposals into the field. They are made of"
        " your own sentence. Change them until they are true for you, or write your own."
    )
    BINDINGS: ClassVar[Keys] = [
        key("ctrl+s", "next", "Go on", "Keep the answer and go on.", "way.next", label="^s",
            always=True),
        key("pageup", "before", "Before", "Go back to the question before.", "way.before",
            label="PgUp", always=True),
        key("ctrl+n", "wording", "Proposal", "Put the next proposal into the field.",
            "way.wording", label="^n", always=True),
        key("escape", "back", "Leave", "Leave; what you answered is kept.", "way.leave",
            label="Esc"),
    ]  # fmt: skip

    def __init__(self, record: ThoughtRecord) -> None:
        super().__init__()
        from corvia_local.studio.thought_records import next_step

        self.record = record
        self.at = next_step(record)
        self.wordings: tuple[str, ...] = ()
        self.wording_at = -1
        self.left = False
        self.refused = ""
        self.half_typed = ""
        self.kept_half = ""

    @property
    def step(self) -> Step:
        """The question of now."""
        return STEPS[self.record.door][self.at]

    @property
    def body_scrolls(self) -> bool:
        """Longer exercises scroll on a small screen."""
        return self.step.kind in ("grounding", "naming", "breathing")

    def content(self) -> ComposeResult:
        """Where one is, the question, its field."""
        yield Static("", id="where", classes="quiet", markup=False)
        yield Static("", id="question", classes="title", markup=False)
        yield Static("", id="hint", classes="quiet", markup=False)
        yield Static("", id="thought", markup=False)
        yield Vertical(id="field")
        yield Static("", id="asked", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(tr("Go on (^s)"), id="next")
            yield Button(tr("Leave (Esc)"), id="leave")

    async def on_mount(self) -> None:
        """Show the first open question, and keep what is typed from time to time."""
        self._find_half_typed()
        await self._show()
        self.set_interval(SECONDS_BETWEEN_SAVINGS, self._keep_quietly)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go back, and proposals, only where there are."""
        if action == "before":
            return self.at > 0
        return action != "wording" or bool(self.wordings)

    @property
    def unfinished_place(self) -> str | None:
        """A way that something was answered on is gone on with."""
        begun = not self.record.is_empty or bool(self._written().strip())
        if self.left or self.record.finished_at is not None or not begun:
            return None
        return f"{self.record.door}:{self.record.entry_id or ''}"

    def _find_half_typed(self) -> None:
        """Go to the question at which something was being typed that no answer could be made of."""
        from corvia_local.studio import unfinished_texts

        record = self.record
        if record.finished_at is not None:
            return
        try:
            found = unfinished_texts.find(
                self.vault, unfinished_texts.WAY[record.door], record.entry_id
            )
        except CorviaError as error:
            self.say_error(error)
            return
        answers = [step.answer for step in STEPS[record.door]]
        if found is not None and found.about in answers:
            self.at = answers.index(found.about)
            self.half_typed = self.kept_half = found.text

    async def _show(self) -> None:
        step, record = self.step, self.record
        where = tr(
            "{door} · {number} of {count}",
            door=tr(DOOR_TITLES[record.door]),
            number=self.at + 1,
            count=len(STEPS[record.door]),
        )
        self.query_one("#where", Static).update(where)
        self.query_one("#question", Static).update(tr(step.question))
        self.query_one("#hint", Static).update(tr(step.hint))
        about = step.answer not in ("situation", "thought") and step.kind != "naming"
        shown = record.thought if about and record.door != "body" else ""
        self.query_one("#thought", Static).update(quoted(shown) if shown else "")
        self.query_one("#thought", Static).display = bool(shown)
        self.query_one("#asked", Static).update("")
        self.wordings, self.wording_at = (), -1
        await self._show_field(step)
        self.half_typed = ""
        self.refresh_bindings()
        if step.answer in HELPED and record.thought:
            self._ask_for_help(step)

    async def _show_field(self, step: Step) -> None:
        field = self.query_one("#field", Vertical)
        await field.remove_children()
        if step.kind == "words":
            page = Page(id="page")
            page.text = self.half_typed or getattr(self.record, step.answer)
            await field.mount(page)
            page.focus()
            page.move_cursor(page.document.end)
        elif step.kind == "percent":
            value = getattr(self.record, step.answer)
            number = PercentInput(self.half_typed or ("" if value is None else str(value)))
            await field.mount(number)
            number.focus()
        else:
            await self._show_exercise(field, step)

    async def _show_exercise(self, field: Vertical, step: Step) -> None:
        from corvia_local.studio.exercises import BREATH_CAUTIONS, BREATH_IN_WORDS, exercise_lines

        if step.kind == "breathing":
            moves = self.app.animation_level != "none"
            await field.mount(
                Static(
                    "\n".join((*map(said, BREATH_CAUTIONS), "", *map(said, BREATH_IN_WORDS), "")),
                    markup=False,
                ),
                Breath(moves=moves),
            )
        else:
            lines = exercise_lines(step.kind, self.record.thought)
            await field.mount(Static("\n\n".join(map(said, lines)), markup=False))
        self.query_one("#next", Button).focus()

    def _ask_for_help(self, step: Step) -> None:
        record = self.record

        def think(_: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
            from corvia_local.studio import thought_records

            asked = thought_records.questions_for(record, step)
            if step.answer != "balanced":
                return asked, ()
            proposals = thought_records.proposals_for(record.thought)
            return asked, proposals[0].rewordings if proposals else ()

        def show(found: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
            if self.step is not step:
                return
            asked, self.wordings = found
            lines = list(asked)
            if self.wordings:
                lines += ["", tr("Proposals, out of your words (^n takes one into the field):")]
                lines += [f"  {k}  {one}" for k, one in enumerate(self.wordings, 1)]
            self.query_one("#asked", Static).update("\n".join(lines))
            self.refresh_bindings()

        self.in_background(think, show)

    def _written(self) -> str:
        for page in self.query(TextArea):
            return page.text
        for number in self.query(Input):
            return number.value
        return ""

    def _keep(self) -> bool:
        """Keep the answer; tell whether it could be."""
        from corvia_local.studio import thought_records

        if not self.step.answer or not self.corvia.is_open:
            return True
        try:
            self.record = thought_records.answered(
                self.vault, self.record, self.step.answer, self._written()
            )
        except CareFirst:
            self._show_care()
            return False
        except CorviaError as error:
            self.say_error(error)
            return False
        self._forget_half_typed()
        return True

    def _show_care(self) -> None:
        from corvia_tui.screens.care import CareScreen

        # The card says that these words were not kept, so no draft of them stays either.
        self.refused = self._written()
        self._forget_half_typed()
        self.app.push_screen(CareScreen(after_text=False))

    def _keep_quietly(self) -> None:
        """Keep half an answer, so that neither a crash nor a lock loses it; what no answer can be
        made of is kept as it was typed, and said when the answer is taken.
        """
        from corvia_local.studio import thought_records, unfinished_texts

        written = self._written()
        if not self.step.answer or not self.corvia.is_open or self.left:
            return
        try:
            self.record = thought_records.answered(
                self.vault, self.record, self.step.answer, written
            )
        except CorviaError:
            if written in (self.refused, self.kept_half):
                return
            place = unfinished_texts.WAY[self.record.door]
            try:
                unfinished_texts.keep(
                    self.vault, place, self.record.entry_id, written, self.step.answer
                )
            except CorviaError as error:
                self.say_error(error)
            self.kept_half = written
        else:
            self._forget_half_typed()

    def _forget_half_typed(self) -> None:
        from corvia_local.studio import unfinished_texts

        if not self.kept_half:
            return
        self.kept_half = ""
        place = unfinished_texts.WAY[self.record.door]
        try:
            unfinished_texts.forget(self.vault, place, self.record.entry_id)
        except CorviaError as error:
            self.say_error(error)

    def leave(self) -> None:
        """Keep what stands in the field, before the screen goes or the vault is locked."""
        self._keep_quietly()

    async def action_next(self) -> None:
        """Keep the answer and go on; at the end, keep the whole."""
        if self.left or not self._keep():
            return
        if self.at + 1 < len(STEPS[self.record.door]):
            self.at += 1
            await self._show()
        else:
            self._finish()

    def _finish(self) -> None:
        vault, record = self.vault, self.record

        def finish(_: Report) -> ThoughtRecord:
            from corvia_local.studio import thought_records

            return thought_records.finish(vault, record)

        def done(kept: ThoughtRecord) -> None:
            self.left = True
            self.dismiss(kept)

        self.once("finish", finish, done)

    async def action_before(self) -> None:
        """Go back one question; what stands in the field is kept."""
        if self.at > 0 and self._keep():
            self.at -= 1
            await self._show()

    def action_wording(self) -> None:
        """Put the next proposal into the field; words of one's own come back after the last."""
        if self.wordings:
            page = self.query_one(TextArea)
            if page.text.strip() and page.text not in self.wordings:
                self.wordings = (*self.wordings, page.text)
                self.wording_at = len(self.wordings) - 1
            self.wording_at = (self.wording_at + 1) % len(self.wordings)
            page.text = self.wordings[self.wording_at]
            page.move_cursor(page.document.end)

    @on(Input.Submitted)
    async def _entered(self) -> None:
        await self.action_next()

    @on(Button.Pressed, "#next")
    async def _pressed(self) -> None:
        await self.action_next()

    @on(Button.Pressed, "#leave")
    def action_back(self) -> None:
        """Leave; what was answered is kept. Words of harm meet the help card once."""
        from corvia_local.studio.reading_for_harm import speaks_of_harm

        written = self._written()
        if written != self.refused and self.step.kind == "words" and speaks_of_harm(written):
            self._show_care()
            return
        self._keep_quietly()
        self.left = True
        self.dismiss(None)
