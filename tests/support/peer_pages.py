"""The pages of a generated house as other wikis take them in, and questions for known ones."""

import hashlib
import json
import shutil
from collections import Counter

import numpy as np
from sqlalchemy import select

from kb.app import create_app
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search.models import Document, Found
from support.drawn import SEED, vocabulary
from support.house import HOUSE
from support.site import let_go, settings_in

PLACE = HOUSE / "build" / "peers"
KINDS = {"rarest word": 20, "another form": 20, "two words": 10}


def fed_with(pages):
    """Return the folder of all that is fed with exactly these pages."""
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    place = PLACE / f"pages-{hashlib.sha256(lines.encode()).hexdigest()[:12]}"
    if not (place / "questions.json").is_file():
        for older in PLACE.glob("pages-*"):
            shutil.rmtree(older)
        place.mkdir(parents=True)
        (place / "pages.jsonl").write_text(lines, encoding="utf-8")
        questions = json.dumps(list(questions_for(pages)))
        (place / "questions.json").write_text(questions, encoding="utf-8")
    return place


def pages_of(folder):
    """Return every practice in its first language as a page of Markdown with a name."""
    app = create_app(settings_in(folder))
    with app.app_context():
        rows = session.execute(
            select(Document.title, Document.body, Document.language, Practice.slug)
            .join(Practice, Practice.id == Document.thing_id)
            .where(Document.kind == Found.PRACTICE, Document.language == Practice.language)
            .order_by(Document.id)
        ).all()
    let_go(app)
    return [
        {
            "name": title.lower(),
            "slug": slug,
            "language": language,
            "text": f"# {title}\n\n" + body.replace("\n", "\n\n") + "\n",
        }
        for title, body, language, slug in rows
    ]


def questions_for(pages):
    """Yield questions of each kind, every one for another page."""
    words = vocabulary()
    base = {form: forms for one in words.values() for forms in one.forms for form in forms}
    held = Counter(
        forms[0]
        for page in pages
        for forms in {base.get(word) for word in page["text"].lower().replace(".", " ").split()}
        if forms
    )
    chance = np.random.default_rng(SEED)
    finnish = [page for page in pages if page["language"] == "fi"]
    chosen = iter(chance.permutation(len(finnish)).tolist())
    for kind, count in KINDS.items():
        for _ in range(count):
            page = finnish[next(chosen)]
            title = page["name"].split()
            rarest = min(title, key=lambda word: held[word])
            told = {
                "rarest word": rarest,
                "another form": base[rarest][-1],
                "two words": " ".join(reversed(title[:2])),
            }
            asked_for = {"kind": kind, "name": page["name"], "slug": page["slug"]}
            yield {"text": told[kind], **asked_for}
