"""Whatever is asked of a page is a value: it breaks nothing, changes nothing, is never run."""

from collections import defaultdict
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text

from kb.foundation.db import Base, session
from support.attacks import dice, share, some
from support.pages import LEENA
from support.spellings import PRODUCT, STATEMENTS, TEMPLATES
from support.tally import told

pytestmark = pytest.mark.xdist_group("questions")
# Parameters that pages read although no form or link of the demo happens to name them.
ALSO = {
    "page": "1",
    "q": "asiakas",
    "kind": "note",
    "plan": "1",
    "practice": "1",
    "width": "480",
}
ODD = ("1e9", "-1", "NaN", "0x10", "9" * 40, "²", "1;2", "[]", "null", "\x00", "True", "1.5")


@pytest.fixture(scope="module")
def parameters(house):
    """Return by page what its links and forms ask of it, each with a value it may have."""
    found = defaultdict(dict)
    for _, path, person in house.pages:
        where = urlsplit(path).path
        found[where].update(parse_qsl(urlsplit(path).query))
        page = BeautifulSoup(house.get(path, by=person).text, "html.parser")
        for form in page.select("form:not([method=post])"):
            named = {one["name"]: one.get("value", "") for one in form.select("[name]")}
            found[form.get("action") or where].update(named)
        for link in page.select("a[href^='/'], a[href^='?']"):
            asked = urlsplit(link["href"])
            found[asked.path or where].update(parse_qsl(asked.query))
    return {where: {**ALSO, **named} for where, named in found.items() if named}


def test_no_question_ends_a_statement(house, parameters, request):
    before, faults, many = rows(house), {}, 0

    for where, named in parameters.items():
        for name in named:
            tried = (*STATEMENTS, *ODD)
            for value in dice(f"{where} {name}").sample(tried, share(1, of_all=40)):
                many += 1
                asked = urlencode({**named, name: value}, errors="surrogatepass")
                answer = house.get(f"{where}?{asked}", by=LEENA)
                if answer.status_code >= 500:
                    faults[where, name, value] = answer.status

    told(request, statements=many, run=len(faults))
    assert faults == {}
    assert rows(house) == before


NUMBERS = ("page", "plan", "practice", "width")


def test_no_number_makes_a_page_longer_or_breaks_it(house, parameters):
    faults, many = {}, share(1, of_all=len(ODD))
    for where in parameters:
        plain = house.get(where, by=LEENA)
        for name in dice(f"number {where}").sample(NUMBERS, share(1, of_all=len(NUMBERS))):
            for value in dice(f"odd {where} {name}").sample(ODD, many):
                answer = house.get(where, by=LEENA, query_string={name: value})
                if answer.status_code >= 500 or longer(answer, plain):
                    faults[where, name, value] = answer.status, len(answer.data)

    assert faults == {}


def longer(answer, plain):
    """Say whether an answer holds more than a page of the same may."""
    return len(answer.data) > 2 * len(plain.data) + 10_000


def test_no_search_ends_a_statement(house, request):
    before, faults = rows(house), {}
    tried = dice("search").sample(STATEMENTS, share(60, of_all=len(STATEMENTS)))

    for value in tried:
        for where in ("/search", "/search/suggestions", "/practices/completions"):
            answer = house.get(where, by=LEENA, query_string={"q": value})
            if answer.status_code >= 500:
                faults[where, value] = answer.status

    told(request, statements=3 * len(tried), run=len(faults))
    assert faults == {}
    assert rows(house) == before


# Being here, and having been refused.
WRITTEN = {"sign_in", "sign_in_attempt", "audit_entry", "audit_ends"}


def rows(house):
    """Count every table's rows but those that being here makes."""
    with house.site.reading():
        return {
            table.name: session.scalar(text(f'SELECT count(*) FROM "{table.name}"'))  # noqa: S608
            for table in Base.metadata.sorted_tables
            if table.name not in WRITTEN
        }


def test_what_is_asked_comes_back_as_words(house, parameters, judge, request):
    attacks = iter(some("asked", 100_000))
    asked = {}
    for where, named in parameters.items():
        for name in dice(where).sample(sorted(named), min(len(named), share(1, of_all=6))):
            asked[where, name] = {**named, name: next(attacks)}
    for number, attack in enumerate(some("searched", share(40, of_all=3_000))):
        asked["/search", number] = {"q": attack}
    plain = {
        where: house.get(where, by=LEENA, query_string=parameters.get(where))
        for where, _ in asked
    }

    answers = {
        place: house.get(place[0], by=LEENA, query_string=urlencode(named, errors="replace"))
        for place, named in asked.items()
    }

    assert {place: one.status for place, one in answers.items() if one.status_code >= 500} == {}
    signs = judge.signs_of([one.text for one in plain.values()] + [kept(house)])
    found = judge.strange({str(place): one.text for place, one in answers.items()}, signs)
    faults = {place: acting(one) for place, one in found.items() if acting(one)}
    told(request, renders=len(answers), executable=len(faults))
    assert faults == {}


def kept(house):
    return house.get("/search?q=asiakas", by=LEENA).text


def acting(faults):
    """Leave out what our pages hold only when they find something else."""
    return [one for one in faults if not one.startswith("new: ")]


def test_no_question_is_a_template(house, parameters):
    for where, named in parameters.items():
        asked = dict(zip(named, dice(where).choices(TEMPLATES, k=len(named)), strict=True))
        answer = house.get(where, by=LEENA, query_string=asked)
        assert answer.status_code < 500, (where, asked)
        assert PRODUCT not in answer.text, (where, asked)
