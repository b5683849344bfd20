"""Days and months in words."""

from datetime import date

from corvia_local.language import mark, tr

MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"),
    mark("December"),
)  # fmt: skip
SHORT_MONTHS = (
    mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun"),
    mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec"),
)  # fmt: skip
WEEKDAYS = (
    mark("Mo"), mark("Tu"), mark("We"), mark("Th"), mark("Fr"), mark("Sa"), mark("Su"),
)  # fmt: skip


def month_words(day: date) -> str:
    """Name a day's month and year, as “November 2026”."""
    return tr("{month} {year}", month=tr(MONTHS[day.month - 1]), year=day.year)


def day_of_month(day: date) -> str:
    """Name a day within its year, as “3 March”."""
    return tr("{day} {month}", day=day.day, month=tr(MONTHS[day.month - 1]))


def day_words(day: date) -> str:
    """Name a day with its year, as “3 March 2026”."""
    return tr("{day} {year}", day=day_of_month(day), year=day.year)


def short_day(day: date) -> str:
    """Name a day within its year in at most eight cells, as “ 3 Mar”."""
    return tr("{day} {month}", context="short", day=f"{day.day:>2}",
              month=tr(SHORT_MONTHS[day.month - 1]))  # fmt: skip
