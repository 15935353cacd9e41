"""Which code an outcome rests on, so that what was made can be kept until that changes."""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path


def fingerprint_of(module: str, root: Path) -> str:
    """Return the SHA-256 of a module of ``root`` and all that it imports from there."""
    digest = hashlib.sha256()
    for file in sorted(_files_behind(module, root)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files_behind(module: str, root: Path) -> set[Path]:
    found, waiting = set[Path](), [module]
    while waiting:
        for file in set(_files_of(waiting.pop(), root)) - found:
            found.add(file)
            waiting += _imported(file)
    return found


def _files_of(module: str, root: Path) -> Iterator[Path]:
    """Return the file of a module, and those of the packages it is in."""
    names = module.split(".")
    for end in range(1, len(names) + 1):
        place = root.joinpath(*names[:end])
        files = (place / "__init__.py", place.with_suffix(".py"))
        yield from (file for file in files if file.is_file())


def _imported(file: Path) -> list[str]:
    names = list[str]()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += (f"{node.module}.{alias.name}" for alias in node.names)
    return names
