"""Every text of a lived-in house becomes an attack: no page of it lets one act."""

import pytest

from support.attacks import WHOLE, dice, share
from support.browser import come_in
from support.poisoned import marks_in, poison
from support.tally import told

pytestmark = pytest.mark.xdist_group("attacked pages")


# What our own pages hold only once the texts are others: another field clashes, and a picture
# that no text shows any more is shown below it.
BESIDES = {
    "practice-merge": {"new: id=part-title", "new: id=part-title-title"},
    "practice-with-picture": {"new: <img>"}
    | {f"new: img {name}" for name in ("src", "srcset", "sizes", "alt", "loading", "class")},
}


@pytest.fixture(scope="module")
def shown(house):
    """Return some of the pages, of the whole run all."""
    if WHOLE:
        return house.pages
    return dice("pages").sample(house.pages, 60)


@pytest.fixture(scope="module")
def signs(house, shown, judge):
    """Return what our pages hold before anything of them is an attack."""
    return judge.signs_of([house.get(path, by=who).text for _, path, who in shown])


@pytest.fixture(scope="module")
def attacked(house, signs):
    """The house once every text in it is an attack."""
    with house.site.writing():
        assert poison("house") > 1_000
    return house


def test_no_page_lets_an_attack_act(attacked, shown, signs, judge, request):
    answers = {name: attacked.get(path, by=who) for name, path, who in shown}

    found = judge.strange({name: one.text for name, one in answers.items()}, signs)

    marks = sum(len(marks_in(one.text)) for one in answers.values())
    executable = sum(not one.startswith("new: ") for each in found.values() for one in each)
    told(request, renders=marks, executable=executable)
    assert {name: one.status for name, one in answers.items() if one.status_code >= 500} == {}
    assert {
        name: one for name, one in found.items() if set(one) - BESIDES.get(name, set())
    } == {}
    assert marks > 5 * len(shown)


def test_no_page_runs_an_attack_in_a_browser(attacked, shown, judge):
    opened = dice("opened").sample(shown, share(8, of_all=len(shown)))
    troubles = {}

    for person in sorted({who for _, _, who in opened}):
        with judge.page() as (page, said):
            if person:
                come_in(page, attacked.site, person)
            for name, path, who in opened:
                if who == person:
                    page.goto(attacked.site.address(path), wait_until="load")
                    violated = page.evaluate("violated")
                    if said or violated:
                        troubles[name] = [*said, *violated]
                        said.clear()

    assert troubles == {}


def test_the_judge_sees_an_attack_in_a_page(attacked, shown, signs, judge):
    _, path, who = shown[0]
    whole = attacked.get(path, by=who).text
    attacks = ("<img src=x onerror=a()>", "<a href=javascript:a()>", "<p id=config>", "<xss>")

    found = judge.strange({one: whole.replace("</main>", one) for one in attacks}, signs)

    assert set(found) == set(attacks)
