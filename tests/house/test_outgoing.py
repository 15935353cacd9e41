"""Few modules ask anybody outside of the house, and SECURITY.md says whom each asks."""

import re

from support.house import HOUSE, imported, modules

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
    names = {one for one, taken in imported(module.tree) if not are_faults(taken)}
    return {one for one in names if one == "urllib.request" or one.split(".")[0] in WAYS_OUT}


def are_faults(taken):
    """Say whether faults alone are taken of a module: to name one asks nobody."""
    return bool(taken) and all(one.endswith(("Error", "Exception")) for one in taken)


def test_these_alone_ask_anybody_outside():
    assert {one.name for one in modules() if ways_out(one)} == ASK


def test_the_security_page_names_each_of_them():
    told = set(re.findall(r"`(kb/[\w/]+\.py)`", (HOUSE / "SECURITY.md").read_text("utf-8")))

    assert told >= ASK
