"""`corvia outcomes`."""

from dataclasses import asdict
from pathlib import Path

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import require_word
from corvia_local.model.thought_record import ANSWER_NAMES, DOOR_TITLES, ThoughtRecord

ERASE_WORD = "erase"


@click.command()
@click.option("--list", "listed", is_flag=True, help="List every record with its answers.")
@click.option("--erase", "erased", metavar="RECORD", help="Erase one record for good.")
@click.option("--confirm", help=f"The word “{ERASE_WORD}”, with --erase.")
@click.option("--save", type=click.Path(path_type=Path), help="An SVG file for a picture of them.")
@shared_options
def outcomes(
    call: Call, listed: bool, erased: str | None, confirm: str | None, save: Path | None
) -> None:
    """See belief and strength before and after, by door, with the number of cases.

    Below five cases no figure is given: it would say too little.
    """
    from corvia_local.studio import thought_records
    from corvia_local.studio.outcomes import in_words
    from corvia_local.studio.outcomes import outcomes as summarised

    with call.vault() as vault:
        if erased is not None:
            found = thought_records.record(vault, erased)
            require_word(confirm, ERASE_WORD)
            thought_records.erase(vault, found.id)
            call.answer({"erased": found.id}, "Erased. Backups made before still hold it.")
            return
        records = thought_records.records(vault)
    summary = summarised(records)
    content: dict[str, object] = {"outcomes": [asdict(one) for one in summary]}
    lines = in_words(summary)
    if listed:
        fields = ThoughtRecord.__struct_fields__
        content["records"] = [{name: getattr(one, name) for name in fields} for one in records]
        lines = [line for one in records for line in _record(one)] + lines
    if save is not None:
        from corvia_local.studio.outcome_picture import draw_outcomes
        from corvia_local.studio.picture_file import write_picture

        write_picture(draw_outcomes(records), save)
        lines.append(f"{save} shows them. The file is not encrypted.")
    call.answer(content, *lines)


def _record(one: ThoughtRecord) -> list[str]:
    state = "left half way" if one.finished_at is None else "done"
    answers = [
        f"  {name.replace('_', ' ')}: {value}"
        for name in ANSWER_NAMES
        if (value := getattr(one, name)) not in ("", None)
    ]
    return [f"{one.id}  {one.begun_at[:10]}  {DOOR_TITLES[one.door]} ({state})", *answers, ""]
