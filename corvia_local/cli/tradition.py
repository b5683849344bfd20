"""`corvia tradition …`."""

from pathlib import Path

import click

from corvia_local.cli.calling import Call, shared_options


@click.group()
def tradition() -> None:
    """See in which traditions songs are made, from what sources, and check your own."""


@tradition.command("list")
@click.option("--folder", type=click.Path(path_type=Path), help="A folder of your own TOML files.")
@shared_options
def list_(call: Call, folder: Path | None) -> None:
    """List the traditions, and those of a folder."""
    from dataclasses import asdict

    from corvia_local.studio.traditions import list_traditions

    found = list_traditions(folder)
    width = max(len(line.name) for line in found)
    call.answer(
        {"traditions": [asdict(line) for line in found]},
        *(f"{line.name:<{width}}  {line.label}: {', '.join(line.modes)}" for line in found),
    )


@tradition.command()
@click.argument("name", metavar="NAME|FILE")
@shared_options
def show(call: Call, name: str) -> None:
    """Show a tradition's page: whose it is, tunings, sources, certainty, and what to respect."""
    import msgspec

    from corvia_local.studio.traditions import find_tradition, page_of

    data = find_tradition(name)
    call.answer(msgspec.to_builtins(data), *page_of(data))


@tradition.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--out", type=click.Path(path_type=Path), help="Write it as a FLAC file instead.")
@shared_options
def hear(call: Call, name: str, out: Path | None) -> None:
    """Hear a short phrase in a tradition's tuning and with some of its habits."""
    from corvia_local.studio.song_files import write_files
    from corvia_local.studio.tradition_sounds import tradition_sound
    from corvia_local.studio.traditions import find_tradition

    data = find_tradition(name)
    device = None
    if out is None:
        from corvia_local.studio.listening import require_sound_device

        device = require_sound_device()
    with call.progress() as report:
        sound = tradition_sound(data, report)
        if out is None:
            from corvia_local.studio.listening import play

            play(sound, report)
    files = [] if out is None else write_files({out.name: sound}, out.parent)
    content = {"tradition": data.name, "device": device, "files": [str(file) for file in files]}
    call.answer(content, *map(str, files))


@tradition.command()
@click.argument("path", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@shared_options
def check(call: Call, path: Path) -> None:
    """Check a tradition's TOML file, or each in a folder; every fault is named by its key."""
    from corvia_local.studio.traditions import load_traditions, read_tradition

    sound = list(load_traditions(path).values()) if path.is_dir() else [read_tradition(path)]
    call.answer(
        {"sound": [data.name for data in sound]},
        *(
            f"{data.name} is sound: {len(data.modes)} modes, {len(data.rhythms)} rhythms,"
            f" {len(data.tunings)} tunings, {len(data.sources)} sources."
            for data in sound
        ),
        *(["There is no TOML file in the folder."] if not sound else []),
    )
