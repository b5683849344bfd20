"""Moments as the vault writes them: local time in ISO 8601 with its offset, to the second."""

from datetime import date, datetime

from corvia_local.errors import BadInput


class DateUnreadable(BadInput):
    """What was given is not a date or a moment."""


def local_time(moment: datetime | None = None) -> str:
    """Write a moment, by default now; one without a zone is taken as local time."""
    return (moment or datetime.now()).astimezone().isoformat(timespec="seconds")


def epoch_seconds(written: str) -> int:
    """Give the seconds since 1970 of a moment with its offset; raise DateUnreadable."""
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            raise ValueError("no offset")
        return int(moment.timestamp())
    except (ValueError, OverflowError) as error:
        raise DateUnreadable(
            f"“{written[:40]}” is not a moment. Give it as 2026-03-01T21:30:00+01:00."
        ) from error


def checked_date(written: str) -> str:
    """Give an ISO date as it is; raise DateUnreadable for anything else."""
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError as error:
        raise DateUnreadable(f"“{written[:40]}” is not a date. Give it as 2026-03-01.") from error
