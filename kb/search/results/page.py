"""The page of results: cards, what to keep to, whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.people.models import Person
from kb.search.forms import Question
from kb.search.index.breakage import unless_broken
from kb.search.language.analysis import content_lemmas
from kb.search.limits import Limits
from kb.search.models import Found
from kb.search.narrowing.facets import Facet, Option, facets_of
from kb.search.narrowing.keeping import kept
from kb.search.narrowing.values import FacetKind
from kb.search.narrowing.versions import told_in
from kb.search.queries import find
from kb.search.ranking.found import Findings, Hit, Why, parted
from kb.search.reading.understood import Understood
from kb.search.results.cards import Card, cards_of
from kb.search.results.named import Named, only_names, people_named
from kb.search.results.people import Askable, coordinators, industries_of, people_carrying
from kb.search.results.readiness import Readiness, readiness_for
from kb.search.results.things import is_called, things_behind
from kb.search.results.titles import not_understood, titles_with
from kb.web.paging import Page, page_of

SHOWN, CLOSEST = 12, 3  # where something fits, and where nothing does
TALKS, TALKS_AFTER = 3, 3  # what was said stands after the best that was written
MOST = 1_000  # that are counted and shown; nobody leafs further
# Of the best score: what is less is no answer beside it. By meaning everything is a little
# alike; by words alone, what holds some of the words answers for want of better.
FAR_BEHIND, FAR_BEHIND_BY_WORDS = 0.5, 0.25


@dataclass(frozen=True)
class Results:
    """What a question brought: what fits, a page at a time, or the closest where nothing does.

    ``fitting`` is how many there are, whatever one keeps to; ``talks`` are the first of what
    people said to one another, and ``talked`` how many there are of it.
    """

    question: Question
    page: Page[Card] = Page((), 1, 0, SHOWN)  # noqa: RUF009 - frozen
    fitting: int = 0
    talks: tuple[Card, ...] = ()
    talked: int = 0
    closest: tuple[Card, ...] = ()
    facets: tuple[Facet, ...] = ()
    people: tuple[Askable, ...] = ()
    named: tuple[Named, ...] = ()
    readiness: Readiness = Readiness()  # noqa: RUF009 - frozen
    understood: Understood | None = None

    @property
    def cards(self) -> Sequence[Card]:
        """Return the results of this page."""
        return self.page.items

    @property
    def best(self) -> Sequence[Card]:
        """Return what stands before the talks."""
        return self.cards[:TALKS_AFTER] if self.talks else self.cards

    @property
    def others(self) -> Sequence[Card]:
        """Return what stands after them."""
        return self.cards[len(self.best) :]

    @property
    def total(self) -> int:
        """Return how many there are with what one keeps to."""
        return self.page.total + self.talked

    @property
    def is_cut(self) -> bool:
        """Say whether there are more than are counted."""
        return self.total >= MOST

    @property
    def chosen(self) -> list[tuple[FacetKind, Option]]:
        """Return everything one keeps to."""
        every = ((facet.kind, option) for facet in self.facets for option in facet.options)
        return [(kind, option) for kind, option in every if option.chosen]

    @property
    def nothing_fits(self) -> bool:
        """Say whether nothing answers, nor anybody is called so; too early in a part of all."""
        return not (self.fitting or self.named or self.readiness.is_partial)

    @property
    def other_language(self) -> Option | None:
        """Return the language that fewer results are told in, unless one keeps to one."""
        told = [facet.options for facet in self.facets if facet.kind is FacetKind.LANGUAGE]
        options = sorted(*told, key=lambda option: option.count) if told else []
        free = len(options) > 1 and not any(option.chosen for option in options)
        return options[0] if free else None


def results_of(question: Question, *, seen_by: Person) -> Results:
    """Search for ``seen_by`` and gather what the page shows."""
    results = Results(question, readiness=readiness_for(seen_by))
    if not question.text:
        return results
    return unless_broken(lambda: _answered(results, seen_by), lambda: _titled(results, seen_by))


def _titled(results: Results, seen_by: Person) -> Results:
    """Return what is called so, while the index cannot be asked."""
    hits = titles_with(results.question.text, seen_by=seen_by)
    cards = tuple(cards_of(hits, Findings(not_understood(results.question))))
    readiness = replace(results.readiness, is_mended=True)
    page = Page(cards, 1, len(cards), max(SHOWN, len(cards)))
    return replace(results, page=page, fitting=len(cards), readiness=readiness)


def _answered(results: Results, seen_by: Person) -> Results:
    question = results.question
    findings = find(replace(question, limits=Limits()), seen_by=seen_by, at_most=MOST)
    named = people_named(findings.asked.text, _practices(findings.hits), seen_by=seen_by)
    results = replace(results, named=tuple(named), understood=findings.understood)
    if findings.nothing_fits and not results.readiness.is_loading:
        return _closest(results, findings, seen_by)
    return _fitting(results, findings, seen_by)


def _closest(results: Results, findings: Findings, seen_by: Person) -> Results:
    """Add what comes closest where nothing fits, and who may know all the same."""
    hits = () if results.named else findings.hits[:CLOSEST]
    people = _people(results, hits, seen_by) or coordinators(seen_by=seen_by)
    return replace(results, closest=tuple(cards_of(hits, findings)), people=tuple(people))


def _fitting(results: Results, findings: Findings, seen_by: Person) -> Results:
    """Add the page that was asked for of what fits, and whom to ask about all of it."""
    limits, every = results.question.limits, _answers(findings, results.named)
    keeping = kept([hit.entry.id for hit in every], limits, by=seen_by)
    staying = set(keeping.but_for())
    hits = [hit for hit in every if hit.entry.id in staying]
    one_list = limits.kinds or findings.names_kinds
    written, said = (hits, ()) if one_list else parted(hits)
    page = page_of(written, results.question.page, SHOWN)
    first = said[:TALKS] if page.number == 1 else ()
    cards = list(cards_of(told_in(limits.languages, [*page.items, *first]), findings))
    return replace(
        results,
        page=Page(tuple(cards[: len(page.items)]), page.number, page.total, SHOWN),
        talks=tuple(cards[len(page.items) :]),
        talked=len(said),
        fitting=len(every),
        facets=tuple(facets_of(keeping, limits, by=seen_by)),
        people=tuple(_people(results, hits or every, seen_by)),
    )


def _people(results: Results, hits: Sequence[Hit], seen_by: Person) -> Sequence[Askable]:
    """Return who carries what was found, but for those who stand there by name already."""
    there = {seen_by.id, *(named.person.id for named in results.named)}
    return people_carrying(_practices(hits), besides=there, industries=industries_of(seen_by))


def _answers(findings: Findings, named: Sequence[Named]) -> Sequence[Hit]:
    """Return what answers, less what stays far behind; a name has no meaning but itself."""
    fitting = [hit for hit in findings.hits if hit.fits] or findings.hits
    best = max((hit.score for hit in fitting), default=0.0)
    least = best * (FAR_BEHIND if findings.meant else FAR_BEHIND_BY_WORDS)
    near = [hit for hit in fitting if hit.score >= least]
    if named and only_names(findings.asked.text, named):
        near = [hit for hit in near if Why.LEXICAL in hit.why]
    return _definition_first(near, findings)


def _definition_first(hits: Sequence[Hit], findings: Findings) -> Sequence[Hit]:
    """Return the hits with the term before all others that is called just what was asked."""
    text = findings.asked.text
    name = content_lemmas(text)
    if not any(name in called for called in findings.understood.names):
        return hits
    terms = [hit for hit in hits if hit.entry.kind is Found.TERM]
    things = things_behind(terms[:CLOSEST])
    defining = [hit for hit in terms[:CLOSEST] if is_called(things[hit.entry.thing], text)]
    return [*defining, *(hit for hit in hits if hit not in defining)]


def _practices(hits: Sequence[Hit]) -> list[int]:
    return [hit.entry.thing_id for hit in hits if hit.entry.kind is Found.PRACTICE]
