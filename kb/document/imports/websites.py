"""A page of HTML, as a site has it: its fields, and what it says in Markdown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from kb.document.imports.folders import Remark
from kb.document.imports.html import told
from kb.foundation.catalogues import LANGUAGES

NAMED = {"description": "description", "keywords": "tags", "title-fi": "title"}


@dataclass(frozen=True)
class WebPage:
    """What a page of HTML says of itself, and what it says."""

    fields: Mapping[str, str]
    text: str
    remarks: Sequence[Remark]


def web_page(source: str) -> WebPage:
    """Read a page; of one told in several languages, what is told in one of ours."""
    soup = BeautifulSoup(source, "html.parser")
    language = _language(soup)
    left_out = _leave_out_others(soup, language)
    fields = dict(_fields(soup)) | {"lang": language}
    remarks = [Remark("imports.languages_left_out", (("languages", left_out),))]
    main = soup.find("main") or soup.body or soup
    if soup.head:
        soup.head.decompose()
    return WebPage(fields, told(main), remarks if left_out else [])


def _fields(soup: BeautifulSoup) -> dict[str, str]:
    found = {"title": soup.title.get_text() if soup.title else ""}
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or "").lower()
        if name in NAMED and not found.get(NAMED[name], "").strip():
            found[NAMED[name]] = str(meta.get("content") or "")
    return {name: value.strip() for name, value in found.items() if value.strip()}


def _language(soup: BeautifulSoup) -> str:
    """Return the page's language, or of our own the one that more of it is told in."""
    whole = soup.find("html")
    said = _said(whole) if isinstance(whole, Tag) else ""
    if said in LANGUAGES:
        return said
    counted = Counter(_said(one) for one in soup.find_all(lang=True))
    ours = [one for one, _ in counted.most_common() if one in LANGUAGES]
    return ours[0] if ours else ""


def _leave_out_others(soup: BeautifulSoup, language: str) -> str:
    """Take away what is told in another language; return which those were."""
    if not language:
        return ""
    others: dict[str, None] = {}
    for element in soup.find_all(lang=True):
        if not element.decomposed and _said(element) not in {language, ""}:
            others[_said(element)] = None
            element.decompose()
    return ", ".join(sorted(others))


def _said(element: Tag) -> str:
    return str(element.get("lang") or "").lower()[:2]
