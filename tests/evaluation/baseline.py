"""The scores of every question when they were last kept: numbers and ids, no texts."""

import json
from pathlib import Path

KEPT = Path(__file__).with_name("baseline.json")


def kept():
    """Return the scores by figure and question; nothing before they were ever kept."""
    return json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def keep(before, figures):
    """Let these scores be what later ones are compared with; a figure a line."""
    rounded = before | {
        one.name: {query: round(score, 4) for query, score in sorted(one.scores.items())}
        for one in figures
    }
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: "
        + json.dumps(scores, ensure_ascii=False, separators=(",", ":"))
        for name, scores in rounded.items()
    )
    KEPT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
