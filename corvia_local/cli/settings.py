"""`corvia settings …`."""

from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options

if TYPE_CHECKING:
    from corvia_local.model.settings import Settings


@click.group()
def settings() -> None:
    """See and change how Corvia behaves."""


@settings.command("list")
@shared_options
def list_(call: Call) -> None:
    """List every setting and its value. A star stands before what you changed."""
    from corvia_local.model.settings import Settings
    from corvia_local.studio.settings import read_settings, unused_settings

    with call.vault() as vault:
        found, unused = _as_json(read_settings(vault)), unused_settings(vault)
    usual = _as_json(Settings())
    lines = [
        f"{'*' if value != usual[name] else ' '} {name:<18} {_in_words(value)}"
        for name, value in found.items()
    ]
    lines += [f"? {name:<18} set by another version of the program; kept" for name in unused]
    call.answer({"settings": found, "defaults": usual, "unused": list(unused)}, *lines)


@settings.command("get")
@click.argument("name")
@shared_options
def get(call: Call, name: str) -> None:
    """Say the value of one setting."""
    from corvia_local.studio.settings import (
        BEFORE_UNLOCKING,
        open_settings,
        read_settings,
        require_setting,
    )

    require_setting(name)
    if name in BEFORE_UNLOCKING:
        found = open_settings(call.home)
    else:
        with call.vault() as vault:
            found = read_settings(vault)
    _answer(call, name, found)


@settings.command("set")
@click.argument("name")
@click.argument("value")
@shared_options
def set_(call: Call, name: str, value: str) -> None:
    """Set one: `corvia settings set idle_lock_minutes 5`.

    A wrong VALUE is answered with what the setting takes. `null` is no value, lists and tables are
    JSON: `set keys '{"app.lock": "ctrl+k"}'`. Theme, language, country and animations are kept
    beside the vault, so they need no passphrase.
    """
    from corvia_local.studio.settings import (
        BEFORE_UNLOCKING,
        change_open_setting,
        change_setting,
        read_setting_text,
    )

    given = read_setting_text(name, value)
    if name in BEFORE_UNLOCKING:
        found = change_open_setting(call.home, name, given)
    else:
        with call.vault() as vault:
            found = change_setting(vault, name, given)
    _answer(call, name, found)


@settings.command("reset")
@click.argument("name")
@shared_options
def reset(call: Call, name: str) -> None:
    """Let the default of one hold again."""
    from corvia_local.studio.settings import BEFORE_UNLOCKING, change_open_setting, reset_setting

    if name in BEFORE_UNLOCKING:
        found = change_open_setting(call.home, name, None)
    else:
        with call.vault() as vault:
            found = reset_setting(vault, name)
    _answer(call, name, found)


def _answer(call: Call, name: str, found: "Settings") -> None:
    value = _as_json(found).get(name)
    call.answer({"name": name, "value": value}, f"{name} {_in_words(value)}")


def _as_json(found: "Settings") -> dict[str, Any]:
    import msgspec

    content: dict[str, Any] = msgspec.to_builtins(found)
    return content


def _in_words(value: object) -> str:
    import json

    if value is None:
        return "not set"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
