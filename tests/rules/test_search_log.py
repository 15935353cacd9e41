"""The search log: one row a search, nobody's, and nothing in it tells of a person."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.sheets import MARK, harmless
from kb.search.log.actions import forget_searches, keep_search
from kb.search.log.chart import chart_of
from kb.search.log.figures import Tally, Week
from kb.search.log.forms import Look, Period, Ticket
from kb.search.log.models import Search
from kb.search.log.privacy import Names, tells_of_a_person
from kb.search.log.queries import is_outdated
from kb.search.log.report import first_day, missing_words, report_of, wanted_since
from kb.search.log.sheet import HEAD, sheet_of
from kb.search.log.wanted import Typed, wanted_of
from support import make

SECRETS = ("an older secret of this house", "the secret of this house")
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LONG_AGO = date(2000, 1, 1)


def at(seconds):
    return clock.standing_at(NOON + timedelta(seconds=seconds))


def look(query, seconds, *, fitting=3, rank=None, browsing=7):
    """Let the page of ``query`` be shown, and rested on at once; return its ticket."""
    with at(seconds):
        ticket = make.ticket(query, fitting, browsing=browsing)
        keep_search(Look(ticket, rank), days=180)
    return ticket


def post(ticket, seconds, rank=None):
    with at(seconds):
        keep_search(Look(ticket, rank), days=180)


def kept():
    return session.scalars(select(Search).order_by(Search.id)).all()


def queries():
    return [one.query for one in kept()]


def test_a_sealed_ticket_is_read_as_it_was(house):
    ticket = make.ticket("hiljainen asiakas", 4, browsing=9)

    assert Ticket.read(ticket.sealed(SECRETS), SECRETS) == ticket
    assert (ticket.language, ticket.nothing_fitted) == ("fi", False)


def test_a_ticket_sealed_with_the_former_secret_is_read(house):
    ticket = make.ticket()

    assert Ticket.read(ticket.sealed(SECRETS[:1]), SECRETS) == ticket


@pytest.mark.parametrize("sealed", ["", "nonsense", "WyJhIl0.abc", "ä"])
def test_what_the_house_did_not_seal_is_refused(house, sealed):
    with pytest.raises(DomainError):
        Look.parse({"ticket": sealed}, SECRETS)


def test_a_ticket_sealed_elsewhere_is_refused(house):
    sealed = make.ticket().sealed(["the secret of another house"])

    with pytest.raises(DomainError):
        Look.parse({"ticket": sealed}, SECRETS)


@pytest.mark.parametrize(("hours", "is_read"), [(23, True), (25, False)])
def test_a_ticket_is_good_for_a_day(house, hours, is_read):
    with at(0):
        sealed = make.ticket().sealed(SECRETS)

    with at(hours * 3600):
        if is_read:
            assert Look.parse({"ticket": sealed}, SECRETS)
        else:
            with pytest.raises(DomainError):
                Look.parse({"ticket": sealed}, SECRETS)


@pytest.mark.parametrize(
    ("raw", "rank"), [("3", 3), ("", None), ("0", None), ("x", None), ("99999", None)]
)
def test_a_rank_is_a_number_of_the_page(house, raw, rank):
    sealed = make.ticket().sealed(SECRETS)

    assert Look.parse({"ticket": sealed, "rank": raw}, SECRETS).rank == rank


def test_one_page_is_one_row_however_often_it_tells(house):
    ticket = look("hiljainen asiakas", 0)

    post(ticket, 2)
    post(ticket, 9, rank=2)
    post(ticket, 20, rank=1)

    (row,) = kept()
    assert (row.query, row.fitting, row.rank) == ("hiljainen asiakas", 3, 2)


def test_a_result_followed_hours_later_is_added_to_its_search(house):
    ticket = look("hiljainen asiakas", 0)

    post(ticket, 5 * 3600, rank=1)

    assert [(row.rank, row.browsing) for row in kept()] == [(1, None)]


def test_letters_typed_one_after_another_are_one_search(house):
    for seconds, typed in enumerate(["la", "lask", "laskun", "laskun ensi"]):
        look(typed, 3 * seconds, fitting=seconds)
    look("laskun", 15, fitting=5)

    (row,) = kept()
    assert (row.query, row.fitting, row.refined) == ("laskun", 5, False)


def test_a_page_typed_over_is_not_counted_again(house):
    first = look("la", 0)
    look("laskun", 3)

    post(first, 4)
    post(first, 900)

    assert queries() == ["laskun"]


def test_after_half_a_minute_a_longer_query_is_another_one(house):
    look("lasku", 0)
    look("laskun ensimmäinen kerta", 31)

    assert [(row.query, row.refined) for row in kept()] == [
        ("lasku", True),
        ("laskun ensimmäinen kerta", False),
    ]


def test_a_search_that_led_somewhere_is_not_typed_over(house):
    look("lasku", 0, rank=1)
    look("laskun ensimmäinen kerta", 10)

    assert queries() == ["lasku", "laskun ensimmäinen kerta"]


@pytest.mark.parametrize(("seconds", "refined"), [(60, True), (299, True), (301, False)])
def test_other_words_within_five_minutes_refine(house, seconds, refined):
    look("sanktio", 0)
    look("palvelutaso", seconds)

    assert [row.refined for row in kept()] == [refined, False]


def test_coming_back_to_the_same_words_is_the_same_search(house):
    look("hiljainen asiakas", 0, rank=1)
    again = look("Hiljainen  asiakas".replace("  ", " "), 120)
    post(again, 4000, rank=5)

    (row,) = kept()
    assert row.rank == 1


def test_another_browser_searches_for_itself(house):
    look("la", 0, browsing=1)
    look("lasku", 2, browsing=2)

    assert [(row.query, row.refined, row.opens_visit) for row in kept()] == [
        ("la", False, True),
        ("lasku", False, True),
    ]


def test_a_visit_ends_with_half_an_hour_without_a_search(house):
    look("lasku", 0)
    look("sopimus", 600)
    look("sanktio", 600 + 1801)

    assert [row.opens_visit for row in kept()] == [True, False, True]


def test_a_page_that_waited_too_long_is_not_counted(house):
    with at(0):
        ticket = make.ticket("lasku", browsing=7)

    post(ticket, 1801)

    assert kept() == []


def test_a_browser_may_search_sixty_times_a_minute(house):
    words = [f"{first}{second}" for first in "abcdefgh" for second in "klmnprstvy"]

    for number, word in enumerate(words):
        look(word, number / 4)

    assert len(kept()) == 60


def test_half_an_hour_later_nothing_ties_searches_together(house):
    look("lasku", 0)
    look("sopimus", 60)

    look("sanktio", 60 + 1801, browsing=8)

    assert [(row.browsing, row.asked_at is None) for row in kept()] == [
        (None, True),
        (None, True),
        (8, False),
    ]


def test_two_days_later_nothing_ties_a_search_to_its_page(house):
    look("lasku", 0)

    with at(2 * 86400):
        forget_searches(days=180)

    assert [(row.query, row.ticket) for row in kept()] == [("lasku", None)]


def test_the_words_go_when_their_time_is_up(house):
    make.search("vanha", days_ago=30)
    make.search("uudempi", days_ago=29)

    forget_searches(days=30)

    assert queries() == ["uudempi"]


def test_there_is_something_to_forget_only_when_its_time_has_come(house):
    look("lasku", 0)
    with at(29 * 60):
        too_early = is_outdated(180)

    with at(31 * 60):
        due = is_outdated(180)
        forget_searches(days=180)

        assert (too_early, due, is_outdated(180)) == (False, True, False)


def test_no_row_leads_to_a_person(house):
    columns = {column.name for column in Search.__table__.columns}

    assert not any("person" in name or name.endswith("_id") for name in columns)
    assert not Search.__table__.foreign_keys


@pytest.mark.parametrize(
    ("query", "tells"),
    [
        ("Marjatta Hietala", True),
        ("marjatan hietalan ohje", True),
        ("Aino", True),
        ("Ainolle", True),
        ("aino asiakas", False),
        ("marja", False),
        ("eeva.uusi@example.com osoite", True),
        ("soita 040 123 4567", True),
        ("131052-308T", True),
        ("reklamaatio 2026", False),
        ("hiljainen asiakas", False),
        ("?", False),
    ],
)
def test_what_tells_of_a_person_is_known(query, tells):
    names = Names.of(["Marjatta Hietala", "Aino Koskela"])

    assert tells_of_a_person(query, names) == tells


def test_what_means_the_same_is_wanted_together(house):
    day = date(2026, 11, 18)
    typed = [
        Typed("kuormalavojen kirjanpito", "fi", 1, day),
        Typed("Kuormalavojen kirjanpito", "fi", 2, day - timedelta(days=9)),
        Typed("kirjanpito kuormalavoista", "fi", 1, day - timedelta(days=1)),
        Typed("sopimussakko", "fi", 3, day),
    ]

    first, second = wanted_of(typed, {frozenset({"sopimussakko"}): 12})

    assert (first.words, first.times) == ("Kuormalavojen kirjanpito", 4)
    assert first.week == date(2026, 11, 16)
    assert first.others == ("kirjanpito kuormalavoista",)
    assert (second.words, second.times, second.need_id) == ("sopimussakko", 3, 12)


def test_what_was_found_or_names_somebody_is_not_wanted(leena):
    make.search("hiljainen asiakas", 4)
    make.search("Leena Ahokas", 0)
    make.search("sopimussakko", 0)

    assert [one.words for one in wanted_since(LONG_AGO)] == ["sopimussakko"]


def test_a_need_left_for_it_stands_beside_what_is_wanted(jesse):
    make.search("sopimussakot", 0)
    need = make.need(by=jesse, query="sopimussakko")

    assert [one.need_id for one in wanted_since(LONG_AGO)] == [need.id]


def test_a_word_asked_for_often_that_stands_nowhere_is_told(petri, leena):
    make.practice("Kuormalavojen palautus", by=petri)
    make.term("tyopaikka", synonyms=("duuni",))
    for query in ("kuormalavat", "sopimussakosta", "duunin pelisäännöt"):
        for _ in range(3):
            make.search(query)
    make.search("reklamaatio")

    assert missing_words(LONG_AGO, seen_by=leena) == [("pelisääntö", 3), ("sopimussakko", 3)]


def test_the_figures_have_what_they_are_made_of(leena):
    for number in range(5):
        make.search(f"lasku {number}", rank=number + 1 if number < 3 else None)
    make.search("sopimussakko", 0, browsing=99)
    make.search("palvelutaso", 2, browsing=99)

    report = report_of(Period.MONTH, page=1, seen_by=leena, days=180)

    assert report.figures.whole == Tally(7, visits=6, nothing=1, followed=3, refined=1)
    assert report.figures.whole.share(1) == pytest.approx(1 / 7)
    assert report.figures.rank == 2


def test_shares_of_few_visits_are_not_told(leena):
    for number in range(20):
        make.search(f"lasku {number}", rank=1, browsing=number % 4 + 1)

    figures = report_of(Period.MONTH, page=1, seen_by=leena, days=180).figures

    assert figures.whole.searches == 20
    assert (figures.whole.share(20), figures.rank) == (None, None)


def test_a_period_is_no_longer_than_the_words_are_kept(house):
    today = clock.today()

    assert first_day(Period.MONTH, days=180) == today - timedelta(days=29)
    assert first_day(Period.QUARTER, days=60) == today - timedelta(days=59)
    assert first_day(Period.ALL, days=180) == today - timedelta(days=179)


def test_weeks_have_no_gap(leena):
    make.search(days_ago=21)
    make.search()

    weeks = report_of(Period.MONTH, page=1, seen_by=leena, days=180).figures.weeks

    assert [week.tally.searches for week in weeks] == [1, 0, 0, 1]
    assert {week.monday.weekday() for week in weeks} == {0}


def test_a_week_of_few_visits_breaks_the_line():
    monday = date(2026, 9, 7)
    told, silent = Tally(10, visits=5, nothing=1), Tally(4, visits=4, nothing=4)
    weeks = [
        Week(monday + timedelta(days=7 * number), tally)
        for number, tally in enumerate([told, told, silent, told])
    ]

    chart = chart_of(weeks)

    assert [len(run) for run in chart.runs] == [2, 1]
    assert chart.aim > chart.runs[0][0][1]
    assert chart_of(weeks[1:3]) is None


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell).startswith("'")
    assert harmless(f"lasku;{cell}").startswith("lasku;'")
    assert harmless("lasku =1") == "lasku =1"


def test_the_table_opens_in_a_spreadsheet():
    typed = [Typed('=cmd|"/c calc"!A1', "en", 2, date(2026, 11, 18))]

    sheet = sheet_of(wanted_of(typed, {}))

    assert sheet.startswith(MARK)
    head, row = csv.reader(io.StringIO(sheet.removeprefix(MARK)))
    assert tuple(head) == HEAD
    assert row == ['\'=cmd|"/c calc"!A1', "en", "2", "2026-11-16", "", ""]


def test_a_ticket_made_up_from_another_is_refused(house):
    ticket = make.ticket("lasku")
    sealed, other = (
        replace(ticket, query=query).sealed(SECRETS) for query in ("lasku", "sakko")
    )
    forged = other.rpartition(".")[0] + "." + sealed.rpartition(".")[2]

    with pytest.raises(DomainError):
        Ticket.read(forged, SECRETS)
