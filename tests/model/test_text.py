import pytest

from corvia_local.model.text import (
    LONGEST_TEXT,
    EmptyText,
    NotText,
    TextTooLong,
    check_text,
    decode_text,
)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(EmptyText):
        check_text(text)


def test_a_megabyte_is_refused_with_its_size() -> None:
    with pytest.raises(TextTooLong, match="1,000,000"):
        check_text("a" * 1_000_000)
    with pytest.raises(TextTooLong):
        decode_text(b"a" * 1_000_000)


def test_the_longest_text_is_read() -> None:
    assert len(check_text("a" * LONGEST_TEXT)) == LONGEST_TEXT


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfe\x00", b"ab\x00cd"])
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode_text(data)


@pytest.mark.parametrize("text", ["悲しい夜", "ночь", "مساء", "👩‍👩‍👧 ok", "line\nline\tend"])
def test_any_script_is_text(text: str) -> None:
    assert decode_text(text.encode()) == text
