"""What every command shares: --json, --home, --passphrase-file, and how it answers."""

import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.passphrase import read_passphrase
from corvia_local.model.progress import Report, silent
from corvia_local.paths import home_folder

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault


@dataclass(frozen=True)
class Call:
    """One call of a command: where its vault is and how it answers."""

    as_json: bool
    home: Path
    passphrase_file: Path | None

    def answer(self, content: dict[str, Any], *lines: str) -> None:
        """Give the answer: one JSON object with --json, else plain lines."""
        if self.as_json:
            click.echo(json.dumps(content, ensure_ascii=False))
        else:
            for line in lines:
                click.echo(line)

    def tell(self, message: str) -> None:
        """Say something beside the answer, on standard error."""
        click.echo(message, err=True)

    @contextmanager
    def vault(self, passphrase: str | None = None) -> Iterator["Vault"]:
        """Open the vault for the length of a block; the passphrase is read where none is given."""
        from corvia_local.studio.opening import has_vault, unlock

        if not has_vault(self.home):
            from corvia_local.errors import NotFound

            raise NotFound(f"There is no vault in {self.home} yet. `corvia init` makes one.")
        vault = self._by_keyring() if passphrase is None else None
        if vault is None:
            if passphrase is None:
                passphrase = read_passphrase(self.passphrase_file)
            vault = unlock(self.home, passphrase)
        try:
            yield vault
        finally:
            vault.close()

    def _by_keyring(self) -> "Vault | None":
        """Open the vault by the system's keyring where the person chose that, else give None."""
        from corvia_local.errors import Locked, PartMissing
        from corvia_local.studio.system_keyring import keyring_opens, unlock_with_keyring

        if self.passphrase_file is not None or not keyring_opens(self.home):
            return None
        try:
            vault = unlock_with_keyring(self.home)
        except (Locked, PartMissing) as error:
            self.tell(str(error))
            return None
        self.tell("Opened by the system's keyring.")
        return vault

    @contextmanager
    def progress(self) -> Iterator[Report]:
        """Show progress on a terminal, and nothing elsewhere."""
        if self.as_json or not sys.stderr.isatty():
            yield silent
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description:<28}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task("", total=1.0)
            yield lambda step, share: bars.update(task, description=step, completed=share)


def shared_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add --json, --home and --passphrase-file; the command gets a `Call` as first argument."""

    @click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
    @click.option("--home", type=click.Path(), help="The vault's folder (else CORVIA_HOME).")
    @click.option(
        "--passphrase-file",
        type=click.Path(path_type=Path),
        envvar="CORVIA_PASSPHRASE_FILE",
        help="A file whose first line is the passphrase (else CORVIA_PASSPHRASE_FILE).",
    )
    @functools.wraps(function)
    def command(
        as_json: bool,
        home: str | None,
        passphrase_file: Path | None,
        **arguments: Any,
    ) -> None:
        from corvia_local.studio.hardening import harden_process
        from corvia_local.studio.offline import guard_network

        chosen = home or click.get_current_context().find_root().params.get("home")
        harden_process()
        guard_network(home_folder(chosen))
        function(Call(as_json, home_folder(chosen), passphrase_file), **arguments)

    return command
