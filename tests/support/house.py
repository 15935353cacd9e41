"""The house as text: its modules, its templates and what stands in them."""

import ast
import configparser
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]
KB = HOUSE / "kb"
TEMPLATES = HOUSE / "templates"
CATALOGUES = KB / "translations"
FINEST = HOUSE / "kb/foundation/markdown"


@dataclass(frozen=True)
class Module:
    """One module of ``kb``, read and parsed."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self):
        return self.path.relative_to(HOUSE).as_posix()

    @property
    def dotted(self):
        return ".".join(self.path.relative_to(HOUSE).with_suffix("").parts)


@cache
def modules():
    """Return every module of the package, by path."""
    return tuple(_read(path) for path in sorted(KB.rglob("*.py")))


def module(name):
    return next(one for one in modules() if one.name == name)


def _read(path):
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text))


@cache
def templates():
    """Return every template and its text."""
    return {
        path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATES.rglob("*.*"))
        if path.suffix in {".html", ".txt"}
    }


def calls(tree, name):
    """Return every call of ``name``, plain or as an attribute."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node.func) == name
    ]


def called(function):
    """Return the last word of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def imported(tree):
    """Return each module that is imported, and the names of what is taken of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, ()) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(one.name for one in node.names)


def functions(tree):
    """Return every function with the dotted name it has in its module."""
    return list(_functions(tree, ""))


def _functions(node, prefix):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{prefix}{child.name}", child
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def own_lines(function):
    """Return how many lines a function has without its decorators, head and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def layers():
    """Return what ``.importlinter`` says that the house is made of."""
    contracts = configparser.ConfigParser()
    contracts.read(HOUSE / ".importlinter", encoding="utf-8")
    return set(re.findall(r"\w+", contracts["importlinter:contract:path"]["layers"]))
