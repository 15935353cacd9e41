"""Asks every address there is as everybody, and hears every byte of the answers."""

import io
import re
import zipfile
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

from support.guarded import ACTORS
from support.guarded_addresses import address_of

LINK = re.compile(rb'(?:href|src|data-[a-z-]+|hx-get|content|action)="(/[^"]*)"')
SPOKEN = re.compile(rb"kanaria\d+qx")
# Where one asks with words: what is asked stands for each companion, and for what begins so.
ASKING = (
    "/search?q={}",
    "/search?q={}&kind=practice",
    "/search/suggestions?q={}",
    "/search/alike?title={}&action={}",
    "/practices/completions?q={}",
    "/practices/completions?q={}&kind=person",
    "/combinations/new?q={}",
    "/practices?q={}",
    "/practices?tag={}",
    "/people?q={}",
    "/people/named/{}",
    "/practices/titled/{}",
    "/needs/new?q={}",
    "/glossary?q={}",
    "/boards?q={}",
)
LANGUAGES = ("fi", "en")
MOST = 5_000


def addresses_in_table(house):
    """Return the address of every cell that reads."""
    asked = {
        address_of(house.things, cell.row, cell.state)
        for cell in house.cells()
        if cell.row.method == "GET"
    }
    return sorted(asked - {"/static/css/base.css"})


def known_to_all(house, actors=ACTORS, at_most=MOST):
    """Return every address that they find by following what is linked from the table's."""
    table = addresses_in_table(house) if at_most == MOST else ["/", "/practices", "/mentoring"]
    found, seen = set(table), set()
    for actor in actors:
        waiting = sorted(found)
        while waiting and len(found) < at_most:
            address = waiting.pop()
            if (actor, address) in seen:
                continue
            seen.add((actor, address))
            for link in linked_from(house.ask(actor, "GET", address), address):
                if is_page(link) and link not in found:
                    found.add(link)
                    waiting.append(link)
    return sorted(found)


def linked_from(answer, address):
    if answer.status_code in {301, 302, 303}:
        yield answer.headers["Location"]
    for link in LINK.findall(answer.data):
        parts = urlsplit(urljoin(address, unescape(link.decode())))
        yield parts.path + (f"?{parts.query}" if parts.query else "")


def is_page(address):
    """Say whether it is worth following: ours, and no file of the house itself."""
    begun = "/static/", "/sign-in?", "//"
    return address.startswith("/") and not address.startswith(begun)


def heard_in(answer, address):
    """Return the canaries in an answer, but for those that stood in the question itself."""
    said = b"\n".join([str(answer.headers).encode(), *layers_of(answer.data)])
    asked = {*SPOKEN.findall(address.encode()), *SPOKEN.findall(unquote(address).encode())}
    for form in (address, quote(address), unquote(address)):
        said = said.replace(form.encode(), b"")
    return {word.decode() for word in SPOKEN.findall(said)} - {one.decode() for one in asked}


def layers_of(data):
    """Yield the bytes, and those of every file in them if it is an archive."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            for name in opened.namelist():
                yield name.encode()
                yield from layers_of(opened.read(name))


def endpoints_of(app, addresses):
    """Return what stands behind addresses: the page, and which words it was asked with."""
    adapter = app.url_map.bind("localhost")
    return {
        (adapter.match(parts.path)[0], tuple(re.findall(r"(\w+)=", parts.query)))
        for parts in map(urlsplit, addresses)
        if adapter.test(parts.path)
    }
