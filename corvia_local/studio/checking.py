"""Look through a vault and say in words what is whole, what is not, and what to do."""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.errors import VaultDamaged
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import load_slots
from corvia_local.vault.integrity import (
    Finding,
    SearchIndexStale,
    examine,
    rebuild_search,
    row_counts,
)
from corvia_local.vault.kept_backups import newest_backup
from corvia_local.vault.opening import NoVault, open_vault, vault_exists
from corvia_local.vault.slot_records import slot_records
from corvia_local.vault.vault import Vault

__all__ = ["Examination", "Finding", "check_open_vault", "check_vault"]


@dataclass(frozen=True)
class Examination:
    """What was found of each part, the rows by table, and what to do about it, in sentences."""

    findings: tuple[Finding, ...]
    rows: dict[str, int]
    advice: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every part is whole."""
        return all(finding.whole for finding in self.findings)


def check_vault(home: Path, passphrase: str, *, mend: bool = False) -> Examination:
    """Check slots, pages, structure, references, search index and ledger.

    What is damaged becomes a finding, never an error. With `mend` a search index that does not fit
    is made anew from the entries. Raises NoVault, Locked, StorageFailed, Busy.
    """
    if not vault_exists(home):
        raise NoVault(f"There is no vault in {home} yet. `corvia init` makes one.")
    try:
        with storage_failures(home):
            load_slots(home)
    except VaultDamaged as error:
        return _examination(home, [Finding("key slots", False, str(error))], {})
    slots = Finding("key slots", True, "whole")
    try:
        with open_vault(home, passphrase) as vault:
            return _examination(home, [slots, *_examined(vault, mend)], _rows(vault))
    except VaultDamaged as error:
        return _examination(home, [slots, Finding("database", False, str(error))], {})


def check_open_vault(vault: Vault, *, mend: bool = False) -> Examination:
    """Make the same checks within a vault that is open already; its slots have just opened it."""
    slots = Finding("key slots", True, "whole")
    return _examination(vault.home, [slots, *_examined(vault, mend)], _rows(vault))


def _examined(vault: Vault, mend: bool) -> list[Finding]:
    found = [_recipients(vault), *examine(vault)]
    stale = [one for one in found if one.kind == SearchIndexStale.__name__]
    if mend and stale and all(one.whole or one in stale for one in found):
        count = rebuild_search(vault)
        return [
            Finding("search index", True, f"made anew from {count:,} entries") if one in stale
            else one
            for one in found
        ]  # fmt: skip
    return found


def _recipients(vault: Vault) -> Finding:
    """Say whether each slot is known; one that is not opens, but cannot be carried on."""
    known = slot_records(vault)
    unknown = [
        slot for slot in vault.slots.slots
        if slot.kdf.salt not in known or known[slot.kdf.salt].recipient is None
    ]  # fmt: skip
    said = f"{len(vault.slots.slots)} ways in"
    if unknown:
        said += f"; {len(unknown)} of an older version, which become known when they are used"
    return Finding("ways in", True, said)


def _rows(vault: Vault) -> dict[str, int]:
    try:
        return row_counts(vault)
    except VaultDamaged:
        # That the tables cannot be counted stands in the findings already.
        return {}


def _examination(home: Path, found: list[Finding], rows: dict[str, int]) -> Examination:
    advice = []
    if not all(finding.whole for finding in found):
        advice.append(
            "Close every program that has the vault open, and copy the whole folder aside before"
            " anything else."
        )
        newest = newest_backup(home)
        advice.append(
            f"The newest backup that lies here is {newest}; `corvia restore {newest} --home FOLDER`"
            " puts it into another folder."
            if newest is not None
            else "Then `corvia restore FILE --home FOLDER` puts a backup into another folder."
        )
    return Examination(tuple(found), rows, tuple(advice))
