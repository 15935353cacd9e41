"""Whatever is typed into any form is kept as it was typed, or refused; it is never run."""

import json
import re
import shutil
import unicodedata
from collections import defaultdict

import pytest
from sqlalchemy import String, select

from kb.foundation.db import Base, session
from kb.practices.names import PracticeName
from support.attacks import WHOLE, corpus, dice, share, some
from support.doorstep import knock, listener
from support.filled import forms_of
from support.site import let_go, put_back
from support.spellings import OVER_LINES, loopback
from support.tally import told

pytestmark = pytest.mark.xdist_group("typed")

REFUSED = {400, 403, 404, 409, 413, 422, 429}
BROKEN = "lintu\r\n{'event':'forged'}\x1b[31m\u2028"
# What keyboards, files and other programs have brought before.
NAUGHTY = (
    *("nolla\x00nolla", "\x00", "\u202eoikealta\u202c", "שלום مرحبا", "e\u0301 \u00e9 ﬁ Å"),
    *("👩\u200d💻 🇫🇮 \U000e0001", "Z̴̛a̷l̶g̷o̵", "\ud83d", "\udfff ja", "\ufeffalku", "\uffff"),
    *(
        "\u0430\u0440\u0440\u04cf\u0435.com",
        "rivi\r\nrivi\rrivi\nrivi",
        "\x0b\x0c\x1c\x85",
        "x" * 1_000_000,
        "ä" * 300,
    ),
    *(
        "%s %n {0} ${x}",
        "../../etc/passwd",
        "\\",
        "'",
        '"',
        "<",
        "&amp;",
        "null",
        "NaN",
        "-1",
        "1e9",
    ),
    *OVER_LINES,
)
# What something was called is kept as names are compared: without capitals.
FOLDED = PracticeName.__table__.c.folded
MARKED = re.compile(r"zq(\d+)q(.*?)q\1qz", re.DOTALL)


@pytest.fixture(scope="module")
def found(house, tmp_path_factory):
    """Return every form that takes words, and a folder with the database as it was then."""
    forms, app, kept = forms_of(house), house.site.app, tmp_path_factory.mktemp("kept")
    assert len(forms) > 60
    let_go(app)
    shutil.copy2(app.extensions["settings"].data_dir / "kb.sqlite", kept)
    return forms, kept


@pytest.fixture
def forms(house, found):
    """Return the forms; of a share of the run some of them. What they do is undone."""
    forms, kept = found
    yield forms if WHOLE else dice("forms").sample(forms, 30)
    put_back(house.site.app, kept)


def test_no_attack_acts_where_it_was_typed(house, forms, judge, request):
    attacks = iter(some("typed", 100_000))
    shown, statuses = {}, {}
    for number in range(share(1, of_all=10)):
        for form in forms:
            answer = form.send(house, f"{next(attacks)} zq{number}qz")
            statuses[form.rule, number] = answer.status_code
            if answer.status_code == 302:
                answer = house.get(answer.location, by=form.person)
            shown[f"{form.rule} {number}"] = answer.text

    found = judge.strange(shown, judge.signs_of([]))

    faults = {name: acting(one) for name, one in found.items() if acting(one)}
    told(request, renders=len(shown), executable=len(faults))
    assert faults == {}
    assert {at: one for at, one in statuses.items() if one >= 500} == {}
    assert sum(one == 302 for one in statuses.values()) > len(forms) / 2


def acting(faults):
    """Leave out what stands in our own pages."""
    return [one for one in faults if not one.startswith("new: ")]


def test_what_is_typed_is_kept_whole_or_refused_and_told_in_one_line(house, forms, capsys):
    blns = corpus()[-529:]
    capsys.readouterr()
    sent, faults = {}, {}
    for form in forms:
        chance = dice(f"naughty {form.rule}")
        tried = chance.sample(NAUGHTY, share(1, of_all=16))
        for words in [*tried, *chance.sample(blns, share(0, of_all=8))]:
            number = len(sent) + 10_000
            answer = form.send(
                house, f"zq{number}q{words}q{number}qz", HTTP_USER_AGENT=BROKEN[:-1]
            )
            sent[str(number)] = form.rule, words, answer.status_code
            if answer.status_code not in {302, 200, *REFUSED}:
                faults[form.rule, words[:80]] = answer.status

    lines = capsys.readouterr().err.splitlines()
    assert faults == {}
    assert len([json.loads(one) for one in lines]) == len(sent)
    assert not any(MARKED.search(one) or "lintu" in one for one in lines)
    held = stored(house)
    assert len(held) > len(sent) / 5
    assert {
        sent[one]: words
        for one, words in held.items()
        if is_text(sent[one][1]) and plain(sent[one][1]) not in words
    } == {}


def is_text(words):
    """Leave out what no browser sends or page shows: it need only break nothing."""
    return "\x00" not in words and not any("\ud800" <= one <= "\udfff" for one in words)


def stored(house):
    """Return by its number what the database holds of each of the words."""
    found = defaultdict(set)
    with house.site.reading():
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, String) and column is not FOLDED:
                    held = session.scalars(select(column).where(column.contains("zq1"))).all()
                    for number, words in (one for cell in held for one in MARKED.findall(cell)):
                        found[number].add(plain(words))
    return found


def plain(words):
    """Return words as a form hands them on: composed, and with one kind of space."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def test_the_server_asks_nobody_whatever_address_is_typed(house, forms):
    with listener() as (port, heard):
        spelt = loopback(port)
        for form in forms:
            for one in dice(f"asks {form.rule}").sample(spelt, share(1, of_all=12)):
                words = f"{one} ![kuva]({one}/a.png) [[{one}]] <{one}>"
                answer = form.send(house, words)
                assert answer.status_code < 500, (form.rule, one)
                if answer.status_code == 302:
                    house.get(answer.location, by=form.person)
        house.site.work()
        assert heard == []

        knock(port)
        assert heard == ["127.0.0.1"]
