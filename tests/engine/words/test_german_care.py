"""Plain German words of harm are read, though moods are not; everyday German is left alone."""

import pytest

from corvia_engine.words.care import crisis


@pytest.mark.parametrize(
    "text",
    [
        "Ich will nicht mehr leben.",
        "Ich möchte sterben.",
        "Ich möchte einfach nur noch sterben.",
        "Am liebsten wäre ich tot.",
        "Ich wünschte, ich wäre tot.",
        "Ich wäre lieber tot.",
        "Ich habe Angst, mir etwas anzutun.",
        "Gestern habe ich mich wieder geritzt.",
        "Ich bringe mich um.",
    ],
)
def test_words_of_harm_are_explicit(text: str) -> None:
    assert crisis(text).level == "explicit"


@pytest.mark.parametrize(
    "text",
    [
        "Ich war heute müde und habe früh geschlafen.",
        "Ich wollte sterben vor Lachen.",
        "Der Akku ist tot, und das Telefon auch.",
        "Ich habe mir etwas Gutes getan.",
        "Ich habe mich beim Kochen in den Finger geschnitten.",
        "Mein Opa ist vor zwei Jahren gestorben.",
    ],
)
def test_everyday_german_is_not(text: str) -> None:
    assert crisis(text).level != "explicit"
