"""The lines between two `---` at the head of a Markdown file: names and plain values.

This is the part of YAML that journals use (name: value, a list in brackets or on lines that begin
with a dash); whatever else stands there is passed over.
"""

import re

LONGEST = 200
"""Lines; more is no front matter."""
_FIELD = re.compile(r"([A-Za-z_][\w .-]{0,40}?)\s*:\s*(.*)")


def split_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Give the fields by their small names, each a list of values, and the text behind them."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, text
    for end, line in enumerate(lines[1:LONGEST], 1):
        if line.strip() in ("---", "..."):
            return _fields(lines[1:end]), "\n".join(lines[end + 1 :])
    return {}, text


def _fields(lines: list[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines:
        if match := _FIELD.fullmatch(line.rstrip()):
            values = fields.setdefault(match[1].lower(), [])
            values.extend(_values(match[2]))
        elif line.lstrip().startswith("- "):
            values.append(_plain(line.lstrip()[2:]))
    return fields


def _values(written: str) -> list[str]:
    if written.startswith("[") and written.endswith("]"):
        return [plain for part in written[1:-1].split(",") if (plain := _plain(part))]
    return [plain] if (plain := _plain(written)) else []


def _plain(value: str) -> str:
    bare = value.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        return bare[1:-1]
    return bare
