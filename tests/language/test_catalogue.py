"""Catalogues: how a .po file is read, which language is chosen, and what is said in it."""

from collections.abc import Iterator

import pytest

from corvia_local.language import said, spoken_language, tr, trn, use_language
from corvia_local.language.catalogue import own_name, read_catalogue
from corvia_local.language.preference import chosen_language

PO = r"""# A small one.
msgid ""
msgstr ""
"Language: xx\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\n"

#: a.py
msgid "Back"
msgstr "zurück"

msgctxt "body"
msgid "Back"
msgstr "Rücken"

#, fuzzy
msgid "Lock"
msgstr "Locke"

msgid "Quit"
msgstr ""

msgid "a \"quoted\"\nline"
msgstr "eine "
"\"angeführte\"\nZeile"

msgid "{count} song"
msgid_plural "{count} songs"
msgstr[0] "eins"
msgstr[1] "wenige"
msgstr[2] "viele"
"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def test_a_context_tells_equal_texts_apart() -> None:
    catalogue = read_catalogue(PO)
    assert catalogue.text(("", "Back")) == "zurück"
    assert catalogue.text(("body", "Back")) == "Rücken"


def test_what_is_fuzzy_or_empty_does_not_count() -> None:
    catalogue = read_catalogue(PO)
    assert catalogue.text(("", "Lock")) is None
    assert catalogue.text(("", "Quit")) is None


def test_texts_go_over_lines_with_escapes() -> None:
    text = read_catalogue(PO).text(("", 'a "quoted"\nline'))
    assert text == 'eine "angeführte"\nZeile'


@pytest.mark.parametrize(
    ("count", "form"), [(1, "eins"), (2, "wenige"), (4, "wenige"), (5, "viele")]
)
def test_the_plural_rule_of_the_file_chooses_the_form(count: int, form: str) -> None:
    assert read_catalogue(PO).counted(("", "{count} song"), count) == form


@pytest.mark.parametrize(
    ("setting", "environment", "chosen"),
    [
        ("de", {}, "de"),
        ("de-AT", {}, "de"),
        ("en", {"LANG": "de_DE.UTF-8"}, "en"),
        ("xx", {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
        (None, {"LANG": "de_AT.UTF-8@euro"}, "de"),
        (None, {"LANG": "en_GB.UTF-8", "LC_ALL": "de_DE"}, "de"),
        (None, {"LANG": "en_GB.UTF-8", "LANGUAGE": "xx:de:en"}, "de"),
        (None, {"LANG": "en_GB.UTF-8", "LANGUAGE": "en:de"}, "en"),
        (None, {"LANG": "C.UTF-8", "LANGUAGE": "de"}, "en"),
        (None, {"LANGUAGE": "de"}, "en"),
    ],
)
def test_the_setting_comes_first_then_what_the_system_says(
    setting: str | None, environment: dict[str, str], chosen: str
) -> None:
    assert chosen_language(setting, environment, ("de",)) == chosen


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("Back") == "Back"
    assert tr("Help · {name}", name="Today") == "Help · Today"
    assert trn("{count} entry", "{count} entries", 1) == "1 entry"
    assert trn("{count} entry", "{count} entries", 0) == "0 entries"


def test_german_is_spoken_until_another_language_is() -> None:
    use_language("de")
    assert (tr("Erased."), spoken_language()) == ("Gelöscht.", "de")
    assert trn("{count} entry", "{count} entries", 2) == "2 Einträge"
    use_language("en")
    assert tr("Erased.") == "Erased."


def test_a_language_without_a_catalogue_is_english() -> None:
    use_language("de")
    use_language("xx")
    assert (tr("Erased."), spoken_language()) == ("Erased.", "en")


def test_languages_say_their_own_names() -> None:
    assert (own_name("de"), own_name("en")) == ("Deutsch", "English")


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("There is no file /a/b.txt.", "Es gibt keine Datei /a/b.txt."),
        ("“theme” takes a theme's name, such as dusk or paper."
         " `corvia settings reset theme` sets its default again.",
         "„theme“ nimmt den Namen eines Farbschemas, etwa dusk oder paper."
         " `corvia settings reset theme` setzt es zurück."),
        ("This leaves your device: the notes of the song, its words and title."
         " Your journal text does not.",
         "Das verlässt dein Gerät: die Noten des Liedes, seine Worte und sein Titel."
         " Dein Tagebuchtext nicht."),
        ("Nobody ever wrote this sentence.", "Nobody ever wrote this sentence."),
    ],
)  # fmt: skip
def test_a_finished_sentence_is_found_by_its_pattern(english: str, german: str) -> None:
    assert said(english) == english
    use_language("de")
    assert said(english) == german


def test_what_a_person_wrote_is_not_translated() -> None:
    use_language("de")
    assert said("There is no file Settings.") == "Es gibt keine Datei Settings."
