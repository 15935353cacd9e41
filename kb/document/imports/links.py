"""A page's links and pictures, made to lead where the page will be."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kb.document.attachments.pictures import Picture
from kb.document.imports.addresses import leads_outside, page_at, place_of
from kb.document.imports.album import Album
from kb.document.imports.folders import Remark
from kb.document.imports.own import unescaped
from kb.foundation.markdown import Mention, plain, relinked
from kb.foundation.markdown.addresses import leads_out

LONGEST_SHOWN = 200
# What a page will be called is known only when all have their names: until then a link's
# target is its path, between two marks that no text has a use for.
MARK = "\ue000"
_TARGET = re.compile(f"{MARK}([^{MARK}]*){MARK}")


@dataclass(frozen=True)
class Folder:
    """What a page's links may lead to: pages by path and by address, pictures, other files."""

    titles: Mapping[str, str]
    addresses: Mapping[str, str]
    album: Album
    others: Collection[str]


class Follower:
    """Follows the links of one page and remembers where they led."""

    def __init__(self, path: str, folder: Folder) -> None:
        """Begin on the page ``path``."""
        self._path, self._folder = path, folder
        self.pictures: dict[str, Picture] = {}
        self.targets: dict[str, None] = {}
        self.remarks: dict[Remark, None] = {}

    def follow(self, text: str) -> str:
        """Return the text with its links to pages marked and its pictures named."""
        return relinked(text.replace(MARK, ""), self._told)

    def _told(self, mention: Mention) -> str | None:
        if leads_out(mention.address):
            return None
        place = place_of(mention.address, on=self._path)
        page = page_at(place, self._folder.titles) or self._folder.addresses.get(place)
        if page and not mention.picture:
            return self._to_page(page, mention.label)
        if place in self._folder.album:
            return self._to_picture(place, mention)
        self._note_lost(place, mention)
        return mention.label

    def _to_page(self, page: str, label: str) -> str:
        self.targets[page] = None
        words = " ".join(re.sub(r"[\[\]]", "", plain(label)).split())
        link = f"[[{MARK}{quote(page)}{MARK}|{words or self._folder.titles[page]}]]"
        return f"{label} {link}" if "![" in label else link

    def _to_picture(self, place: str, mention: Mention) -> str:
        if self._folder.album.why_not(place):
            self._note("imports.picture_not_taken", place)
            return mention.label
        if place not in self.pictures:
            picture = self._folder.album.picture(place, beside=self.pictures)
            self.pictures[place] = picture
        return f"{'!' * mention.picture}[{mention.label}]({self.pictures[place].name})"

    def _note_lost(self, place: str, mention: Mention) -> None:
        kind = "picture" if mention.picture else "link"
        if leads_outside(place):
            self._note(f"imports.{kind}_outside", mention.address)
        elif place in self._folder.others:
            self._note(f"imports.{kind}_not_taken", place)
        elif place or mention.picture:
            self._note(f"imports.{kind}_lost", mention.address)

    def _note(self, key: str, address: str) -> None:
        self.remarks[Remark(key, (("address", unquote(address)[:LONGEST_SHOWN]),))] = None


class Returner:
    """Follows the links of a page of ours: those to other such pages, and no others."""

    def __init__(self, path: str, folder: Folder) -> None:
        """Begin on the page ``path``."""
        self._path, self._folder = path, folder
        self.targets: dict[str, None] = {}

    def follow(self, text: str) -> str:
        """Return the text with its links to pages marked."""
        return relinked(text.replace(MARK, ""), self._told)

    def _told(self, mention: Mention) -> str | None:
        if mention.picture or not mention.address.startswith("../"):
            return None
        place = place_of(mention.address, on=self._path)
        if place not in self._folder.titles:
            return None
        self.targets[place] = None
        words = re.sub(r"[\[\]\n]", " ", unescaped(mention.label)).strip()
        return f"[[{MARK}{quote(place)}{MARK}|{words or self._folder.titles[place]}]]"


def with_targets(text: str, target: Callable[[str], str]) -> str:
    """Put each target's name in the place of its path."""
    return _TARGET.sub(lambda found: target(unquote(found[1])), text)
