"""The person's own safety plan: read it, write it, take it as a text, erase it."""

from corvia_local.model.safety_plan import PART_NAMES, PART_TITLES, SafetyPlan
from corvia_local.vault import safety_plan as store
from corvia_local.vault.erasing import sweep
from corvia_local.vault.opening import Vault

__all__ = ["erase_plan", "keep_plan", "plan_of_text", "plan_text", "read_plan"]

_PARTS_BY_TITLE = {title.casefold(): name for name, title in PART_TITLES.items()}


def read_plan(vault: Vault) -> SafetyPlan:
    """Give the plan; parts that were never written are empty."""
    return store.safety_plan(vault)


def keep_plan(vault: Vault, plan: SafetyPlan) -> None:
    """Keep a plan in place of the one before; raises what the vault raises."""
    store.keep_safety_plan(vault, plan)


def erase_plan(vault: Vault) -> None:
    """Erase the plan, then sweep the file, so that no copy stays in an unused part of it.

    Raises SweepUnfinished where another process holds the vault; the plan is gone then too.
    """
    store.erase_safety_plan(vault)
    sweep(vault)


def plan_text(plan: SafetyPlan, *, with_empty_parts: bool = False) -> str:
    """Write a plan as Markdown, a heading a part; `plan_of_text` reads it again."""
    blocks = [
        f"## {PART_TITLES[name]}\n\n{text}".rstrip()
        for name in PART_NAMES
        if (text := getattr(plan, name).strip()) or with_empty_parts
    ]
    return "\n\n".join(["# My plan for hard hours", *blocks]) + "\n"


def plan_of_text(text: str) -> SafetyPlan:
    """Read a plan that was written under our headings; lines before the first one are left out."""
    parts: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        name = _PARTS_BY_TITLE.get(line.lstrip("#").strip().casefold())
        if line.startswith("#") and name is not None:
            current = parts.setdefault(name, [])
        elif current is not None:
            current.append(line)
    return SafetyPlan(**{name: "\n".join(lines).strip() for name, lines in parts.items()})
