"""Which language is spoken: what the person set, else what their system says, else English."""

from collections.abc import Iterable, Mapping

ENGLISH = "en"
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_PLAIN = ("C", "POSIX")


def chosen_language(
    setting: str | None, environment: Mapping[str, str], known: Iterable[str]
) -> str:
    """Give the tag of a known language, or `en`.

    The setting comes first; without it the environment is asked as GNU gettext asks it (its
    manual, “The LANGUAGE variable”): LC_ALL, LC_MESSAGES or LANG, the first that is set, and
    before it the list in LANGUAGE, unless that locale is plain C. `pt_BR` fits `pt-BR`, else `pt`.
    """
    wished = [setting] if setting else _wished(environment)
    by_name = {tag.lower(): tag for tag in (*known, ENGLISH)}
    for tag in wished:
        name = tag.lower()
        for near in (name, name.split("-")[0]):
            if near in by_name:
                return by_name[near]
    return ENGLISH


def _wished(environment: Mapping[str, str]) -> list[str]:
    locale = next((environment[name] for name in LOCALES if environment.get(name)), "C")
    if _tag(locale) in _PLAIN:
        return []
    listed = environment.get("LANGUAGE", "").split(":")
    return [_tag(one) for one in (*listed, locale) if one]


def _tag(locale: str) -> str:
    """Write a POSIX locale, such as `de_AT.UTF-8@euro`, as a tag, such as `de-AT`."""
    return locale.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("_", "-")
