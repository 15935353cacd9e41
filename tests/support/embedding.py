"""How fast the real model reads: run alone with the folder of models, prints JSON."""

import json
import os
import sys
import time
from pathlib import Path

from kb.demo.reading import texts
from kb.search.encoder import load
from kb.search.encoder.model import DEFAULT
from kb.search.index.passages import passages
from support.turns import by_turns

PASSAGES, QUESTIONS, PATIENCE = 100, 40, 30


def measure(models):
    """Return how many passages it reads a second, of how many words, and a question's time."""
    encoder = load(DEFAULT, models)
    told = [text for one in demo_passages() for text in one]
    some = (told * -(-PASSAGES // len(told)))[:PASSAGES]
    encoder.encode_passages(some[:4])
    begun = time.perf_counter()
    encoder.encode_passages(some)
    taken = time.perf_counter() - begun
    questions = [" ".join(text.split()[2:9]) for text in told[:QUESTIONS]]
    (asked,) = by_turns(questions, PATIENCE, lambda one: encoder.encode_queries([one]))
    words = sum(len(text.split()) for text in some) / len(some)
    return {"passages a second": PASSAGES / taken, "words": words, "question": asked.median}


def demo_passages():
    """Yield the passages of every text of the demo organisation."""
    for one in texts(Names()):
        parts = [("", text) for text in one.text.parts.values() if text]
        yield passages(one.text.title, parts)


class Names(dict):
    """Any practice is called by its id: the titles are no matter here."""

    def __missing__(self, ref):
        return ref


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]))))
