"""Figures over the demo organisation: what newcomers ask, and what has no answer there."""

import csv
from pathlib import Path

from sqlalchemy import select

from evaluation.figures import Figure
from kb.cli.bars import bars
from kb.demo import load_demo
from kb.demo.house import House
from kb.foundation.db import reading, session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.evaluation.houses import embed
from kb.search.forms import Question
from kb.search.models import Found
from kb.search.queries import find
from kb.search.ranking.found import parted
from kb.search.results.page import MOST
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.models import SparringNote
from kb.web.installation import settings
from support.reference import lines

HERE = Path(__file__).parent
UNRELATED, UNSEEN = HERE / "unrelated.txt", HERE / "unrelated-unseen.txt"
PARAPHRASES = HERE / "paraphrases.tsv"


def demo(_street):
    """What newcomers ask of the demo organisation, once it has lived its year."""
    with bars() as progress:
        load_demo(House(settings().files), progress)
        embed(progress)
    asked = lines("demo/queries.jsonl")
    open_ones = [one for one in asked if one["must"]]
    yield from practices(open_ones)
    unrelated = {one["id"]: one["q"] for one in asked if not one["must"]}
    yield Figure("nothing fits: the unrelated queries", refused(unrelated), 5 / 6)
    yield Figure("nothing fits: our own unrelated ones", refused(told_in(UNRELATED)), 0.90)
    yield Figure("nothing fits: unrelated ones never looked at", refused(told_in(UNSEEN)), 0.90)
    wrongly = refused({one["id"]: one["q"] for one in open_ones})
    yield Figure("nothing fits: open queries refused", wrongly, 3 / 60, at_most=True)
    yield Figure("notes and pairings in other words: hit@3", dict(paraphrases()), 0.75)


def practices(asked):
    """Return in how many of the open queries the practice is among the first."""
    places = {one["id"]: place(one["q"], one["must"]) for one in asked}
    for language in ("fi", "en"):
        mine = {one["id"]: places[one["id"]] for one in asked if one["lang"] == language}
        for within, target in ((3, 0.75), (5, 0.85)):
            hits = {query: float(found <= within) for query, found in mine.items()}
            yield Figure(f"demo, open queries {language}: hit@{within}", hits, target)


def place(question, ref):
    """Return the place of a practice among all that is found; far away if it is not."""
    with reading():
        wanted = session.scalar(select(Practice.id).where(Practice.ref == ref))
        return place_of({(Found.PRACTICE, wanted)}, question, seen_by=None)


def place_of(wanted, question, *, seen_by):
    """Return the place in its group, as the page shows them."""
    hits = find(Question(question), seen_by=seen_by, at_most=MOST).hits
    groups = [enumerate(group, start=1) for group in parted(hits)]
    found = [at for group in groups for at, hit in group if thing(hit) in wanted]
    return min(found, default=len(hits) + 99)


def thing(hit):
    return hit.entry.kind, hit.entry.thing_id


def refused(questions):
    """Return for each question whether nothing is said to fit it."""
    told = {}
    for name, question in questions.items():
        with reading():
            told[name] = float(find(Question(question), seen_by=None).nothing_fits)
    return told


def told_in(file):
    """Return the questions of a file, one a line."""
    told = file.read_text(encoding="utf-8").splitlines()
    return {line: line for line in told if line and not line.startswith("#")}


def paraphrases():
    """Yield whether a note or a pair is among the first three, for one who may see it."""
    with PARAPHRASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            with reading():
                email = f"{row['asked by']}@kisalli.example"
                asker = session.scalars(select(Person).where(Person.email == email)).one()
                wanted = {"note": note, "pairing": pair}[row["what"]](row["of which"])
                found = place_of(wanted, row["question"], seen_by=asker)
            yield row["question"], float(found <= 3)


def note(beginning):
    """Return the note whose question holds a word."""
    there = SparringNote.question.contains(beginning)
    return {(Found.NOTE, session.scalars(select(SparringNote.id).where(there)).one())}


def pair(ref):
    """Return a pair and its meetings, which lead to the same page."""
    number = session.scalars(select(Pairing.id).where(Pairing.ref == ref)).one()
    held = session.scalars(select(Session.id).where(Session.pairing_id == number))
    return {(Found.PAIRING, number), *((Found.SESSION, one) for one in held)}
