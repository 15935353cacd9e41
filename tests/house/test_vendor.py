"""What others made and we ship is what it was when it was taken in, and says whose it is."""

import hashlib
import json
import re

import pytest

from support.house import HOUSE

VENDOR = HOUSE / "static" / "vendor"
ASSETS = HOUSE / ".make" / "assets"
SUMS = dict(
    reversed(line.split("  ", 1)) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
)
BUNDLES = ("milkdown", "mermaid")


def test_every_file_is_the_one_that_was_taken_in():
    files = [one for one in VENDOR.iterdir() if one.name != "SHA256SUMS"]

    found = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}

    assert found == SUMS


@pytest.mark.parametrize("bundle", BUNDLES)
def test_a_bundle_names_the_licence_of_everything_in_it(bundle):
    pinned = json.loads((ASSETS / "package-lock.json").read_text("utf-8"))["packages"]
    versions = {
        f"{place.rpartition('node_modules/')[2]} {one['version']}"
        for place, one in pinned.items()
        if place
    }
    licences = (VENDOR / f"LICENSES.{bundle}.txt").read_text("utf-8")

    told = re.findall(r"^(\S+ \d\S*) \(([^\n]+)\)$", licences, re.MULTILINE)

    assert len(told) > 50
    assert {package for package, _ in told} <= versions
    assert [package for package, licence in told if "GPL" in licence] == []


def test_the_lock_file_names_no_registry():
    text = (ASSETS / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') > 200
