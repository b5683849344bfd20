"""What would let two machines disagree is not used in this room."""

import ast
from pathlib import Path

import pytest

import corvia_engine.music.assembly as room

SOURCES = sorted(Path(room.__path__[0]).glob("*.py"))
FORBIDDEN = {"math", "random", "time", "datetime", "numpy", "os", "secrets", "statistics"}
TOLD_NOT_COMPOSED = "_share"
"""The one function that may divide: it says how far the work is, and nothing follows from it."""


def judged(source: str) -> list[ast.AST]:
    tree = ast.parse(source)
    told = [
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == TOLD_NOT_COMPOSED
        for inner in ast.walk(node)
    ]
    return [node for node in ast.walk(tree) if node not in told]


def called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def offences(source: str) -> list[str]:
    nodes = judged(source)
    orderless = [
        argument
        for node in nodes
        if isinstance(node, ast.Call) and called(node) in ("sorted", "len")
        for argument in node.args
    ]
    found = []
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"float literal {node.value}")
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            found.append("true division")
        elif called(node) in ("float", "hash", "id", "set", "round"):
            found.append(f"a call of {called(node)}")
        elif isinstance(node, ast.Set | ast.SetComp) and node not in orderless:
            found.append("a set that is not sorted at once")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            found += [name for name in names if name.split(".")[0] in FORBIDDEN]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_room_counts_in_integers(path: Path) -> None:
    assert offences(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "x = 0.5",
        "x = a / b",
        "x /= 2",
        "import random",
        "from math import pi",
        "x = {1, 2}",
        "x = float(3)",
        "x = hash(y)",
        "import numpy.random",
    ],
)
def test_the_lint_sees_what_it_is_there_for(source: str) -> None:
    assert offences(source)
