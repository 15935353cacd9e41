"""Questions asked again as a hurried hand types them, beside the clean ones."""

from dataclasses import replace

from evaluation.figures import Figure
from evaluation.typos import mistyped, without_dots
from kb.search.evaluation.beir import Query
from kb.search.evaluation.records import records_of

TYPO, UNDOTTED = "typo version", "undotted"
# No clean version of these was ever written.
MISTYPED, BY_HAND = "typo", "typo-hand"


def with_typos(collection, given, every=1):
    """Return the collection asked its questions mistyped too, as given and by our slips."""
    known = {query.id: query for query in collection.queries}
    theirs = [
        (known[record.text("original_id")], record.text("text"), record.text("kind"))
        for record in records_of(given)
        if record.text("original_id") in known and record.text("kind") != BY_HAND
    ]
    clean = [query for query in collection.queries if query.kind != MISTYPED]
    ours = [(query, *mistyped(query.text)) for query in clean[::every]]
    return _asked_again(collection, [*theirs, *ours], TYPO)


def with_undotted(collection):
    """Return the collection asked its Finnish questions without their dots too."""
    finnish = [query for query in collection.queries if query.language == "fi"]
    changed = [(query, without_dots(query.text), "") for query in finnish if is_clean(query)]
    dotted = [one for one in changed if one[0].text != one[1]]
    return _asked_again(collection, dotted, UNDOTTED)


def _asked_again(collection, changed, kind):
    again = {
        f"{query.id}~{slip}:{kind}" if slip else f"{query.id}~{kind}": (query, text)
        for query, text, slip in changed
    }
    asked = [
        replace(query, id=name, text=text, kind=kind) for name, (query, text) in again.items()
    ]
    judged = {name: collection.judged[query.id] for name, (query, _) in again.items()}
    return replace(
        collection,
        queries=(*collection.queries, *asked),
        judged={**collection.judged, **judged},
    )


def is_clean(query: Query):
    """Say whether a question is as it was given."""
    return query.kind not in (TYPO, UNDOTTED)


def losses(answers):
    """Return what a slip costs, in nDCG@10 against the clean question."""
    for name, kind, most in (
        ("typo versions: loss", TYPO, 0.03),
        ("a/o typed for ä/ö: loss", UNDOTTED, 0.01),
    ):
        lost = {
            query: gained(answers[query.partition("~")[0]]) - gained(one)
            for query, one in answers.items()
            if one.query.kind == kind
        }
        if lost:
            yield Figure(name, lost, most, at_most=True)


def gained(answer):
    return answer.measures["ndcg@10"]
