"""What each thing adds to a process's memory: run alone, step by step, with a model folder."""

import os
import sys
from importlib import import_module
from pathlib import Path


def resident(pid="self"):
    """Return how many megabytes of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def steps(models):
    """Import and load one thing after another, saying its name after each."""
    yield "interpreter"
    import_module("kb.app")
    yield "house"
    import_module("torch").set_num_threads(1)
    yield "torch"
    import_module("sentence_transformers")
    yield "sentence-transformers"
    import_module("kb.search.encoder").load("default", models).encode_queries(["mitä sanon"])
    yield "model"
    import_module("kb.search.language").warm()
    yield "dictionaries"


if __name__ == "__main__":
    os.environ["HF_HUB_OFFLINE"] = "1"
    for step in steps(Path(sys.argv[1])):
        sys.stdout.write(f"{step}\t{resident()}\n")
