"""Gather every text that a person may read from the program's own code, for the catalogues.

`python -m corvia_local.language.gathering` brings all .po files up to date: what is new is added
without a translation, what is gone is taken out, all other entries stay as they are.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corvia_local.language.catalogue import ENDING, FOLDER, Message, read_catalogue

ROOT = Path(__file__).parents[2]
APP = (
    ROOT / "tui" / "corvia_tui",
    *(
        ROOT / "corvia_local" / "cli" / f"{name}.py"
        for name in ("asking", "plain", "plain_hearing", "plain_song")
    ),
)
"""Where texts stand inside `tr`: the app, and the command line's plain mode."""

BELOW = (
    ROOT / "corvia_local" / "model",
    ROOT / "corvia_local" / "vault",
    ROOT / "corvia_local" / "studio",
    ROOT / "engine" / "corvia_engine",
    ROOT / "crypto" / "corvia_crypto",
    *(
        ROOT / "sync" / "corvia_sync" / f"{name}.py"
        for name in ("gathering", "selection", "song", "song_content", "exchange", "manifest_chain")
    ),
)
"""Rooms whose sentences the app shows by `said`; they speak English alone."""

LEFT_OUT = frozenset(
    {
        "training",
        "exporting",
        "explaining",
        "demo.py",
        "receipts.py",
        "diagnosing.py",
        "drafts.py",
        "rhyme.py",
        "numbers.py",
    }
)
"""What the app never shows: it is read by programs, or printed by the command line alone."""

ARGUMENTS = {
    "tr": (0,), "trn": (0, 1), "mark": (0,), "key": (2, 3),
    "record": (1, 3, 4), "report": (0,), "Finding": (0, 2), "Step": (2, 3), "Reason": (0, 1, 2),
    "Voice": (1,),
}  # fmt: skip
"""A function's name → the places of its arguments that are texts."""

ATTRIBUTES = frozenset({"PLACE", "HELP"})
"""Attributes of a screen's class that are texts."""

CONSTANTS = frozenset(
    {"DOOR_TITLES", "DOOR_HINTS", "PART_TITLES", "PART_HINTS", "TAKES", "_IN_WORDS"}
)
"""Tables of the rooms below whose values are texts."""

_IN_WORDS = re.compile(r"words$|_said$")
"""Functions of the rooms below that give texts are called so."""

_SENTENCE = re.compile(r"^[A-Z“‘{“][\s\S]*\s[\s\S]*[.?!:…]$")
_NO_SENTENCE = re.compile(
    r"^(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|DROP|BEGIN|WITH|\{[^}]*\}$)|= \?|OFFSET \?"
)
_FIELD = re.compile(r"[a-z_]+")


@dataclass
class Gathered:
    """A text, its plural where it has one, and the files where it is written."""

    message: Message
    plural: str | None = None
    places: list[str] = field(default_factory=list)


def gather() -> dict[Message, Gathered]:
    """Gather the texts of all rooms, in the order in which they stand in the code."""
    found: dict[Message, Gathered] = {}
    for folders, below in ((APP, False), (BELOW, True)):
        for file in (one for folder in folders for one in sources(folder)):
            place = file.relative_to(ROOT)
            if LEFT_OUT.intersection(place.parts):
                continue
            tree = ast.parse(file.read_text(encoding="utf-8"))
            texts = [*_marked(tree), *(_sentences(tree) if below else ())]
            for message, plural in texts:
                one = found.setdefault(message, Gathered(message, plural))
                one.plural = one.plural or plural
                if str(place) not in one.places:
                    one.places.append(str(place))
    return found


def sources(place: Path) -> list[Path]:
    """Give the Python files at a place: a folder's, or the file itself."""
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def _marked(tree: ast.AST) -> Iterator[tuple[Message, str | None]]:
    """Give the texts that stand where only texts for a person stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {one.id for one in targets if isinstance(one, ast.Name)}
            texts = templates(node.value) if names & ATTRIBUTES else []
            if names & CONSTANTS and isinstance(node.value, ast.Dict):
                texts = [text for value in node.value.values for text in templates(value)]
            yield from ((("", text), None) for text in texts if text)


def _of_call(call: ast.Call) -> Iterator[tuple[Message, str | None]]:
    name = called(call)
    places = ARGUMENTS.get(name, ())
    texts = [templates(call.args[place]) for place in places if place < len(call.args)]
    if name == "trn" and len(texts) == 2:
        yield ("", texts[0][0]), texts[1][0]
        return
    given = next((_plain(one.value) for one in call.keywords if one.arg == "context"), "")
    contexts = ("footer", "") if name == "key" else (given,) * len(texts)
    for context, several in zip(contexts, texts, strict=False):
        for text in several:
            if context or name == "tr" or _holds_letters(text):
                yield (context, text), None


def _holds_letters(text: str) -> bool:
    return re.search("[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text)) is not None


def _sentences(tree: ast.AST) -> Iterator[tuple[Message, str | None]]:
    """Give every whole sentence of a room below, docstrings left out."""
    left_out = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) and id(node) not in left_out:
            left_out |= {id(part) for part in ast.walk(node)}
            for text in templates(node):
                if _SENTENCE.match(text) and not _NO_SENTENCE.search(text):
                    yield ("", text), None
        elif isinstance(node, ast.FunctionDef) and _IN_WORDS.search(node.name):
            returned = (one.value for one in ast.walk(node) if isinstance(one, ast.Return))
            for text in (text for value in returned if value for text in templates(value)):
                if _holds_letters(text):
                    yield ("", text), None


def _docstrings(tree: ast.AST) -> set[int]:
    bodies = (getattr(node, "body", None) for node in ast.walk(tree))
    return {
        id(statement.value)
        for body in bodies
        if isinstance(body, list)
        for statement in body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    }


def called(call: ast.Call) -> str:
    """Give the last name of what is called, such as `notify` for `self.app.notify(…)`."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def templates(node: ast.AST) -> list[str]:
    """Give the texts that an expression may become, with a field for each value put in."""
    names: dict[str, int] = {}
    return _templates(node, names)


def _templates(node: ast.AST, names: dict[str, int]) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(_piece(part, names) for part in node.values)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        first, second = _templates(node.left, names), _templates(node.right, names)
        return [one + other for one in first for other in second]
    if isinstance(node, ast.IfExp):
        return [*templates(node.body), *templates(node.orelse)]
    return []


def _piece(node: ast.AST, names: dict[str, int]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value).replace("{", "{{").replace("}", "}}")
    name = field_name(node.value if isinstance(node, ast.FormattedValue) else node)
    names[name] = names.get(name, 0) + 1
    return "{" + (name if names[name] == 1 else f"{name}{names[name]}") + "}"


def field_name(node: ast.AST) -> str:
    """Name a field after the value that is put in: its last name, such as `folder`."""
    last = [
        word
        for one in ast.walk(node)
        for word in (one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", ""),)
        if _FIELD.fullmatch(word)
    ]
    return last[0] if last else "value"


def _plain(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def brought_up_to_date(content: str, gathered: dict[Message, Gathered]) -> str:
    """Give a .po file's content with an entry for each text, in the order given."""
    old = read_catalogue(content)
    head = content.split("\n\n", 1)[0].strip()
    entries = [_entry(one, old.texts.get(one.message, ())) for one in gathered.values()]
    return "\n\n".join([head, *entries]) + "\n"


def _entry(one: Gathered, forms: tuple[str, ...]) -> str:
    context, text = one.message
    lines = [f"#: {' '.join(one.places)}"] if one.places else []
    lines += [f"msgctxt {_quoted(context)}"] if context else []
    lines += [f"msgid {_quoted(text)}"]
    if one.plural is None:
        return "\n".join([*lines, f"msgstr {_quoted(forms[0] if forms else '')}"])
    given = forms or ("", "")
    lines += [f"msgid_plural {_quoted(one.plural)}"]
    lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(given)]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{written}"'


def main() -> None:
    """Bring every catalogue up to date."""
    gathered = gather()
    for file in sorted(FOLDER.glob("*" + ENDING)):
        content = file.read_text(encoding="utf-8")
        file.write_text(brought_up_to_date(content, gathered), encoding="utf-8")


if __name__ == "__main__":
    main()
