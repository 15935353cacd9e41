"""Answering questions line by line: the same for every wiki, each in an environment its own."""

import json
import sys
import time


def answer(search):
    """Say that all is ready, then answer every line of a question with names and how long."""
    tell("ready")
    for line in sys.stdin:
        question = json.loads(line)
        begun = time.perf_counter()
        page = search.page(question)
        taken = (time.perf_counter() - begun) * 1000
        tell({"ms": taken, "names": search.names(page)[:10]})


def tell(said):
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def fed_once(place, feed):
    """Let a wiki take in its pages, unless it has them all."""
    if not (place / "fed").is_file():
        feed(place)
        (place / "fed").touch()


def pages_in(file):
    """Return the pages to hold: each its name and its Markdown."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
