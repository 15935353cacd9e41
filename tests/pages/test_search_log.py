"""The page of searches: what pages of results tell it, and what the coordinator reads."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.search.log.models import Search
from support import make

SILENT = "Hiljaisen asiakkaan herättäminen"


def asked(browser, query, **more):
    """Return the page of results, as a browser gets it."""
    return browser.get("/search", {"q": query, **more})


def told(browser, page, *, status=204, **more):
    """Let the page tell how it was used, as asked.js does."""
    said = page.html.select_one("[data-ticket]")
    sent = {
        "csrf_token": page.html.select_one("input[name=csrf_token]")["value"],
        "ticket": said["data-ticket"],
        **more,
    }
    return browser.post(said["data-to"], sent, status=status)


def kept():
    rows = session.scalars(select(Search).order_by(Search.id)).all()
    return [(row.query, row.fitting, row.nothing_fitted, row.rank) for row in rows]


def said(page):
    return page.html.main.get_text(" ", strip=True)


def test_to_read_results_writes_nothing(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    asked(jesse, "matkalaskun hyväksyminen")

    assert kept() == []


def test_a_page_that_was_rested_on_is_a_search(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice(SILENT, by=petri.person)

    told(jesse, asked(jesse, "hiljainen asiakas"))
    told(jesse, asked(jesse, "matkalaskun hyväksyminen"))

    assert kept() == [
        ("hiljainen asiakas", 1, False, None),
        ("matkalaskun hyväksyminen", 0, True, None),
    ]


def test_the_result_that_was_followed_has_its_rank(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice(SILENT, by=petri.person)
    page = asked(jesse, "hiljainen asiakas")

    told(jesse, page)
    told(jesse, page, rank=1)
    told(jesse, page, rank=1)

    assert kept() == [("hiljainen asiakas", 1, False, 1)]


def test_a_part_of_the_results_is_the_same_search(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice(SILENT, by=petri.person)
    told(jesse, asked(jesse, "hiljainen asiakas"))

    told(jesse, asked(jesse, "hiljainen asiakas", stage="internalised"))

    assert kept() == [("hiljainen asiakas", 1, False, None)]


def test_as_one_types_the_results_bring_their_own_ticket(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    headers = {"HX-Request": "true"}

    tickets = {
        jesse.get("/search", {"q": query}, headers=headers).html.select_one("[data-ticket]")[
            "data-ticket"
        ]
        for query in ("la", "lasku")
    }

    assert len(tickets) == 2


def test_one_browser_types_over_what_it_typed(signed_in):
    jesse, noora = signed_in("Jesse Lindqvist"), signed_in("Noora Vainio")

    for browser, query in ((jesse, "la"), (noora, "lasku"), (jesse, "laskunpito")):
        told(browser, asked(browser, query))

    assert [query for query, *_ in kept()] == ["laskunpito", "lasku"]


@pytest.mark.parametrize("ticket", ["", "nonsense"])
def test_what_no_page_said_is_refused(signed_in, ticket):
    jesse = signed_in("Jesse Lindqvist")
    page = asked(jesse, "matkalaskun hyväksyminen")

    told(jesse, page, status=422, ticket=ticket)

    assert kept() == []


def test_a_page_of_yesterday_is_refused(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    with clock.standing_at(clock.now() - timedelta(hours=25)):
        ticket = make.ticket()
    sealed = ticket.sealed([jesse.app.config["SECRET_KEY"]])

    told(jesse, asked(jesse, "lasku"), status=422, ticket=sealed)

    assert kept() == []


def test_without_the_token_of_the_house_nothing_is_kept(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    ticket = asked(jesse, "lasku").html.select_one("[data-ticket]")["data-ticket"]

    jesse.post("/search/log", {"ticket": ticket}, status=400)

    assert kept() == []


def test_a_practice_that_was_followed_is_asked_for_once(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    slug = make.practice("Hiljaisen asiakkaan herättäminen", by=petri.person).slug
    page = petri.get("/search?q=hiljainen")

    for _ in range(2):
        told(petri, page, rank="1", practice=slug)
    told(petri, petri.get("/search?q=asiakas"), rank="1", practice="no-such-practice")

    assert "Kysytty 1 kerran 90 päivässä" in leena.get("/valuations")


def test_the_log_is_for_coordinators(signed_in):
    for name in ("Jesse Lindqvist", "Petri Saarela", "Samuel Forsman"):
        browser = signed_in(name)
        browser.get("/search/log", status=403)
        browser.get("/search/log/wanted.csv", status=403)
        assert "/search/log" not in browser.get("/settings").html.nav.decode()


def test_an_empty_log_says_what_comes_there(signed_in):
    page = signed_in("Leena Ahokas").get("/needs").click("haut$")

    assert "Tällä ajanjaksolla ei ole haettu mitään" in page
    assert "Hakijaa ei säilytetä." in page


def test_figures_come_with_what_they_are_made_of(signed_in):
    leena = signed_in("Leena Ahokas")
    for number in range(4):
        make.search(f"lasku {number}", rank=number + 1)
    make.search("sopimussakko", 0)

    page = leena.get("/search/log")

    for part in ("5 käynnin aikana", "20 %", "Hakuja 1 / 5", "80 %", "Hakuja 4 / 5", "2,5"):
        assert part in said(page).replace("\xa0", " ")


def test_shares_of_four_visits_are_not_told(signed_in):
    leena = signed_in("Leena Ahokas", language="en")
    for _ in range(4):
        make.search("sopimussakko", 0)

    page = leena.get("/search/log")

    assert "Told when there are five visits." in said(page)
    assert "100%" not in said(page)


def test_what_is_wanted_becomes_a_need_in_one_step(signed_in):
    leena = signed_in("Leena Ahokas")
    make.search("kuormalavojen kirjanpito", 0)

    need = leena.get("/search/log").click("^Tee tiedontarve").forms["need"]
    assert need["question"].value == "kuormalavojen kirjanpito"
    need.submit()

    page = leena.get("/search/log")
    assert "kuormalavojen kirjanpito" in page.click("^Katso tiedontarve")
    assert "Tee tiedontarve:" not in said(page)


def test_to_look_again_is_no_search_of_its_own(signed_in):
    leena = signed_in("Leena Ahokas")
    make.search("kuormalavojen kirjanpito", 0)

    page = leena.get("/search/log").click("^Katso<")

    assert page.forms["search"]["q"].value == "kuormalavojen kirjanpito"
    assert not page.html.select("[data-ticket]")


def test_a_missing_word_is_asked_of_who_minds_the_glossary(signed_in):
    leena, samuel = signed_in("Leena Ahokas"), signed_in("Samuel Forsman")
    number = str(samuel.person.id)
    for _ in range(3):
        make.search("kuormalavat", 0)

    ask = leena.get("/search/log").click("^Pyydä sanastoon").forms["ask"]

    assert "kuormalava?" in ask["text"].value
    assert ask["person"].value == number


def test_a_search_that_names_a_colleague_is_counted_and_not_shown(signed_in):
    leena = signed_in("Leena Ahokas")
    for _ in range(3):
        make.search("Leenan Ahokkaan sairausloma", 0)
        make.search("Leena Ahokas", 0)

    page = leena.get("/search/log")
    sheet = leena.get("/search/log/wanted.csv")

    assert page.html.select_one(".figure").get_text() == "6"
    assert "Leena Ahokas" not in said(page)
    assert "Leena" not in sheet


def test_nothing_finer_than_the_week_is_told(signed_in):
    leena = signed_in("Leena Ahokas")
    make.search("sopimussakko", 0, days_ago=10)
    day = clock.today() - timedelta(days=10)
    monday = day - timedelta(days=day.weekday())

    page = leena.get("/search/log")
    rows = csv.reader(io.StringIO(leena.get("/search/log/wanted.csv").text))

    week = day.isocalendar()
    assert f"vk {week.week}/{week.year}" in said(page)
    assert [row[3] for row in rows][1:] == [monday.isoformat()]


def test_the_table_is_a_file_of_its_own(signed_in):
    leena = signed_in("Leena Ahokas")
    make.search("=1+1 sopimussakko", 0)

    answer = leena.get("/search/log").click("CSV")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment; filename=searches-" in answer.headers["Content-Disposition"]
    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert "'=1+1 sopimussakko" in answer


def test_a_period_leaves_out_what_is_older(signed_in):
    leena = signed_in("Leena Ahokas")
    make.search("sopimussakko", 0, days_ago=60)
    make.search("kuormalava", 0)

    month, quarter = leena.get("/search/log"), leena.get("/search/log?period=quarter")

    assert "sopimussakko" not in said(month)
    assert "sopimussakko" in said(quarter)
    assert "sopimussakko" in leena.get("/search/log?period=all")


def test_what_is_stored_says_how_long(signed_in):
    page = signed_in("Jesse Lindqvist").get("/stored")

    assert "180 päivää." in page
    assert "ilman hakijaa" in page


def test_forged_numbers_in_the_address_are_no_fault(signed_in):
    leena = signed_in("Leena Ahokas")

    leena.get("/search/log?period=x&page=-1")
    leena.get("/search/log/wanted.csv?period='")

    assert session.scalar(select(func.count(Search.id))) == 0
