"""The error tree. Every error says what is wrong and what can be done, and carries an exit code.

CorviaError                 1  anything else that is expected to go wrong
├── BadInput                3  what was given cannot be used: a text, a mood, a file, a name
├── NotFound                4  there is no such entry, song, community or file
├── Locked                  5  no passphrase, or not the right one
├── VaultDamaged            6  the vault's file or slots do not verify
├── StorageFailed           7  the disk is full, or a folder may not be written
├── PartMissing             8  a synthesizer, SoundFont, model or sound device is not there
├── ConsentMissing          9  nothing leaves without a consent that covers it
├── PeerRefused            10  bytes from a peer or a file failed a bound, a hash or a signature
├── CareFirst              11  the text speaks of harm; help is shown before anything else
├── Busy                   12  another process holds the vault
└── Cancelled             130  the person stopped it

Exit code 0 is success and 2 is wrong usage of the command line. Rooms raise subclasses of these
or these themselves; codes are never reused for another meaning.
"""

from typing import ClassVar


class CorviaError(Exception):
    """Something went wrong that the program expected could go wrong.

    `str(error)` is one or two plain sentences for the person: what is wrong, then what to do.
    """

    exit_code: ClassVar[int] = 1

    @property
    def name(self) -> str:
        """Give the class's name, a stable word for `--json` and for tests."""
        return type(self).__name__


class BadInput(CorviaError):
    """What was given cannot be used."""

    exit_code = 3


class NotFound(CorviaError):
    """There is no such thing."""

    exit_code = 4


class Locked(CorviaError):
    """The vault stays locked: no passphrase, or not the right one."""

    exit_code = 5


class VaultDamaged(CorviaError):
    """The vault's file or its key slots do not verify."""

    exit_code = 6


class StorageFailed(CorviaError):
    """The disk is full, or a folder may not be written."""

    exit_code = 7


class PartMissing(CorviaError):
    """A synthesizer, SoundFont, model or sound device is not there."""

    exit_code = 8


class ConsentMissing(CorviaError):
    """Nothing leaves without a consent that covers it."""

    exit_code = 9


class PeerRefused(CorviaError):
    """Bytes from a peer or a file failed a bound, a hash or a signature."""

    exit_code = 10


class CareFirst(CorviaError):
    """The text speaks of harm to oneself; help is shown before anything else."""

    exit_code = 11


class Busy(CorviaError):
    """Another process holds the vault."""

    exit_code = 12


class Cancelled(CorviaError):
    """The person stopped it."""

    exit_code = 130
