"""`corvia reframe`: questions and wordings for an entry, and the way through one door."""

import sys
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import show_care
from corvia_local.cli.reading import read_text
from corvia_local.errors import BadInput, CareFirst
from corvia_local.model.text import check_text
from corvia_local.model.thought_record import ANSWER_NAMES, DOORS, STEPS, Step, ThoughtRecord

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault


@click.command()
@click.argument("entry", required=False)
@click.option(
    "--accept",
    help="Your own words, kept for this entry and sung in the chorus; - reads standard input.",
)
@click.option(
    "--door",
    type=click.Choice(DOORS),
    help="Go step by step: the thought, acceptance, or the body; also without an ENTRY.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="NAME=TEXT",
    help="An answer by its name instead of being asked; TEXT - reads standard input.",
)
@click.option("--done", is_flag=True, help="Say that the way ends here for now.")
@click.option("--anew", is_flag=True, help="Begin anew, though one was left half way.")
@shared_options
def reframe(call: Call, entry: str | None, accept: str | None, **way: Any) -> None:
    """Look at a thought again: see questions and first wordings, or go step by step with --door.

    Nothing is kept but what you write or accept. With --door you are asked line by line; an empty
    line leaves a question out, Ctrl-D leaves, and the same command goes on from there.
    """
    if way["door"] is not None:
        if accept is not None:
            raise click.UsageError("Give --accept or --door.")
        try:
            _through_a_door(call, entry, way)
        except CareFirst:
            show_care(call.home)
            raise
    elif entry is None:
        raise click.UsageError("Name an ENTRY, or a --door.")
    elif way["answers"] or way["done"] or way["anew"]:
        raise click.UsageError("--answer, --done and --anew go with --door.")
    else:
        try:
            _propose_or_accept(call, entry, accept)
        except CareFirst:
            show_care(call.home)
            raise


def _propose_or_accept(call: Call, entry: str, accept: str | None) -> None:
    from corvia_local.studio import journal, reflecting

    if accept == "-":
        accept = read_text("-")
    with call.vault() as vault:
        read = journal.read(vault, entry)
        if accept is not None:
            kept = journal.accept_reframe(vault, read.id, check_text(accept, "reframe"))
            call.answer({"entry": read.id, "reframe": kept.text}, "Kept, in your words.")
            return
    heard = reflecting.reflect(read.text)
    proposals = reflecting.propose_reframes(read.text, heard)
    lines = [
        line
        for p in proposals
        for line in (f"“{p.thought}”", p.question, *(f"  perhaps: {r}" for r in p.rewordings), "")
    ]
    content = [
        {
            "trap": p.trap,
            "thought": p.thought,
            "question": p.question,
            "draft": p.rewordings[0] if p.rewordings else "",
            "rewordings": list(p.rewordings),
            "because": p.because,
        }
        for p in proposals
    ]
    call.answer(
        {"entry": read.id, "proposals": content},
        *(lines or ["Nothing to propose here. Your words can stay as they are."]),
    )


def _through_a_door(call: Call, entry: str | None, way: dict[str, Any]) -> None:
    from corvia_local.studio import journal, thought_records

    given = [_name_and_text(one) for one in way["answers"]]
    with call.vault() as vault:
        read = None if entry is None else journal.read(vault, entry)
        entry_id = None if read is None else read.id
        asked = not given and not way["done"] and sys.stdin.isatty() and not call.as_json
        record = None if way["anew"] else thought_records.unfinished(vault, way["door"], entry_id)
        if record is None:
            looks_at_one = asked and way["door"] != "body"
            thought = _heaviest_thought(read.text) if read is not None and looks_at_one else ""
            record = thought_records.begin(vault, way["door"], entry_id, thought)
        for name, text in given:
            record = thought_records.answered(vault, record, name, text)
        if asked:
            record, way["done"] = _asked(vault, record)
        if way["done"]:
            record = thought_records.finish(vault, record)
    content = {name: getattr(record, name) for name in ThoughtRecord.__struct_fields__}
    call.answer({"record": content}, *_in_words(record))


def _heaviest_thought(text: str) -> str:
    """Give the thought that the app would begin with, or nothing."""
    from corvia_local.studio import reflecting

    proposals = reflecting.propose_reframes(text, reflecting.reflect(text))
    return proposals[0].thought if proposals else ""


def _name_and_text(given: str) -> tuple[str, str]:
    name, sign, text = given.partition("=")
    if not sign or name not in ANSWER_NAMES:
        raise BadInput(
            f"“{given[:40]}” is no answer. Write NAME=TEXT with one of the names"
            f" {', '.join(ANSWER_NAMES)}."
        )
    return name, read_text("-") if text == "-" else text


def _in_words(record: ThoughtRecord) -> list[str]:
    lines = [
        f"{step.question}\n  {value}"
        for step in STEPS[record.door]
        if step.answer and (value := getattr(record, step.answer)) not in ("", None)
    ]
    if not lines:
        return ["Nothing is answered yet, and nothing was kept."]
    if record.finished_at is None:
        return [*lines, "It is kept half way. The same command goes on; --done ends it here."]
    return [*lines, "Kept, in your words."]


def _asked(vault: "Vault", record: ThoughtRecord) -> tuple[ThoughtRecord, bool]:
    """Ask the rest of the way line by line; give the record and whether the end was reached."""
    from corvia_local.studio import thought_records

    for step in STEPS[record.door][thought_records.next_step(record) :]:
        click.echo(f"\n{step.question}\n{step.hint}".rstrip(), err=True)
        if not step.answer:
            _exercise(step, record)
            continue
        for line in thought_records.questions_for(record, step):
            click.echo(f"  {line}", err=True)
        proposed = _wordings(record) if step.answer == "balanced" else ()
        for number, wording in enumerate(proposed, 1):
            click.echo(f"  {number}  {wording}", err=True)
        try:
            record = _answer(vault, record, step, proposed)
        except (EOFError, click.Abort):
            return record, False
    return record, True


def _answer(
    vault: "Vault", record: ThoughtRecord, step: Step, proposed: tuple[str, ...]
) -> ThoughtRecord:
    from corvia_local.studio import thought_records

    before = getattr(record, step.answer)
    hint = "Enter leaves it out" if before in ("", None) else f"Enter keeps “{before}”"
    if proposed:
        hint = f"a number takes that wording, {hint}"
    while True:
        text = click.prompt(hint, default="", show_default=False, err=True).strip()
        if not text:
            return record
        if proposed and text.isdigit() and 1 <= int(text) <= len(proposed):
            text = proposed[int(text) - 1]
        try:
            return thought_records.answered(vault, record, step.answer, text)
        except BadInput as error:
            click.echo(str(error), err=True)


def _wordings(record: ThoughtRecord) -> tuple[str, ...]:
    from corvia_local.studio import thought_records

    found = thought_records.proposals_for(record.thought)
    return found[0].rewordings if found else ()


def _exercise(step: Step, record: ThoughtRecord) -> None:
    from corvia_local.studio.exercises import exercise_lines

    for line in exercise_lines(step.kind, record.thought):
        click.echo(f"  {line}", err=True)
    click.pause("Any key goes on.", err=True)
