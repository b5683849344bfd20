"""Import a journal and erase from it, over and over, until this process is killed.

Arguments: the vault's folder, the passphrase, the journal. Each line says what was finished.
"""

import sys
from pathlib import Path

from corvia_local.studio import erasing
from corvia_local.studio.importing.bringing import bring_in
from corvia_local.studio.importing.choosing import read_journal
from corvia_local.studio.opening import unlock
from corvia_local.vault.entries import entries


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


home, passphrase, journal = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
vault = unlock(home, passphrase)
say("ready")
while True:
    bring_in(vault, read_journal(journal), lambda step, share: say(step))
    for entry in entries(vault, limit=20):
        erasing.erase(vault, erasing.plan_entry(vault, entry.id))
        say("erased", entry.id)
