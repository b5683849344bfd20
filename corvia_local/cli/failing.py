"""From an error to one clear sentence and an exit code."""

import contextlib
import errno
import json
import os
import sys
from typing import NoReturn

import click

from corvia_local.errors import Cancelled, CareFirst, CorviaError, StorageFailed

UNEXPECTED = 1


def run_and_exit(command: click.Command, arguments: list[str]) -> NoReturn:
    """Run a command; on an error print it, and leave with its exit code.

    Exit codes stand in corvia_local.errors. With `--json` the error is one JSON object on
    standard output, `{"error": {"name", "message"}}`, and the sentence on standard error.
    """
    as_json = "--json" in arguments
    try:
        command.main(args=arguments, prog_name="corvia", standalone_mode=False)
    except CorviaError as error:
        _leave(error, as_json, arguments)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        _show_usage(error, as_json)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _leave(Cancelled("Stopped. What was saved before is safe."), as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        _leave(_storage_error(error), as_json)
    except Exception as error:
        if os.environ.get("CORVIA_DEBUG"):
            raise
        # A traceback could hold what the person wrote, so only the kind of error is shown.
        name = type(error).__name__
        _leave(
            CorviaError(
                f"Something went wrong inside the program ({name}). Nothing that was saved is lost."
                " CORVIA_DEBUG=1 shows the details; they may hold your text."
            ),
            as_json,
        )
    sys.exit(0)


def _show_usage(error: click.ClickException, as_json: bool) -> None:
    if as_json:
        _print_json(type(error).__name__, error.format_message())
    error.show()


def _storage_error(error: OSError) -> CorviaError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageFailed(
            "The disk is full. What was saved before is safe; make room and try again."
        )
    where = f" ({error.filename})" if error.filename else ""
    return StorageFailed(f"A file could not be used{where}: {error.strerror or error}.")


def _leave(error: CorviaError, as_json: bool, arguments: list[str] | None = None) -> NoReturn:
    if as_json:
        _print_json(error.name, str(error))
    if isinstance(error, CareFirst):
        _show_care(_home_in(arguments or []))
    with contextlib.suppress(BrokenPipeError):
        click.echo(str(error), err=True)
    sys.exit(error.exit_code)


def _show_care(home: str | None) -> None:
    from corvia_local.cli.care_first import show_care
    from corvia_local.paths import home_folder

    show_care(home_folder(home))
    click.echo("", err=True)


def _home_in(arguments: list[str]) -> str | None:
    """Give what --home says; the command's own reading of it is gone by now."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--home="):
            return argument.removeprefix("--home=")
        if argument == "--home" and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def _print_json(name: str, message: str) -> None:
    click.echo(json.dumps({"error": {"name": name, "message": message}}, ensure_ascii=False))
