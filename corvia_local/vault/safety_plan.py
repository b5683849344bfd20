"""The safety plan as the vault keeps it. Nothing about it is written to the ledger."""

import msgspec

from corvia_local.model.safety_plan import LONGEST_PART, PART_NAMES, PART_TITLES, SafetyPlan
from corvia_local.vault.erasing import require_sweep
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault


def safety_plan(vault: Vault) -> SafetyPlan:
    """Give the plan; parts that were never written are empty."""
    kept = {str(part): str(text) for part, text in vault.rows("SELECT part, text FROM safety_plan")}
    return SafetyPlan(**{name: kept[name] for name in PART_NAMES if name in kept})


def keep_safety_plan(vault: Vault, plan: SafetyPlan) -> None:
    """Keep a plan in place of the one before; it is on disk when this returns.

    Raises TextTooLong, NotText, Busy, StorageFailed, and then nothing was changed.
    """
    parts = msgspec.structs.asdict(plan)
    for name, text in parts.items():
        check_storable(text, f"part “{PART_TITLES[name]}”", LONGEST_PART)
    with vault.transaction():
        vault.write("DELETE FROM safety_plan")
        for name, text in parts.items():
            if text.strip():
                vault.write("INSERT INTO safety_plan (part, text) VALUES (?, ?)", (name, text))


def erase_safety_plan(vault: Vault) -> None:
    """Erase the plan. A sweep of the file is due afterwards."""
    with vault.transaction():
        vault.write("DELETE FROM safety_plan")
        require_sweep(vault)
