"""Three words of the recovery phrase are asked for, with patience."""

import sys
from collections.abc import Callable

import click
import pytest

from corvia_local.cli.ways_in import has_written_down, words_in_rows

WORDS = " ".join(f"word{number}" for number in range(1, 25))


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    def use(*answers: str) -> list[str]:
        asked: list[str] = []
        given = iter(answers)

        def prompt(text: str, **_: object) -> str:
            asked.append(text)
            return next(given)

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(click, "prompt", prompt)
        return asked

    return use


def test_right_words_pass_after_a_slip(answering: Callable[..., list[str]]) -> None:
    asked = answering("word3", "wrong", " WORD9 ", "word24")
    assert has_written_down(WORDS, [3, 9, 24]) is True
    assert asked == ["Word 3", "Word 9", "Word 9", "Word 24"]


def test_three_wrong_words_do_not(answering: Callable[..., list[str]]) -> None:
    answering("wrong", "", "word4")
    assert has_written_down(WORDS, [3, 9, 24]) is False


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert has_written_down(WORDS, [3]) is None


def test_the_words_stand_in_four_numbered_rows() -> None:
    rows = words_in_rows(WORDS)
    assert len(rows) == 4
    assert " ".join(rows).split()[::2] == [str(number) for number in range(1, 25)]
