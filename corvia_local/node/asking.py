"""What a request to the gateway asks for: a form, how a CAR shall be written, a file's name.

A parameter of the address outweighs the header `Accept`, as the specification has it.
Source: https://specs.ipfs.tech/http-gateways/trustless-gateway/
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from starlette.requests import Request

from corvia_local.errors import BadInput

Form = Literal["raw", "car", "ipns-record"]
Scope = Literal["block", "entity", "all"]

TYPES: Final[dict[Form, str]] = {
    "raw": "application/vnd.ipld.raw",
    "car": "application/vnd.ipld.car",
    "ipns-record": "application/vnd.ipfs.ipns-record",
}
ENDINGS: Final[dict[Form, str]] = {"raw": "bin", "car": "car", "ipns-record": "ipns-record"}
_SCOPES: Final[tuple[Scope, ...]] = ("block", "entity", "all")
_RANGE: Final = re.compile(r"(-?[0-9]{1,18}):(-?[0-9]{1,18}|\*)\Z")
_OFFERED: Final = {"version": ("1",), "order": ("dfs", "unk"), "dups": ("y", "n")}
_LONGEST_NAME: Final = 200


class NotOffered(BadInput):
    """A form is asked for that this node does not give."""


class AskedWrongly(BadInput):
    """A parameter of a request cannot be understood."""


@dataclass(frozen=True)
class EntityBytes:
    """A range of an entity's bytes, both ends included; `last` is None for the end.

    Negative numbers count from the end.
    """

    first: int
    last: int | None

    def is_outside(self, length: int) -> bool:
        """Tell whether no byte of an entity of this length lies in the range."""
        first = self.first if self.first >= 0 else max(0, length + self.first)
        last = length - 1 if self.last is None else self.last
        last = last if last >= 0 else length + last
        return first > last or first >= length


@dataclass(frozen=True)
class CarWish:
    """How a CAR shall be written. Its order is depth first, whatever was asked for."""

    scope: Scope
    entity_bytes: EntityBytes | None
    dups: bool

    @property
    def media_type(self) -> str:
        """The media type with the parameters that hold for the file."""
        return f"{TYPES['car']}; version=1; order=dfs; dups={'y' if self.dups else 'n'}"

    @property
    def mark(self) -> str:
        """What tells two files below one root from each other, for an Etag."""
        found = self.entity_bytes
        part = "" if found is None else f".{found.first}-{'' if found.last is None else found.last}"
        return f"{self.scope}{part}.{'y' if self.dups else 'n'}"


@dataclass(frozen=True)
class Asked:
    """What is asked for. `named` tells whether the address itself names the form."""

    form: Form
    car: CarWish
    filename: str | None
    named: bool

    def disposition(self, usual: str) -> str:
        """Give the header that has a browser save the answer, and never show it (RFC 6266)."""
        name = self.filename or f"{usual}.{ENDINGS[self.form]}"
        plain = re.sub(r'[^\x20-\x7e]|["\\]', "_", name)
        extended = f"; filename*=UTF-8''{quote(name, safe='')}" if plain != name else ""
        return f'attachment; filename="{plain}"{extended}'


def read_asked(request: Request, offered: tuple[Form, ...]) -> Asked:
    """Read what a request asks for; the first form offered is given to who names none.

    Raises NotOffered for another form, AskedWrongly for a parameter without meaning.
    """
    query = request.query_params
    accepted = _accepted(request.headers.get("accept", ""))
    form = _named_form(query.get("format"), offered) or _accepted_form(accepted, offered)
    wished = {name: accepted.get(TYPES["car"], {}).get(name) for name in _OFFERED}
    wished |= {name: query[f"car-{name}"] for name in _OFFERED if f"car-{name}" in query}
    for name, value in wished.items():
        if form == "car" and value is not None and value not in _OFFERED[name]:
            raise NotOffered(f"This node gives no CAR files with {name}={value[:20]}.")
    return Asked(
        form=form,
        car=CarWish(*_extent(query), dups=wished["dups"] == "y"),
        filename=query.get("filename", "")[:_LONGEST_NAME] or None,
        named="format" in query,
    )


def _named_form(name: str | None, offered: tuple[Form, ...]) -> Form | None:
    if name is None:
        return None
    for form in offered:
        if form == name:
            return form
    raise NotOffered(f"This node gives {' and '.join(offered)} here, no other format.")


def _accepted_form(accepted: Mapping[str, Mapping[str, str]], offered: tuple[Form, ...]) -> Form:
    for media in accepted:
        for form in offered:
            if media == TYPES[form]:
                return form
    if accepted and not any("*" in media or not _is_ipfs(media) for media in accepted):
        raise NotOffered(f"Add ?format={' or ='.join(offered)}: this node gives nothing else here.")
    return offered[0]


def _is_ipfs(media: str) -> bool:
    return media.startswith(("application/vnd.ip", "application/x-tar", "application/json"))


def _accepted(header: str) -> dict[str, dict[str, str]]:
    """Read an Accept header: media types by preference, each with its parameters."""
    found: list[tuple[float, str, dict[str, str]]] = []
    for part in header[:2000].split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        named = dict(piece.split("=", 1) for piece in parameters if "=" in piece)
        named = {name.strip().lower(): value.strip().strip('"') for name, value in named.items()}
        try:
            weight = float(named.pop("q", "1"))
        except ValueError:
            weight = 0.0
        if media and weight > 0:
            found.append((-weight, media.lower(), named))
    best: dict[str, dict[str, str]] = {}
    for _, media, named in sorted(found, key=lambda one: one[0]):
        best.setdefault(media, named)
    return best


def _extent(query: Mapping[str, str]) -> tuple[Scope, EntityBytes | None]:
    """Read how much of what lies below the end of a path is asked for."""
    text = query.get("entity-bytes")
    named = query.get("dag-scope", "all" if text is None else "entity")
    scope = next((one for one in _SCOPES if one == named), None)
    if scope is None:
        raise AskedWrongly("dag-scope is block, entity or all.")
    if text is None:
        return scope, None
    found = _RANGE.match(text)
    if found is None:
        raise AskedWrongly("entity-bytes is FROM:TO, two whole numbers; TO may be *.")
    last = None if found[2] == "*" else int(found[2])
    return "entity", EntityBytes(int(found[1]), last)
