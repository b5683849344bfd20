"""Read a heart-rate strap: the Bluetooth characteristic 0x2A37, and beat intervals as text.

Bluetooth SIG, Heart Rate Service 1.0 and GATT Specification Supplement, "Heart Rate Measurement":
a byte of flags; the rate in 8 or 16 bits; energy in 16 bits, if flagged; RR intervals in 16 bits
each, in units of 1/1024 second; all little-endian.
"""

import struct
from dataclasses import dataclass

from corvia_local.errors import BadInput

UNITS_PER_SECOND = 1024
LONGEST_PACKET = 512
"""Bytes; the longest value that an attribute may have (Bluetooth Core 5.4, Vol 3, Part F)."""

MOST_INTERVALS = 200_000
"""About two days of heartbeats."""

_WIDE_RATE, _CONTACT, _CONTACT_KNOWN, _ENERGY, _INTERVALS = 0x01, 0x02, 0x04, 0x08, 0x10
_RESERVED = 0xE0


class NotAHeartRate(BadInput):
    """The bytes are no Heart Rate Measurement."""


class NotIntervals(BadInput):
    """The text is no list of beat intervals."""


@dataclass(frozen=True)
class HeartRate:
    """One measurement: `rate` in beats a minute, 0 where the sensor found none.

    `intervals` are the times between beats in milliseconds, the oldest first. `contact` tells
    whether the sensor touches the skin, None where it cannot tell. `energy` is in kilojoules.
    """

    rate: int
    intervals: tuple[float, ...]
    contact: bool | None
    energy: int | None


def parse_heart_rate(data: bytes) -> HeartRate:
    """Parse the value of characteristic 0x2A37.

    Raises NotAHeartRate where bytes are missing or left over, or a reserved flag is set.
    """
    if not 2 <= len(data) <= LONGEST_PACKET:
        raise _refuse(f"it is {len(data)} bytes long")
    flags = data[0]
    if flags & _RESERVED:
        raise _refuse(f"its flags 0x{flags:02x} are of no known kind")
    try:
        rate, at = _rate(data, flags)
        energy, at = _energy(data, flags, at)
    except struct.error as error:
        raise _refuse("it ends too early") from error
    intervals = _intervals(data[at:], flags)
    contact = bool(flags & _CONTACT) if flags & _CONTACT_KNOWN else None
    return HeartRate(rate, intervals, contact, energy)


def rr_from_text(text: str) -> tuple[float, ...]:
    """Read beat intervals in milliseconds: numbers apart by white space, commas or semicolons.

    A row that starts with `#` is a remark. Raises NotIntervals naming the row.
    """
    intervals: list[float] = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.lstrip().startswith("#"):
            continue
        for word in row.replace(",", " ").replace(";", " ").split():
            intervals.append(_milliseconds(word, number))
            if len(intervals) > MOST_INTERVALS:
                raise NotIntervals(
                    f"There are more than {MOST_INTERVALS:,} beat intervals. Please cut the"
                    " recording into parts."
                )
    if not intervals:
        raise NotIntervals(
            "There are no beat intervals. Give milliseconds between heartbeats, such as 812 798."
        )
    return tuple(intervals)


def _milliseconds(word: str, row: int) -> float:
    try:
        value = float(word)
    except ValueError:
        value = -1.0
    if not 0 < value < 60_000:
        raise NotIntervals(
            f"“{word[:20]}” in row {row} is no beat interval. Give milliseconds between"
            " heartbeats, such as 812."
        )
    return value


def _rate(data: bytes, flags: int) -> tuple[int, int]:
    if flags & _WIDE_RATE:
        return struct.unpack_from("<H", data, 1)[0], 3
    return data[1], 2


def _energy(data: bytes, flags: int, at: int) -> tuple[int | None, int]:
    if flags & _ENERGY:
        return struct.unpack_from("<H", data, at)[0], at + 2
    return None, at


def _intervals(rest: bytes, flags: int) -> tuple[float, ...]:
    if not flags & _INTERVALS:
        if rest:
            raise _refuse(f"{len(rest)} bytes are left over")
        return ()
    if not rest or len(rest) % 2:
        raise _refuse("its beat intervals are cut off")
    return tuple(units * 1000 / UNITS_PER_SECOND for (units,) in struct.iter_unpack("<H", rest))


def _refuse(problem: str) -> NotAHeartRate:
    return NotAHeartRate(
        f"What the sensor sent is no heart rate measurement: {problem}. Is it a heart-rate strap?"
    )
