"""A search finds what stands in a text, in any script, and any string is a search."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corvia_local.vault.entries import add_entry, entries, keep_entry
from corvia_local.vault.opening import Vault
from corvia_local.vault.search import fold


def found(vault: Vault, search: str) -> set[str]:
    return {one.text for one in entries(vault, search=search)}


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Überall war Café-Lärm", "uberall cafe larm"),
        ("uberall", "ÜBERALL"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "STRASSE"),
        ("I can't sleep", "can't"),
        ("今日は気分が悪い", "気分"),
        ("今日は気分が悪い", "悪"),
        ("パーティー", "ﾊﾟｰﾃｨｰ"),
        ("오늘은 슬펐다", "슬"),
        ("я чувствую себя плохо", "ЧУВСТВУЮ"),
        ("أشعر بالحُزن", "اشعر بالحزن"),
        ("שָׁלוֹם", "שלום"),
        ("मुझे दुख है", "दुख"),
        ("วันนี้ฉันเศร้า", "เศร้า"),
        ("buồn quá", "buon"),
        ("İstanbul", "istanbul"),
        ("unhappiness", "happi"),
        ("a b c", "a c"),
        ("I feel 😶‍🌫️ today", "😶"),
    ],
)
def test_it_finds(vault: Vault, text: str, search: str) -> None:
    add_entry(vault, text)
    add_entry(vault, "something else entirely")
    assert found(vault, search) == {text}


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("calling", "called"),
        ("only one word", "only two"),
        ("दिन", "दान"),
        ("はは", "ばば"),
        ("ก็ดี", "ไม่ดี"),
    ],
)
def test_it_does_not_find(vault: Vault, text: str, search: str) -> None:
    add_entry(vault, text)
    assert found(vault, search) == set()


@pytest.mark.parametrize(
    "search",
    [
        '"',
        "'",
        '"abc',
        "abc*",
        "a AND",
        "NOT abc",
        "abc OR",
        "NEAR(a b)",
        "folded:abc",
        "-abc",
        "^abc",
        "(abc",
        "a\x00b",
        "\udc80\udcff",
        "%",
        "_",
        "{abc} : x",
    ],
)
def test_any_string_is_a_search(vault: Vault, search: str) -> None:
    add_entry(vault, "plain words")
    assert found(vault, search) == set()


def test_a_long_string_is_a_search(vault: Vault) -> None:
    add_entry(vault, "plain words" * 10_000)
    assert found(vault, "plainwords" * 10_000) == set()
    assert found(vault, "plain words plain " * 5_000) == {"plain words" * 10_000}


@pytest.mark.parametrize("search", ["", "  ", "\n"])
def test_an_empty_search_lists_all(vault: Vault, search: str) -> None:
    add_entry(vault, "plain words")
    assert found(vault, search) == {"plain words"}


WORDS = st.text("aäAÁbßé\u0301 \"'*気分がﾊﾟ-", max_size=12)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(text=WORDS, search=WORDS)
@example(text="aaaabaaaa", search="aaab")
@example(text='say "no"', search='"no"')
def test_the_index_agrees_with_its_definition(vault: Vault, text: str, search: str) -> None:
    add_entry(vault, "·" + text)
    texts = {one.text for one in entries(vault)}
    words = fold(search).split()
    expected = {one for one in texts if all(word in fold(one) for word in words)}
    assert found(vault, search) == expected


def test_a_limited_search_gives_the_newest_of_all_that_are_found(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corvia_local.vault.finding._NEWEST", 7)
    for number in range(40):
        words = "the lake" + " at dawn" * (number % 3 == 0) + " alone" * (number in (2, 5))
        add_entry(vault, words, tags=("still",) if number % 2 else ())
    for search in ("lake", "dawn lake", "alone", "la", "nowhere", ""):
        for tag in (None, "still"):
            whole = entries(vault, search=search, tag=tag)
            for limit in (0, 1, 3, 8, 39, 600):
                assert entries(vault, search=search, tag=tag, limit=limit) == whole[:limit]


def test_old_entries_that_were_imported_later_stand_where_they_belong(vault: Vault) -> None:
    days = [20, 21, 1, 2, 3, 22, 4, 30, 5, 5, 23]
    for number, day in enumerate(days):
        words = "the lake" + " at dawn" * (number % 2)
        keep_entry(vault, f"2026-03-{day:02}T08:00:00+01:00", words)
    for search in ("", "lake", "dawn", "la", "lake la", "at dawn the"):
        for since in (None, "2026-03-03", "2026-03-22"):
            whole = entries(vault, search=search, since=since)
            assert [one.written_at for one in whole] == sorted(
                (one.written_at for one in whole), reverse=True
            )
            for limit in range(12):
                for skip in (0, 1, 4, 40):
                    page = entries(vault, search=search, since=since, limit=limit, skip=skip)
                    assert page == whole[skip : skip + limit]
