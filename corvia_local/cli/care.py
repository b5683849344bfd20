"""`corvia care`, `corvia care plan`, `corvia help`: where help is, and a plan of one's own."""

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.care_first import WHERE_THE_CHOICES_ARE
from corvia_local.cli.confirming import require_word
from corvia_local.cli.reading import read_text
from corvia_local.errors import BadInput
from corvia_local.model.safety_plan import PART_HINTS, PART_NAMES, PART_TITLES, SafetyPlan

if TYPE_CHECKING:
    from corvia_local.studio.country import ChosenCountry

ERASE_WORD = "erase"


@click.group(invoke_without_command=True)
@click.option("--country", help="Two letters, such as DE; else the one you keep, else a guess.")
@shared_options
def care(call: Call, country: str | None) -> None:
    """Show where help is, now. Works off line; nothing is stored."""
    if click.get_current_context().invoked_subcommand is None:
        _show_card(call, country)


@click.command("help")
@click.option("--country", help="Two letters, such as DE; else the one you keep, else a guess.")
@shared_options
def help_(call: Call, country: str | None) -> None:
    """Show where help is, now: the same as `corvia care`."""
    _show_card(call, country)
    call.tell("For the commands of the program: corvia --help")


def _show_card(call: Call, given: str | None) -> None:
    from corvia_local.studio.reflecting import care_card
    from corvia_local.studio.speaking import language_of

    place = _country(call, given)
    lines = care_card(place.code, after_text=False, language=language_of(call.home, os.environ))
    content = {"card": list(lines), "country": place.code, "country_is_a_guess": place.guessed}
    call.answer(content, *lines, *_about_the_guess(place))
    call.tell(WHERE_THE_CHOICES_ARE)


def _country(call: Call, given: str | None) -> "ChosenCountry":
    from corvia_local.studio.country import ChosenCountry, checked_country, chosen_country

    if given is not None:
        return ChosenCountry(checked_country(given), guessed=False)
    return chosen_country(call.home, os.environ)


def _about_the_guess(place: "ChosenCountry") -> list[str]:
    if not place.guessed:
        return []
    return [
        f"Numbers for {place.name or place.code}: a guess from this machine's language setting."
        " `corvia care country DE` keeps another."
    ]


@care.command("country")
@click.argument("code", required=False)
@click.option("--forget", is_flag=True, help="Let the guess hold again.")
@shared_options
def country(call: Call, code: str | None, forget: bool) -> None:
    """Say whose numbers come first, or keep CODE (two letters). Needs no passphrase."""
    from corvia_local.studio.country import chosen_country, keep_country

    if code is not None and forget:
        raise click.UsageError("Give a CODE or --forget.")
    if code is not None or forget:
        keep_country(call.home, code)
    place = chosen_country(call.home, os.environ)
    said = f"{place.name or place.code or 'no country yet'}"
    call.answer(
        {"country": place.code, "country_is_a_guess": place.guessed},
        said + (" (a guess from this machine's language setting)" if place.guessed else ""),
    )


@care.command("message")
@shared_options
def message(call: Call) -> None:
    """Show a first message to someone you trust, to copy and change. Nothing is sent."""
    from corvia_local.studio.reflecting import first_message
    from corvia_local.studio.speaking import language_of

    text = first_message(language_of(call.home, os.environ))
    call.answer({"message": text}, text)


@care.command("grounding")
@shared_options
def grounding(call: Call) -> None:
    """Come back to the room by what you see, feel and hear."""
    from corvia_local.studio.reflecting import grounding_lines
    from corvia_local.studio.speaking import language_of

    lines = grounding_lines(language_of(call.home, os.environ))
    call.answer({"grounding": list(lines)}, *lines)


@care.group("plan")
def plan() -> None:
    """Your own safety plan, kept in the vault: see it, write it, erase it."""


@plan.command("show")
@shared_options
def show(call: Call) -> None:
    """Show your plan."""
    from corvia_local.studio.planning_for_safety import plan_text, read_plan

    with call.vault() as vault:
        kept = read_plan(vault)
    text = plan_text(kept).rstrip()
    if kept.is_empty:
        text = "There is no plan yet. `corvia care plan write` begins one, part by part."
    call.answer({"plan": _as_json(kept)}, text)


@plan.command("write")
@click.option("--part", type=click.Choice(PART_NAMES), help="One part; the others stay.")
@click.argument("text", required=False)
@shared_options
def write(call: Call, part: str | None, text: str | None) -> None:
    """Write your plan: one --part, or everything.

    With --part, TEXT is that part (- reads standard input, which no other program sees). Without,
    you are asked part by part, or the whole plan is read from standard input under its headings,
    as `corvia care plan show` writes it.
    """
    from corvia_local.studio.planning_for_safety import keep_plan, plan_of_text, read_plan

    if part is None and text not in (None, "-"):
        raise click.UsageError("Name the --part that this text is for.")
    with call.vault() as vault:
        kept = read_plan(vault)
        if part is not None:
            changed = _with_part(kept, part, read_text(text))
        elif text is None and sys.stdin.isatty():
            changed = _asked(kept)
        else:
            changed = plan_of_text(read_text("-"))
            if changed.is_empty:
                raise BadInput(
                    "No heading of the plan was found, so nothing was changed."
                    f" A part begins with a line such as “## {PART_TITLES['ask']}”."
                )
        keep_plan(vault, changed)
    call.answer({"plan": _as_json(changed)}, "Kept, in your words.")


@plan.command("erase")
@click.option("--confirm", help=f"The word “{ERASE_WORD}”.")
@shared_options
def erase(call: Call, confirm: str | None) -> None:
    """Erase your plan. Backups that hold it keep it."""
    from corvia_local.studio.planning_for_safety import erase_plan

    with call.vault() as vault:
        require_word(confirm, ERASE_WORD)
        erase_plan(vault)
    call.answer({"erased": True}, "Erased. Backups that were made before still hold it.")


def _with_part(kept: SafetyPlan, part: str, text: str) -> SafetyPlan:
    import msgspec

    return msgspec.structs.replace(kept, **{part: text.strip()})


def _asked(kept: SafetyPlan) -> SafetyPlan:
    for name in PART_NAMES:
        before = getattr(kept, name)
        click.echo(f"\n{PART_TITLES[name]}\n{PART_HINTS[name]}", err=True)
        if before:
            click.echo(before, err=True)
        given = click.prompt(
            "Enter leaves it as it is", default="", show_default=False, err=True
        ).strip()
        if given:
            kept = _with_part(kept, name, given)
    return kept


def _as_json(kept: SafetyPlan) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in PART_NAMES}
