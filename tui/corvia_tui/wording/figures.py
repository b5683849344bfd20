"""Figures as they are written in the language that is spoken."""

from corvia_local.language import tr


def decimal(value: float, digits: int) -> str:
    """Write a number with so many decimal places and the language's decimal sign."""
    return f"{value:.{digits}f}".replace(".", tr(".", context="decimal sign"))


def whole(count: int) -> str:
    """Write a whole number with the language's sign between thousands."""
    return f"{count:,}".replace(",", tr(",", context="sign between thousands"))
