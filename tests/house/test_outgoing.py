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
    imported = [
        name
        for node in ast.walk(module.tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]
    return {one for one in imported if one.split(".")[0] in WAYS_OUT or one == "urllib.request"}


def test_these_alone_ask_anybody_outside():
    assert {one.name for one in modules() if ways_out(one)} - SAY_ONLY == ASK


SAY_ONLY = {"kb/cli/mailing.py"}  # names the mail server's fault


def test_the_security_page_names_each_of_them():
    told = set(re.findall(r"`(kb/[\w/]+\.py)`", (HOUSE / "SECURITY.md").read_text("utf-8")))

    assert told >= ASK
