"""HTML as other programs write it, told in Markdown: what it says, without how it looks."""

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from kb.foundation.errors import DomainError
from kb.foundation.markdown.limits import MOST_LEVELS

UNSAID = ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed")
FURNITURE = (
    "nav",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "dialog",
    "footer",
    "aside",
)
MAY_HOLD_PICTURES = ("td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "a", "span")


def markdown_of(html: str) -> str:
    """Return a piece of HTML in Markdown."""
    return told(BeautifulSoup(html, "html.parser"))


def told(soup: Tag) -> str:
    """Return what an element says, in Markdown; scripts, styles and a page's furniture go."""
    for element in soup.find_all((*UNSAID, *FURNITURE)):
        element.decompose()
    writer = MarkdownConverter(
        heading_style=ATX,
        bullets="-",
        table_infer_header=True,
        keep_inline_images_in=list(MAY_HOLD_PICTURES),
    )
    try:
        found = str(writer.convert_soup(soup))
    except RecursionError as error:
        raise DomainError("markdown.too_deep", most=MOST_LEVELS) from error
    return _tidy(found)


def _tidy(text: str) -> str:
    """Leave out empty lines beyond one, and blanks that no line break asks for."""
    kept: list[str] = []
    for line in text.replace("\xa0", " ").split("\n"):
        ends = line.rstrip()
        breaks = line.endswith("  ") and ends
        if ends or (kept and kept[-1]):
            kept.append(f"{ends}  " if breaks else ends)
    return "\n".join(kept).strip()
