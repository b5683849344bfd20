"""A node's configuration: one TOML file. Every bound has a default that suits a small machine."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from corvia_local.errors import BadInput, NotFound, StorageFailed
from corvia_sync.keeping.community_copy import Quota

FILE_NAME: Final = "node.toml"
LARGEST_FILE: Final = 64 * 1024
_MIB: Final = 1024 * 1024

Count = Annotated[int, Meta(ge=1, le=1_000_000)]
Megabytes = Annotated[int, Meta(ge=1, le=16 * 1024 * 1024)]
Seconds = Annotated[int, Meta(ge=1, le=3600)]


class ConfigurationUnusable(BadInput):
    """The node's configuration file cannot be read."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the node gives to others.

    `author_megabytes`, `whole_megabytes`, `push_megabytes`: kept of one author, of all, and read
    of one push. `requests_a_minute`: of one address; `pushes_an_hour`: of one author.
    `connections` and `connections_an_address`: open at once. `head_seconds`, `body_seconds`:
    within which a request's head and its whole body have to arrive.
    """

    author_megabytes: Megabytes = 256
    whole_megabytes: Megabytes = 20 * 1024
    push_megabytes: Megabytes = 96
    requests_a_minute: Count = 12_000
    pushes_an_hour: Count = 60
    connections: Count = 256
    connections_an_address: Count = 32
    head_seconds: Seconds = 10
    body_seconds: Seconds = 300

    @property
    def quota(self) -> Quota:
        """The bounds in bytes."""
        return Quota(
            author=self.author_megabytes * _MIB,
            whole=self.whole_megabytes * _MIB,
            push=self.push_megabytes * _MIB,
        )


class KuboSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The IPFS node that pins what this node keeps.

    `authorization_file` holds the value of the header that its API asks for.
    """

    address: Annotated[str, Meta(min_length=1, max_length=1000)]
    authorization_file: Path | None = None


class PinningSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pinning service that pins the songs too, fetching them from the IPFS node of `kubo`.

    `token_file` holds the access token that the service gave.
    """

    address: Annotated[str, Meta(min_length=1, max_length=1000)]
    token_file: Path


class Assembly(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether compositions are made here, how long after a change, and how long one may take."""

    enabled: bool = True
    after_seconds: Annotated[int, Meta(ge=0, le=86_400)] = 60
    longest_seconds: Annotated[int, Meta(ge=10, le=86_400)] = 1800


class NodeConfiguration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A node. `data`: the folder that it writes to, relative to the file.

    `behind_proxy`: a reverse proxy stands in front and names the caller in `X-Forwarded-For`.
    `denylists`: files of names that are neither taken nor handed on.
    """

    data: Path
    host: Annotated[str, Meta(max_length=200)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65_535)] = 8765
    behind_proxy: bool = False
    denylists: Annotated[tuple[Path, ...], Meta(max_length=16)] = ()
    limits: Limits = Limits()
    kubo: KuboSettings | None = None
    pinning: PinningSettings | None = None
    assembly: Assembly = Assembly()


def read_configuration(file: Path) -> NodeConfiguration:
    """Read a configuration; its paths are taken from the file's folder.

    Raises NotFound where there is no file, ConfigurationUnusable naming the field that is wrong.
    """
    try:
        text = file.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no configuration {file}. `corvia node init` writes one."
        ) from error
    except OSError as error:
        raise ConfigurationUnusable(f"{file} cannot be read: {error.strerror}.") from error
    if len(text) > LARGEST_FILE:
        raise ConfigurationUnusable(f"{file} is too long to be a node's configuration.")
    try:
        plain = tomllib.loads(text.decode())
        found = msgspec.convert(plain, NodeConfiguration, dec_hook=_path, strict=True)
    except (ValueError, RecursionError) as error:
        raise ConfigurationUnusable(f"{file} is no configuration of a node: {error}.") from error
    if found.pinning is not None and found.kubo is None:
        raise ConfigurationUnusable(
            f"{file} names a pinning service, which fetches the songs from an IPFS node; but there"
            " is no [kubo]."
        )
    folder = file.resolve().parent
    kubo = found.kubo
    if kubo is not None and kubo.authorization_file is not None:
        kubo = msgspec.structs.replace(kubo, authorization_file=folder / kubo.authorization_file)
    pinning = found.pinning
    if pinning is not None:
        pinning = msgspec.structs.replace(pinning, token_file=folder / pinning.token_file)
    return msgspec.structs.replace(
        found,
        pinning=pinning,
        data=folder / found.data,
        denylists=tuple(folder / path for path in found.denylists),
        kubo=kubo,
    )


def write_configuration(folder: Path) -> Path:
    """Write a configuration with every default spelt out; give its path.

    Raises BadInput where one stands there already, StorageFailed where it cannot be written.
    """
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x") as opened:
            opened.write(example())
    except FileExistsError as error:
        raise ConfigurationUnusable(f"{file} is there already. Choose another folder.") from error
    except OSError as error:
        raise StorageFailed(f"{file} cannot be written: {error.strerror or error}.") from error
    return file


def example() -> str:
    """Write the configuration that `write_configuration` writes."""
    return (files("corvia_local.node") / "example.toml").read_text(encoding="utf-8")


def _path(kind: type, value: object) -> Path:
    if kind is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError("a path is no text")
