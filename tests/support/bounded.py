"""Reads a folder of archives in every way the house does, with little memory: prints JSON.

Run alone, ``python -m support.bounded FOLDER``: what would need more memory fails here.
"""

import json
import resource
import sys
from pathlib import Path

from kb.document.attachments.intake import read_file
from kb.document.attachments.kinds import DOCX, Caps
from kb.document.imports.archives import unpacked
from kb.document.papers import reader
from kb.foundation.errors import DomainError, InvalidError

ROOM = 200 * 1024 * 1024  # beside what the interpreter and the house hold already


def main(folder):
    """Say of each file how each reader took it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = next(line for line in status.splitlines() if line.startswith("VmSize"))
    most = int(held.split()[1]) * 1024 + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    ways = {"attached": attached, "imported": imported, "read": read}
    sys.stdout.write(
        json.dumps(
            {
                path.name: {way: outcome(deed, path) for way, deed in ways.items()}
                for path in sorted(folder.iterdir())
            }
        )
    )


def outcome(deed, path):
    try:
        deed(path)
    except InvalidError as refused:
        return next(iter(refused.fields.values()))
    except DomainError as refused:
        return refused.key
    except Exception as fault:  # noqa: BLE001 - the test says which
        return f"fault: {type(fault).__name__}: {fault}"
    return "taken"


def attached(path):
    with path.open("rb") as stream:
        read_file("asiakirja.docx", stream, Caps())


def imported(path):
    with unpacked(path) as folder:
        home = folder.resolve()
        outside = [one for one in home.rglob("*") if not one.resolve().is_relative_to(home)]
        if outside:
            raise AssertionError(outside)


def read(path):
    told = reader._told(reader.TEXT, path, DOCX.mime, path.name, path.parent)  # noqa: SLF001
    if "refused" in told:
        raise DomainError(told["refused"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
