"""Noted moods by days and weeks: what was not noted is left out, never filled in."""

import xml.etree.ElementTree as ET
from datetime import date, datetime
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput
from corvia_local.model.mood import Mood
from corvia_local.studio import journal
from corvia_local.studio.mood_picture import NothingNoted, save_picture
from corvia_local.studio.moods import month_moods, week_moods
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault
from corvia_local.vault.vault import Vault

THURSDAY = date(2026, 11, 26)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made, _ = create_vault(tmp_path / "vault", "lamp in the june window", KdfLimits(1, 8192))
    for day, mood in (
        (datetime(2026, 10, 5, 9), Mood(-0.8, 0.2)),
        (datetime(2026, 11, 23, 9), Mood(0.2, -0.4)),
        (datetime(2026, 11, 23, 22), Mood(0.6, 0.0)),
        (datetime(2026, 11, 25, 12), None),
        (datetime(2026, 11, 29, 23, 59), Mood(-0.2, -0.2)),
        (datetime(2026, 11, 30, 0, 0), Mood(1.0, 1.0)),
    ):
        entries.add_entry(made, "a line", mood=mood, now=day)
    return made


def test_a_week_goes_from_monday_to_sunday_and_has_least_mean_and_most(vault: Vault) -> None:
    with vault:
        weeks = week_moods(vault, THURSDAY, 12)
    assert [week.monday for week in weeks] == [date(2026, 10, 5), date(2026, 11, 23)]
    last = weeks[-1]
    assert last.noted == 3
    assert (last.valence.low, last.valence.high) == (-0.2, 0.6)
    assert last.valence.mean == pytest.approx(0.2)
    assert last.arousal.mean == pytest.approx(-0.2)


def test_only_the_weeks_that_are_asked_for_are_given(vault: Vault) -> None:
    with vault:
        assert [one.monday for one in week_moods(vault, THURSDAY, 1)] == [date(2026, 11, 23)]
        assert week_moods(vault, date(2020, 1, 1), 4) == []


def test_a_month_has_the_days_on_which_something_was_written(vault: Vault) -> None:
    with vault:
        days = month_moods(vault, 2026, 11)
    assert sorted(days) == [23, 25, 29, 30]
    assert days[25].mood is None
    assert days[23].entries == 2
    assert days[23].mood is not None
    assert days[23].mood.valence == pytest.approx(0.4)


def test_december_ends_with_its_last_day(vault: Vault) -> None:
    with vault:
        entries.add_entry(vault, "the last", now=datetime(2026, 12, 31, 23))
        entries.add_entry(vault, "the first", now=datetime(2027, 1, 1, 0))
        assert sorted(month_moods(vault, 2026, 12)) == [31]


def test_a_day_lists_its_own_entries_alone(vault: Vault) -> None:
    with vault:
        found = journal.of_day(vault, date(2026, 11, 23))
    assert [one.written_at[11:13] for one in found] == ["22", "09"]


def test_a_check_in_leaves_the_page_that_is_being_written(vault: Vault) -> None:
    with vault:
        journal.keep_draft(vault, "half a page")
        kept = journal.check_in(vault, "tired, calm", Mood(0.2, -0.6), ("tired", "calm"))
        assert journal.draft(vault) == "half a page"
        assert journal.read(vault, kept.id).tags == ("tired", "calm")


def test_the_picture_has_a_point_a_week_in_each_row_and_overwrites_nothing(
    vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "moods.svg"
    with vault:
        weeks = week_moods(vault, THURSDAY, 12)
    save_picture(weeks, file)
    drawn = ET.fromstring(file.read_text())
    points = drawn.findall("{http://www.w3.org/2000/svg}circle")
    assert len(points) == 4
    heights = [float(point.get("cy") or 0) for point in points[:2]]
    assert heights[0] > heights[1]
    with pytest.raises(BadInput, match="already"):
        save_picture(weeks, file)
    with pytest.raises(NothingNoted):
        save_picture([], tmp_path / "none.svg")
