"""What others have tried: public lists of texts that act where a page lets them."""

import json
import os
import random
from functools import cache

import pytest

from support.reference import reference

SEED = int(os.environ.get("PAYLOAD_SEED", "2026"))
WHOLE = bool(os.environ.get("WHOLE"))
# Every place of a text that Markdown has, as its writer would fill it in.
WRAPPINGS = {
    "body": "{}",
    "heading": "# {}",
    "item": "- {}",
    "quotation": "> {}",
    "task": "- [ ] {}",
    "emphasis": "**{}**",
    "link text": "[{}](https://example.com)",
    "link address": "[a]({})",
    "link address in angles": "[a](<{}>)",
    "link title": '[a](https://example.com "{}")',
    "picture text": "![{}](kuva.png)",
    "picture address": "![a]({})",
    "picture from elsewhere": "![a](https://example.com/{})",
    "film": "![{}](filmi.mp4)",
    "definition": "[a]: {}\n\n[a]",
    "angles": "<{}>",
    "bare address": "https://example.com/{}",
    "page link": "[[{}]]",
    "page link's words": "[[a|{}]]",
    "table": "| {} |\n|---|\n| {} |",
    "language of code": "```{}\na\n```",
    "code": "`{}`",
    "diagram's words": "```mermaid\n%% alt: {}\ngraph LR\n```",
    "diagram": "```mermaid\naccTitle: {}\naccDescr {{ {} }}\n```",
}


@cache
def corpus():
    """Return every public attack, each once; without the lists the test is skipped."""
    lists = json.loads(reference("payloads/xss.json").read_text("utf-8"))
    return tuple(dict.fromkeys(one for each in lists.values() for one in each))


def dice(what):
    """Return chance that falls the same way for the same seed and the same test."""
    return random.Random(f"{SEED} {what}")  # noqa: S311


def some(what, count):
    """Return as many attacks, in an order of their own; all of them before one comes again."""
    known, chance = list(corpus()), dice(what)
    found = []
    while len(found) < count:
        chance.shuffle(known)
        found += known
    return found[:count]


def wrapped(attack, wrapping):
    """Return the attack in that place of a text."""
    return WRAPPINGS[wrapping].replace("{}", attack)


def share(few, *, of_all):
    """Return how many of something: a few, or of the whole run as many as there are."""
    return of_all if WHOLE else few


def only_whole():
    """Leave to the whole run what a share cannot hold."""
    if not WHOLE:
        pytest.skip("only in the whole run: make security")
