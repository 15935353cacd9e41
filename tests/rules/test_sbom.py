"""What the running house is made of is told whole, and nothing that it is not made of."""

import json
import re
import subprocess
import sys

import pytest

from support.house import HOUSE


@pytest.fixture(scope="module")
def sbom():
    told = subprocess.run(  # noqa: S603
        [sys.executable, HOUSE / ".make/sbom"], capture_output=True, text=True, check=True
    )
    return json.loads(told.stdout)


def test_every_pinned_package_is_told_and_no_test_tool(sbom):
    pinned = re.findall(
        r"^(\S+)==(\S+)$", (HOUSE / "requirements.txt").read_text(), re.MULTILINE
    )
    told = {
        (one["name"], one["version"])
        for one in sbom["components"]
        if one["bom-ref"].startswith("pkg:pypi/")
    }

    assert len(pinned) > 50
    assert told == set(pinned)


def test_every_vendored_script_is_told_with_its_sum(sbom):
    told = {
        one["name"]: one["hashes"][0]["content"]
        for one in sbom["components"]
        if one["type"] == "file"
    }
    sums = (HOUSE / "static/vendor/SHA256SUMS").read_text().splitlines()

    assert told == {
        f"static/vendor/{name}": sum_
        for sum_, name in (line.split("  ") for line in sums)
        if name.endswith(".js")
    }


def test_each_is_told_once_and_none_is_under_the_gpl(sbom):
    references = [one["bom-ref"] for one in sbom["components"]]
    licences = json.dumps([one.get("licenses", []) for one in sbom["components"]])

    assert len(references) == len(set(references))
    assert not re.search(r"\bA?GPL|GNU (Affero )?General", licences)


def test_it_says_what_it_is(sbom):
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    assert sbom["metadata"]["component"]["name"] == "kisalli"
