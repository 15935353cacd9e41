"""The house is meant to be read: small modules, short views, a sentence on everything."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.house import (
    HOUSE,
    KB,
    functions,
    layers,
    module,
    modules,
    own_lines,
    templates,
)

LONGEST_MODULE = 200
LONGEST_VIEW = 12
LONGEST_PAGE = 60
ROUTES = {"route", "get", "post", "put", "patch", "delete"}


def test_no_module_is_over_200_lines():
    lengths = {one.name: one.text.count("\n") for one in modules()}

    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_a_view_is_a_sentence():
    lengths = {
        f"{one.name}: {name}": own_lines(view)
        for one in modules()
        for name, view in functions(one.tree)
        if is_routed(view)
    }

    assert lengths
    assert {name: n for name, n in lengths.items() if n > LONGEST_VIEW} == {}


def is_routed(function):
    routes = [one.func for one in function.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr in ROUTES for one in routes)


def test_a_page_is_an_outline():
    pages = {name: text for name, text in templates().items() if not name.startswith("macros/")}

    lengths = {name: text.count("\n") for name, text in pages.items()}

    assert {name: n for name, n in lengths.items() if n > LONGEST_PAGE} == {}


def test_everything_public_begins_with_a_sentence():
    silent = [
        f"{one.name}: {name or 'the module'}"
        for one in modules()
        for name, node in public(one.tree, "")
        if not ast.get_docstring(node)
    ]

    assert silent == []


def public(node, name):
    """Return the module, and every class and function of it that others may name."""
    yield name, node
    inside = [] if isinstance(node, ast.FunctionDef) else ast.iter_child_nodes(node)
    for child in inside:
        named = isinstance(child, ast.ClassDef | ast.FunctionDef)
        if named and (not child.name.startswith("_") or child.name == "__init__"):
            yield from public(child, f"{name}.{child.name}".lstrip("."))


def test_the_shelves_are_the_layers_of_the_contract():
    shelves = {path.stem for path in KB.glob("*.py")} | {
        path.name for path in KB.iterdir() if any(path.glob("*.py"))
    }

    assert shelves - {"__init__"} == layers()


def test_what_lies_above_is_imported_from_nowhere_below():
    linter = Path(sys.executable).parent / "lint-imports"

    said = subprocess.run([linter], cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S603

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.fixture
def readme():
    file = HOUSE / "README.md"
    assert file.exists(), "there is no README.md"
    return file.read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme(readme):
    settings = set(
        re.findall(
            r"\bKB_[A-Z_]+\b",
            "".join(
                module(f"kb/{name}.py").text for name in ("config", "provider", "web/serving")
            ),
        )
    )

    assert settings
    assert {one for one in settings if one not in readme} == set()


def test_the_readme_names_the_two_commands(readme):
    assert "make run" in readme
    assert "make test" in readme
