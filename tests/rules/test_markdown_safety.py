"""Nothing that is written can act in a reader's browser."""

import json
import random
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.foundation.errors import DomainError
from kb.foundation.markdown import render
from support.reference import REFERENCE

PAYLOADS = REFERENCE / "payloads" / "xss.json"
WRAPPINGS = (
    "{}",
    "- {}",
    "[{}](https://example.com)",
    "[a]({})",
    "[a](<{}>)",
    '[a](https://example.com "{}")',
    "![{}](kuva.png)",
    "![a]({})",
    "[a]: {}\n\n[a]",
    "<{}>",
    "[[{}]]",
    "[[a|{}]]",
    "- [ ] {}",
    "| {} |\n|---|\n| {} |",
    "```{}\na\n```",
    "```mermaid\n%% alt: {}\ngraph LR\n```",
    "```mermaid\naccTitle: {}\naccDescr {{ {} }}\n```",
)
KNOWN = (
    {"p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "span", "div"}
    | {"h3", "h4", "h5", "h6", "ul", "ol", "li", "input", "a", "img"}
    | {"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
)
CLASSES = {
    "left",
    "center",
    "right",
    "missing",
    "scroll",
    "contains-task-list",
    "task-list-item",
    "diagram",
}
PLACES = ("https://", "http://", "mailto:", "/ours/")
MARKS = st.text(alphabet="*_~`[]()!<>&;:@w.\\|#-+=1a \n\t\"'/") | st.sampled_from(
    ["javascript:", "<img src=x onerror=a>", "](", "![", "[[", "]]", "http://", "data:", "```"]
)


class Judge(HTMLParser):
    """Collects what could act: unknown tags, handlers, styles, names, foreign schemes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in KNOWN:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "id", "name", "srcdoc", "srcset"):
                self.found.append(name)
            if name == "class" and value not in CLASSES and not value.startswith("language-"):
                self.found.append(value)
            if name in ("href", "src") and not (value or "").lower().startswith(PLACES):
                self.found.append(value)


def faults(html):
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.found


def ours(name):
    return f"/ours/{len(name)}"


def shown(source):
    return render(source, link=ours, image=ours)


def test_no_known_attack_survives_in_any_wrapping():
    if not PAYLOADS.exists():
        pytest.skip("the public payloads are not here")
    known = [
        one for source in json.loads(PAYLOADS.read_text("utf-8")).values() for one in source
    ]
    chance = random.Random(2026)  # noqa: S311
    chosen = chance.sample(known, 2000)
    ways = [*chance.choices(WRAPPINGS, k=2000)]

    wrapped = [way.replace("{}", one) for way, one in zip(ways, chosen, strict=True)]
    flagged = [source for source in wrapped + chosen if faults(shown(source))]

    assert flagged == []
    assert sum(bool(faults(one)) for one in chosen) > 500, "the judge must see raw attacks"


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "JaVaScRiPt&colon;alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        '" onmouseover="alert(1)',
        "x` onload=`alert(1)",
        "</code></pre><svg/onload=alert(1)>",
    ],
)
def test_no_attack_of_ours_survives(attack, wrapping):
    assert faults(shown(wrapping.replace("{}", attack))) == []


@given(st.lists(MARKS, max_size=40).map("".join))
def test_no_heap_of_marks_makes_anything_that_acts(source):
    assert faults(shown_unless_too_deep(source)) == []


def shown_unless_too_deep(source):
    try:
        return shown(source)
    except DomainError as refused:
        if refused.key != "markdown.too_deep":
            raise
        return ""
