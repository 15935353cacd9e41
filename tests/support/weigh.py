"""What each thing adds to a process's memory: run alone, step by step, with a model folder."""

import sys
from importlib import import_module
from pathlib import Path

PASSAGE = "Palaveri alkaa kuulumisilla ja päättyy siihen, kuka tekee mitä. " * 20


def resident(pid="self"):
    """Return how many megabytes of memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def proportional(pid):
    """Return the same, with of each page that others hold too no more than its share."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in told.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) // 1024


def steps(models):
    """Import, load and do one thing after another, saying its name after each."""
    yield "interpreter"
    import_module("kb.app")
    yield "the house"
    import_module("kb.search.language.analysis").warm()
    yield "dictionaries"
    encoder = import_module("kb.search.encoder").load("default", models)
    yield "the model"
    encoder.encode_queries([f"mitä sanon asiakkaalle {number}" for number in range(100)])
    yield "a hundred questions"
    encoder.encode_passages([PASSAGE] * 10)
    yield "ten passages of 200 words (the worker)"


if __name__ == "__main__":
    for step in steps(Path(sys.argv[1])):
        sys.stdout.write(f"{step}\t{resident()}\n")
