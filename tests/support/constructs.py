"""What office users type in Markdown, by name; the rules say what each becomes."""

import re

from support.house import HOUSE

FILE = HOUSE / "tests" / "rules" / "markdown_constructs.txt"
EXTENSIONS = FILE.with_name("gfm_extensions.txt")
_ONE = re.compile(r"^@@ (.+)\n((?s:.*?))\n@@ becomes\n((?s:.*?))(?=\n@@ |\Z)", re.MULTILINE)


def constructs(file=FILE):
    """Return each construct's name, source and page."""
    return _ONE.findall(file.read_text("utf-8"))
