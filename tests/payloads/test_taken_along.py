"""What leaves the house as mail, table, calendar or archive says only what it was to say."""

import csv
import io
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import select, update

from kb.foundation.db import session
from kb.foundation.sheets import written
from kb.notices.mail.composing import compose
from kb.notices.mail.models import Letter
from kb.notices.models import Notice
from kb.people.models import Person
from kb.share.calendar.actions import make_feed, show_titles
from kb.share.calendar.models import Feed
from kb.share.mentoring.models import Session as Meeting
from support.attacks import dice, share
from support.pages import LEENA, PETRI
from support.poisoned import poison
from support.site import settings_in
from support.spellings import OVER_LINES, PRODUCT, TEMPLATES

pytestmark = pytest.mark.xdist_group("things taken along")
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|'/c calc'!A0",
    "a;=1+1",
    "\uff1d1",
)
TRIGGERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
KNOWN_HEADERS = {
    *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
}
MAIL_TYPES = {"text/plain", "text/calendar", "multipart/alternative"}
CELLS = st.text(alphabet="=+-@\t\r\n;,\"' ab\uff1d|") | st.sampled_from(FORMULAS)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
@example([["a;=1+1"], ['"', ";=1"], ["x", 'a";=1']])
def test_no_cell_is_a_formula_whatever_parts_the_cells(rows):
    sheet = written(rows).removeprefix("\ufeff")

    for separator in (",", ";", "\t"):
        assert formulas_in(sheet, separator) == []


def formulas_in(sheet, separator=","):
    read = csv.reader(io.StringIO(sheet, newline=""), delimiter=separator)
    return [cell for row in read for cell in row if cell.startswith(TRIGGERS)]


def test_the_judge_sees_a_formula():
    assert formulas_in("a,=1+1") == ["=1+1"]
    assert formulas_in("b,a;=1+1", ";") == ["=1+1"]


@pytest.fixture(scope="module")
def attacked(house):
    """The house once every text in it is a formula, a template, or goes over its line."""
    with house.site.writing():
        poison("taken along", [*FORMULAS, *TEMPLATES, *OVER_LINES])
    return house


def test_no_page_runs_a_template(attacked):
    few = dice("templates").sample(attacked.pages, share(60, of_all=len(attacked.pages)))

    for name, path, who in few:
        answer = attacked.get(path, by=who)
        assert answer.status_code < 500, name
        assert PRODUCT not in answer.text, name
        assert "<class &#39;" not in answer.text, name
        assert all("evil" not in value for _, value in answer.headers), name


def test_no_table_holds_a_formula(attacked):
    sheets = [*figure_sheets(attacked), attacked.get("/search/log/wanted.csv", by=LEENA)]
    for answer in sheets:
        assert answer.status_code == 200
        assert answer.mimetype == "text/csv"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert formulas_in(answer.text.removeprefix("\ufeff")) == []


def figure_sheets(house):
    page = BeautifulSoup(house.get("/programme", by=LEENA).text, "html.parser")
    links = {one["href"] for one in page.select("a[href*='.csv']")}
    assert links
    return [house.get(link, by=LEENA) for link in sorted(links)]


@pytest.mark.parametrize("address", ["/evidence-pack/archive", "/takeout/archive"])
def test_no_archive_holds_a_formula_or_leads_out(attacked, address):
    answer = attacked.get(address, by=LEENA)

    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        for name in pack.namelist():
            assert ".." not in name.split("/")
            assert not name.startswith("/")
            content = pack.read(name)
            if name.endswith(".csv"):
                assert formulas_in(content.decode("utf-8-sig")) == []
            assert PRODUCT.encode() not in content


def test_no_calendar_has_a_line_of_its_own(attacked):
    with attacked.site.writing():
        petri = session.scalars(select(Person).where(Person.email.startswith("petri."))).one()
        token = make_feed(by=petri)
        show_titles(session.scalars(select(Feed).where(Feed.person_id == petri.id)).one())
        kept = session.scalar(select(Meeting.id).where(Meeting.recorded_by_id == petri.id))

    for address in (f"/calendar/{token}.ics", f"/calendar/meetings/{kept}.ics"):
        answer = attacked.get(address, by=PETRI)
        assert answer.status_code == 200
        assert answer.mimetype == "text/calendar"
        names = {name for one in Calendar.from_ical(answer.data).walk() for name in one}
        assert not names & {"BCC", "ATTACH", "TRIGGER", "SET-COOKIE"}
        assert {one.name for one in Calendar.from_ical(answer.data).walk()} == {
            "VCALENDAR",
            "VEVENT",
        }


def test_no_letter_has_a_header_of_its_own(attacked):
    app = attacked.site.app
    told = settings_in(app.extensions["settings"].data_dir)
    sent_from = {"base_url": "https://kisalli.example", "mail_from": "wiki@kisalli.example"}

    with app.test_request_context(), attacked.site.writing():
        letters = [compose(one, replace(told, **sent_from)) for one in everybodys_letters()]

    read = [reread(one) for one in letters if one]
    assert len(read) >= 8
    for letter in read:
        assert set(letter.keys()) <= KNOWN_HEADERS
        assert [one.addr_spec.split("@")[1] for one in letter["To"].addresses] == [
            "kisalli.example"
        ]
        assert {one.get_content_type() for one in letter.walk()} <= MAIL_TYPES
        assert PRODUCT not in letter.as_string()


def everybodys_letters():
    """Return the meetings' letters, and one to each of what they have not seen."""
    for person in session.scalars(select(Person)).all():
        person.name = " ".join(person.name.split())  # as its form has it
        letter = Letter(key=f"all of {person.id}", person_id=person.id)
        session.add(letter)
        session.flush()
        session.execute(
            update(Notice)
            .where(Notice.person_id == person.id)
            .values(letter_id=letter.id, seen_at=None)
        )
    return session.scalars(select(Letter)).all()


def reread(letter):
    """Return a letter as a mail program reads what went over the wire."""
    return message_from_bytes(letter.as_bytes(policy=policy.SMTP), policy=policy.default)
