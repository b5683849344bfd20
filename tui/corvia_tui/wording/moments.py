"""Moments in words, seen from now."""

from datetime import datetime


def moment_words(written: str, now: datetime) -> str:
    """Say when an ISO 8601 moment was: “today 21:04”, “yesterday 09:10”, “3 March 2026 18:00”.

    The day is the one where the person wrote; nothing is ever counted in days passed.
    """
    moment = datetime.fromisoformat(written)
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"today {moment:%H:%M}"
    if days == 1:
        return f"yesterday {moment:%H:%M}"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year} {moment:%H:%M}"


def length_words(seconds: float) -> str:
    """Write a length in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def greeting(hour: int) -> str:
    """Say hello as one would at that hour (0…23)."""
    if hour < 5:
        return "It is the middle of the night. Good that you are here."
    if hour < 11:
        return "Good morning. Take the time you need."
    if hour < 18:
        return "Good to see you. Take the time you need."
    return "Good evening. The day can be put down here."
