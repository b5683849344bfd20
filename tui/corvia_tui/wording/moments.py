"""Moments in words, seen from now."""

from datetime import datetime

from corvia_local.language import tr
from corvia_tui.wording.days import day_of_month, day_words


def moment_words(written: str, now: datetime) -> str:
    """Say when an ISO 8601 moment was: “today 21:04”, “yesterday 09:10”, “3 March 2026 18:00”.

    The day is the one where the person wrote; nothing is ever counted in days passed.
    """
    moment = datetime.fromisoformat(written)
    days, time = (now.date() - moment.date()).days, f"{moment:%H:%M}"
    if days == 0:
        return tr("today {time}", time=time)
    if days == 1:
        return tr("yesterday {time}", time=time)
    day = day_of_month(moment) if moment.year == now.year else day_words(moment)
    return f"{day} {time}"


def length_words(seconds: float) -> str:
    """Write a length in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def greeting(hour: int) -> str:
    """Say hello as one would at that hour (0…23)."""
    if hour < 5:
        return tr("It is the middle of the night. Good that you are here.")
    if hour < 11:
        return tr("Good morning. Take the time you need.")
    if hour < 18:
        return tr("Good to see you. Take the time you need.")
    return tr("Good evening. The day can be put down here.")
