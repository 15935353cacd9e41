"""Where a link or a picture may lead: out of the house, to a file of ours, or nowhere."""

import re
from urllib.parse import unquote

_OUTSIDE = re.compile(r"https?://|mailto:", re.IGNORECASE)
_NOT_A_FILE = re.compile(r"[a-z][a-z0-9+.-]*:|//|[#?]", re.IGNORECASE)


def leads_out(address: str) -> bool:
    """Whether an address is a web page or a mailbox somewhere in the world."""
    return _OUTSIDE.match(address) is not None


def file_name(address: str) -> str:
    """Name the file of ours that an address means; empty if it means none."""
    if _NOT_A_FILE.match(address):
        return ""
    return unquote(re.split(r"[#?]", address, maxsplit=1)[0])
