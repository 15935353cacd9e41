"""What the house says: gathered from its code and templates, and read from its catalogues."""

import ast
import io
import re
from functools import cache
from importlib import import_module

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from kb import app, tables
from kb.cli import COMMANDS
from kb.foundation.words import Kind
from support.house import CATALOGUES, called, modules, templates

LANGUAGES = ("fi", "en")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}
REFUSALS = {
    "DomainError",
    "NotFoundError",
    "NotAllowedError",
    "ConflictError",
    "TooManyError",
}
RULES = {"actions", "forms", "models", "queries"}
KEY = re.compile(r"^[a-z_]+(\.[a-z0-9_-]+)+$")
PLACEHOLDER = re.compile(r"%\((\w+)\)")
# Strings that look like keys and are the names of columns or of files.
NOT_SAID = {"ForeignKey", "relationship"}
FILES = (".py", ".css", ".js", ".html", ".md", ".json", ".svg", ".sqlite", ".txt", ".bin")


def is_key(message):
    """Say whether a message is a key, which no reader should ever see."""
    return isinstance(message, str) and bool(KEY.match(message))


def catalogue(language):
    """Return each message with the forms it has in ``language``."""
    file = CATALOGUES / language / "LC_MESSAGES/messages.po"
    with file.open("rb") as content:
        read = read_po(content, locale=language)
    return {one.id: forms_of(one.string) for one in read if one.id}


def forms_of(string):
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def placeholders(*texts):
    """Return the names of what is filled in, over all forms of the last text that is there."""
    last = [text for text in texts if text][-1:] or [""]
    forms = last[0] if isinstance(last[0], tuple | list) else (last[0],)
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


@cache
def said():
    """Return every message marked for translation, in code and in templates."""
    found = set()
    for one in modules():
        found |= extracted("python", one.path.read_bytes(), {})
    for text in templates().values():
        found |= extracted("jinja2.ext:babel_extract", text.encode(), {"silent": "false"})
    return frozenset(found)


def extracted(method, content, options):
    rows = extract(method, io.BytesIO(content), keywords=KEYWORDS, options=options)
    return {row[1] for row in rows if row[1]}


@cache
def raised():
    """Return the key of every refusal and the names it fills in; None where it passes on."""
    found = {}
    for one in modules():
        for node in ast.walk(one.tree):
            if isinstance(node, ast.Call):
                for key in keys_of(node):
                    found[key] = names_of(node)
    return found


def keys_of(call):
    name, first = called(call.func), call.args[0] if call.args else None
    if name in REFUSALS and isinstance(first, ast.Constant):
        return [first.value]
    if name == "InvalidError" and isinstance(first, ast.Dict):
        return [value.value for value in first.values if isinstance(value, ast.Constant)]
    return []


def names_of(call):
    names = {one.arg for one in call.keywords}
    return None if None in names else names


def kinds():
    """Return every kind there is, once the whole house has been imported."""
    assert app
    assert tables
    for module, _ in COMMANDS.values():
        import_module(f"kb.cli.{module}")  # by itself it is loaded when somebody gives it
    return sorted(below(Kind), key=lambda one: one.__name__)


def below(kind):
    return [deeper for one in kind.__subclasses__() for deeper in (one, *below(one))]


@cache
def written():
    """Return the strings of the rules, columns aside; among them stand the refusals."""
    rules = [one for one in modules() if one.path.stem in RULES]
    return frozenset(
        text for one in rules for text in strings(one.tree) if not text.endswith(FILES)
    )


@cache
def literals():
    """Return every string that stands in code or, quoted, in a template."""
    found = {text for one in modules() for text in strings(one.tree)}
    for text in templates().values():
        found |= set(re.findall(r"""["']([a-z_]+(?:\.[a-z0-9_-]+)+)["']""", text))
    return frozenset(found)


def strings(node):
    """Return every string below a node but those that name columns."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and called(child.func) in NOT_SAID:
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from strings(child)


@cache
def families():
    """Return the beginnings of keys that are put together: f"error.{status}"."""
    found = {
        part.values[0].value
        for one in modules()
        for part in ast.walk(one.tree)
        if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant)
    }
    for text in templates().values():
        found |= set(re.findall(r"""_\(\s*["']([a-z_]+\.)["']\s*~""", text))
    return frozenset(one for one in found if re.fullmatch(r"[a-z_]+\.(?:[a-z0-9_]+[._])?", one))
