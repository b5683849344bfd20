"""`corvia`: the group of all commands, each loaded only when it is called."""

import importlib
import sys
from typing import Any

import click

from corvia_local import __version__
from corvia_local.cli.failing import run_and_exit

COMMANDS = {
    "init": "init:init",
    "write": "journal:write",
    "entries": "journal:entries",
    "show": "journal:show",
    "moods": "moods:moods",
    "import": "importing:import_",
    "reflect": "words:reflect",
    "reframe": "reframing:reframe",
    "outcomes": "outcomes:outcomes",
    "plain": "plain:plain",
    "care": "care:care",
    "help": "care:help_",
    "lyric": "lyric:lyric",
    "compose": "compose:compose",
    "tradition": "tradition:tradition",
    "songs": "songs:songs",
    "play": "songs:play",
    "voice": "voice:voice",
    "vary": "vary:vary",
    "edit": "edit:edit",
    "versions": "vary:versions",
    "taste": "taste:taste",
    "explain": "songs:explain",
    "export": "songs:export",
    "export-all": "export_all:export_all",
    "age-key": "age_key:age_key",
    "community": "community:community",
    "ipfs": "ipfs:ipfs",
    "share": "share:share",
    "shares": "share:shares",
    "revoke": "share:revoke",
    "receipt": "share:receipt",
    "ledger": "ledger:ledger",
    "erase": "erase:erase",
    "keys": "keys:keys",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "check": "check:check",
    "settings": "settings:settings",
    "offline": "offline:offline",
    "doctor": "doctor:doctor",
    "node": "node:node",
    "demo": "demo:demo",
}
"""Command name → `module:attribute` under corvia_local.cli."""

SHORT_HELP = {
    "init": "Make your vault and your identity.",
    "write": "Write an entry.",
    "entries": "List or search your entries.",
    "show": "Read one entry.",
    "moods": "See the moods you noted, by weeks or days.",
    "import": "Bring in another journal.",
    "reflect": "Hear the mood and the thinking habits in a text.",
    "reframe": "Find your own kinder words for a thought, step by step.",
    "outcomes": "See what changed for you on the way, by door.",
    "plain": "Ask and answer line by line, for screen readers.",
    "care": "Where help is, now; your own safety plan. Works off line.",
    "help": "Where help is, now. (For the commands: corvia --help.)",
    "lyric": "See, change and keep the lyric of your words.",
    "compose": "Make a song from an entry, a text or lyrics.",
    "tradition": "See the traditions and their sources; check your own.",
    "songs": "List your songs.",
    "play": "Hear a song.",
    "voice": "Choose who sings a song; lend it your own voice.",
    "vary": "Change a song; what you keep stays note for note.",
    "edit": "Change one note, chord or word, the tempo or an instrument.",
    "versions": "List a song's versions; go back and forth.",
    "taste": "More like this, less like this: what your next songs lean to.",
    "explain": "Say why a song sounds as it does.",
    "export": "Write a song's files to a folder.",
    "export-all": "Take out everything that is yours, plain or encrypted.",
    "age-key": "Write your recovery words as a key of age.",
    "community": "Found or join a community; carry and assemble its songs.",
    "ipfs": "Run an IPFS node of your own.",
    "share": "Share a song with a community, by your consent.",
    "shares": "List what you shared.",
    "revoke": "Take back a shared song.",
    "receipt": "Show the record of a consent.",
    "ledger": "List every use of your data, or verify the list.",
    "erase": "Erase an entry, a song, or everything.",
    "keys": "See and change the ways into your vault.",
    "backup": "Write the whole vault into one encrypted file.",
    "restore": "Give the whole vault back from a backup.",
    "check": "Look whether the vault is whole, and what to do if not.",
    "settings": "See and change how Corvia behaves.",
    "offline": "Say whether the network may be used, or switch it.",
    "doctor": "Say which parts are in use and what could be better.",
    "node": "Serve a community's shared songs from this machine.",
    "demo": "Three authors, three songs, one composition, in throw-away vaults.",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, attribute = place.split(":")
        command: click.Command = getattr(
            importlib.import_module(f"corvia_local.cli.{module}"), attribute
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the short helps without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SHORT_HELP.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="corvia")
@click.option("--home", type=click.Path(), help="The vault's folder (else CORVIA_HOME).")
@click.option("--no-mouse", is_flag=True, help="The app leaves the mouse to the terminal.")
@click.pass_context
def corvia(ctx: click.Context, home: str | None, no_mouse: bool) -> None:
    """If you were a song, what would you sound like?

    Without a command, the app opens. Everything stays on this machine, encrypted, unless you
    share it.
    """
    if ctx.invoked_subcommand is None:
        _open_app(home, mouse=not no_mouse)


def _open_app(home: str | None, *, mouse: bool) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("The app needs a terminal. `corvia --help` lists the commands.")
    from corvia_local.paths import home_folder
    from corvia_local.studio.hardening import harden_process
    from corvia_local.studio.offline import guard_network

    harden_process()
    guard_network(home_folder(home))
    from corvia_tui.app import run

    run(home_folder(home), mouse=mouse)


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit with the error's code."""
    run_and_exit(corvia, sys.argv[1:] if arguments is None else arguments)
