"""The safety plan is kept, changed, erased, exported and backed up like everything else."""

from pathlib import Path

import pytest

from corvia_local.model.safety_plan import LONGEST_PART, PART_HINTS, PART_NAMES, PART_TITLES
from corvia_local.model.safety_plan import SafetyPlan as Plan
from corvia_local.studio.exporting.contents import export_files
from corvia_local.studio.planning_for_safety import (
    erase_plan,
    keep_plan,
    plan_of_text,
    plan_text,
    read_plan,
)
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault, open_vault
from corvia_local.vault.texts import NotText, TextTooLong

PLAN = Plan(alone="Walk to the river.\nTea.", ask="Ana 555 0101", reasons="The dog")


def test_a_plan_outlasts_the_vaults_closing(vault: Vault, home: Path, passphrase: str) -> None:
    assert read_plan(vault).is_empty
    keep_plan(vault, PLAN)
    vault.close()
    with open_vault(home, passphrase) as again:
        assert read_plan(again) == PLAN


def test_the_last_plan_counts_and_an_erased_one_is_gone(vault: Vault) -> None:
    keep_plan(vault, PLAN)
    keep_plan(vault, Plan(places="The library"))
    assert read_plan(vault) == Plan(places="The library")
    erase_plan(vault)
    assert read_plan(vault).is_empty


def test_the_ledger_says_nothing_about_it(vault: Vault) -> None:
    before = ledger(vault)
    keep_plan(vault, PLAN)
    erase_plan(vault)
    assert ledger(vault) == before


@pytest.mark.parametrize(
    ("text", "error"), [("x" * (LONGEST_PART + 1), TextTooLong), ("\x00", NotText)]
)
def test_what_cannot_be_kept_changes_nothing(
    vault: Vault, text: str, error: type[Exception]
) -> None:
    keep_plan(vault, PLAN)
    with pytest.raises(error):
        keep_plan(vault, Plan(ask="Bo", safer=text))
    assert read_plan(vault) == PLAN


def test_a_plan_reads_back_from_its_text() -> None:
    assert plan_of_text(plan_text(PLAN)) == PLAN
    assert plan_of_text(plan_text(PLAN, with_empty_parts=True)) == PLAN
    assert plan_of_text("no heading at all").is_empty


def test_every_part_has_a_title_and_a_hint() -> None:
    assert set(PART_TITLES) == set(PART_HINTS) == set(PART_NAMES)


def test_the_export_holds_the_plan_only_where_there_is_one(vault: Vault) -> None:
    assert "own-plan.md" not in dict(export_files(vault))
    keep_plan(vault, PLAN)
    assert dict(export_files(vault))["own-plan.md"].decode() == plan_text(PLAN)
