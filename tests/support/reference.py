"""Reference data that is given beside the checkout and never part of it."""

import json
import os
from pathlib import Path

import pytest

REFERENCE = Path(os.environ.get("KB_REFERENCE", Path(__file__).parents[3] / "shared" / "data"))


def reference(name):
    """Return the path of a reference file or folder; without it the test is skipped."""
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"the reference data is not here: {name}")
    return path


def lines(name):
    """Return a file of one JSON object a line."""
    text = reference(name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]
