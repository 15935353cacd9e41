"""Archives and pictures that lie are refused while they are read, in little memory."""

import io
import json
import subprocess
import sys
import warnings

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kb.document.attachments.intake import read_file
from kb.document.attachments.kinds import Caps
from kb.foundation.errors import InvalidError
from support import files, papers
from support.bad_archives import BAD, HARMLESS
from support.house import HOUSE

# What is refused only where its bytes are read, and so not where a file is only kept.
KEPT = {"larger than it says"}
NO_FAULT_IN_A_FOLDER = {"many", "nothing but its end"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Return how each archive was taken, in a process with little memory."""
    folder = tmp_path_factory.mktemp("archives")
    for name, content in {**BAD, **HARMLESS}.items():
        (folder / name).write_bytes(content)
    asked = [sys.executable, "-m", "support.bounded", str(folder)]
    path = {"PYTHONPATH": f"{HOUSE}:{HOUSE / 'tests'}", "PYTHONUTF8": "1"}
    answer = subprocess.run(  # noqa: S603 - a module of our own
        asked, cwd=HOUSE, env=path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_archive_is_refused_in_little_memory(outcomes, name):
    told = outcomes[name]

    assert {way: one for way, one in told.items() if one.startswith("fault")} == {}
    assert told["attached"] != "taken" or name in KEPT
    assert told["imported"] != "taken" or name in NO_FAULT_IN_A_FOLDER
    assert told["read"] != "taken"


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_odd_is_taken_and_never_unpacked(outcomes, name):
    assert outcomes[name]["attached"] == "taken"


def taken_or_refused(name, content):
    """Nothing but a refusal may come of a file."""
    try:
        # The libraries remark on what is damaged; here only what breaks counts.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read_file(name, io.BytesIO(content), Caps())
    except InvalidError:
        return None


WHOLE = {
    "docx": papers.docx(shown=papers.shown()),
    "png": files.picture((40, 30)),
    "jpg": files.photograph(),
    "webp": files.picture((40, 30), kind="WEBP"),
    "mp4": files.mp4(),
    "webm": files.webm(),
    "pdf": papers.pdf(),
    "vtt": files.CAPTIONS,
}


@pytest.mark.parametrize("ending", WHOLE)
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_or_taken_and_breaks_nothing(ending, data):
    content = bytearray(WHOLE[ending])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    taken_or_refused(f"a.{ending}", bytes(content))
    taken_or_refused(f"a.{ending}", bytes(content[:cut]))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=300))
@example("png", b"<svg onload=alert(1)>")
def test_whatever_begins_like_a_file_is_refused_or_taken(ending, rest):
    taken_or_refused(f"a.{ending}", WHOLE[ending][:16] + rest)
