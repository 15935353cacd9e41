"""Few modules ask anybody outside of the house, and SECURITY.md says whom each asks."""

import ast
import re

from support.house import HOUSE, modules

WAYS_OUT = {
    "aiohttp",
    "asyncio",
    "authlib",
    "ftplib",
    "http",
    "httpx",
    "httpx2",
    "huggingface_hub",
    "requests",
    "smtplib",
    "socket",
    "urllib3",
    "xmlrpc",
}
ASK = {
    "kb/cli/house.py",  # its own server, whether it has started
    "kb/notices/mail/sending.py",
    "kb/people/oidc/fetching.py",
    "kb/people/oidc/provider.py",
    "kb/search/encoder/hub.py",
}


def ways_out(module):
    names = imported(module.tree)
    return {one for one in names if one == "urllib.request" or one.split(".")[0] in WAYS_OUT}


def imported(tree):
    """Return the modules that are imported, but for those of which faults alone are named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not all(map(is_fault, node.names)):
            yield node.module or ""


def is_fault(imported_name):
    return imported_name.name.endswith(("Error", "Exception"))


def test_these_alone_ask_anybody_outside():
    assert {one.name for one in modules() if ways_out(one)} == ASK


def test_the_security_page_names_each_of_them():
    told = set(re.findall(r"`(kb/[\w/]+\.py)`", (HOUSE / "SECURITY.md").read_text("utf-8")))

    assert told >= ASK
