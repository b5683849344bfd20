"""Token buckets: how often somebody may ask. Nothing of who asked is written anywhere."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

MOST_CALLERS: Final = 10_000
"""Callers remembered at once; the one who asked longest ago is forgotten first."""

_NETWORK: Final = 64
"""Bits of an IPv6 address that name a household rather than a machine (RFC 6177)."""


class Buckets:
    """A bucket for each caller: full at `most`, and filled again within `seconds`."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = float(most)
        self._rate = most / seconds
        self._clock = clock
        self._callers: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, caller: str) -> float:
        """Take a token and give 0, or give the seconds until there is one."""
        now = self._clock()
        tokens, at = self._callers.pop(caller, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._rate)
        allowed = tokens >= 1
        self._callers[caller] = (tokens - 1 if allowed else tokens, now)
        if len(self._callers) > MOST_CALLERS:
            self._callers.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate


def caller_of(address: str) -> str:
    """Name whom an address belongs to: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(int(found) >> 128 - _NETWORK)
    return str(found)
