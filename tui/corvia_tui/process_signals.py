"""Signals of the system: the app is to stop for a while, goes on, or is to end.

They are taken by the event loop, so that the vault can be locked before the process stops. The
terminal is put down and taken up by the driver that Textual runs on.
"""

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable

SECONDS_TO_END = 5.0
"""After a lost terminal the driver may wait for ever to write to it; what is written is kept by
then, so the process ends."""


class ProcessSignals:
    """Calls `stop`, `went_on` and `end` when the system asks for it.

    `put_down` and `take_up` are the terminal's: before the process stops, and when it goes on.
    """

    def __init__(
        self,
        stop: Callable[[], object],
        went_on: Callable[[], object],
        end: Callable[[], object],
        put_down: Callable[[], object],
        take_up: Callable[[], object],
    ) -> None:
        self._stop = stop
        self._went_on = went_on
        self._end = end
        self._put_down = put_down
        self._take_up = take_up
        self._is_down = False
        self._is_ending = False

    def take(self) -> None:
        """Take the signals from now on; the event loop must be running in the main thread."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, self._stop)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)
        for ending in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(ending, self._finish, ending)

    def stop_now(self) -> None:
        """Put the terminal down and stop, until the shell lets the process go on."""
        self._put_down()
        self._is_down = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def end_if_hung_up(self) -> None:
        """End as at SIGHUP where the terminal is gone and no signal told of it.

        That is so for a process that the terminal did not start itself; the driver would read
        nothing from it for ever.
        """
        if not self._is_ending and is_hung_up(sys.__stdin__.fileno() if sys.__stdin__ else 0):
            self._finish(signal.SIGHUP)

    def _go_on(self) -> None:
        if not self._is_down:
            # Stopped from outside, without a word before: what the terminal was told is forgotten.
            self._put_down()
        self._is_down = False
        self._take_up()
        self._went_on()

    def _finish(self, number: int) -> None:
        self._is_ending = True
        last = threading.Timer(SECONDS_TO_END, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self._end()


def is_hung_up(fileno: int) -> bool:
    """Tell whether the other side of a terminal is closed (POLLHUP, poll(2))."""
    poll = select.poll()
    poll.register(fileno, 0)
    return any(event & (select.POLLHUP | select.POLLNVAL) for _, event in poll.poll(0))


def can_take_signals() -> bool:
    """Tell whether this system stops and continues processes, and the main thread asks."""
    return hasattr(signal, "SIGTSTP") and threading.current_thread() is threading.main_thread()
