"""The extensions of GitHub's Flavored Markdown 0.29, by section, in examples of our own.

The specification's own may be copied under another licence only (CC BY-SA 4.0). What each
becomes was written by GitHub's own parser (cmark-gfm), but for raw HTML, which is text here.
"""

import pytest

from kb.foundation.markdown import render
from support.constructs import EXTENSIONS, constructs
from support.outline import outline

EXAMPLES = constructs(EXTENSIONS)
SECTIONS = ("table", "task list", "strikethrough", "autolink", "raw HTML")
MISSES = {
    "autolink: ftp": "browsers follow it no more; it stays words",
    "autolink: xmpp as a scheme": "a link leads to the web or to mail",
}


@pytest.mark.parametrize(
    ("name", "source", "page"), [pytest.param(*one, id=one[0]) for one in EXAMPLES]
)
def test_an_extension_becomes_what_its_section_says_or_is_a_known_miss(name, source, page):
    same = outline(render(source)) == outline(page)

    assert same == (name not in MISSES)


def test_every_section_has_examples_and_nearly_all_are_met():
    names = [name for name, _, _ in EXAMPLES]

    assert len(names) == EXTENSIONS.read_text("utf-8").count("@@ becomes") >= 24
    assert all(any(name.startswith(section) for name in names) for section in SECTIONS)
    assert len(MISSES) <= 0.05 * len(names)
