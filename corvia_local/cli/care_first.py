"""The care card on standard error, before anything else is said about a text."""

import os
from pathlib import Path

import click

WHERE_THE_CHOICES_ARE = (
    "2: corvia care message   3: corvia care grounding   4: corvia care plan show"
)


def show_care(home: Path) -> None:
    """Show the card for the country that is kept, else for the guess."""
    from corvia_local.studio.country import chosen_country
    from corvia_local.studio.reflecting import care_card
    from corvia_local.studio.speaking import language_of

    country = chosen_country(home, os.environ).code
    for line in care_card(country, language=language_of(home, os.environ)):
        click.echo(line, err=True)
    click.echo(WHERE_THE_CHOICES_ARE, err=True)
