"""The programme page: what the coordinator sees, chooses and takes along as a table."""

import csv
import io

from sqlalchemy import event, select

from kb.cycle.figures.quarters import Quarter
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality
from kb.internalise.trials.models import Verdict
from kb.practices.models import Audience, Practice
from pages.conftest import Browser, sign_in
from support import make
from support.busy import COORDINATOR, Busy

NOT_ENOUGH = "Tietoa ei ole vielä tarpeeksi"
SILENT = "Hiljaisen asiakkaan herättäminen"


def said(page, key):
    return page.html.select_one(f"#{key}").get_text(" ", strip=True)


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))


def tried_by(number, practice):
    for at in range(number):
        learner = make.person(f"Oppija {'abcdefgh'[at]}")
        make.trial(practice, by=learner, verdict=Verdict.WORKED if at else Verdict.FAILED)


def test_the_coordinator_goes_there_from_the_menu(signed_in):
    leena = signed_in("Leena Ahokas")

    page = leena.get("/").click("Ohjelma", href="/programme")

    assert "Mikä on vaarassa, mikä siirtyi" in page


def test_nobody_else_sees_it_not_even_an_admin(signed_in):
    for name in ("Petri Saarela", "Jesse Lindqvist", "Samuel Forsman"):
        browser = signed_in(name)

        assert "/programme" not in browser.get("/").html.select_one("#nav").decode()
        browser.get("/programme", status=403)
        browser.get("/programme/stages.csv", status=403)


def test_of_four_learners_no_share_is_told_and_of_five_it_is(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    practice = make.practice(SILENT, by=petri.person)
    tried_by(4, practice)

    assert NOT_ENOUGH in said(leena.get("/programme"), "worked")

    practice = session.scalar(select(Practice).where(Practice.title == SILENT))
    make.trial(practice, by=make.person("Oppija Viides"), verdict=Verdict.WORKED)
    told = said(leena.get("/programme"), "worked")
    assert NOT_ENOUGH not in told
    assert "80\xa0%" in told
    assert "5 ihmistä" in told


def test_facts_of_practices_are_told_however_few_people_there_are(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    practice = make.practice(SILENT, by=petri.person)
    value_practice(practice, Criticality.CRITICAL, by=leena.person)

    page = leena.get("/programme")

    assert SILENT in said(page, "single_holder")
    assert "0 tavoitteen verran osaajia, 1 kriittistä käytäntöä" in said(page, "coverage")


def test_each_figure_says_its_period_its_parts_and_what_it_means(signed_in):
    page = signed_in("Leena Ahokas", language="en").get("/programme")

    for figure in page.html.select("figure.chart"):
        text = figure.get_text(" ", strip=True)
        assert figure.figcaption.get_text(strip=True)
        assert "Numerator:" in text
        assert "Denominator:" in text
        assert figure.select_one("a[download]")


def test_a_figure_goes_into_a_spreadsheet_and_runs_nothing_there(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    make.practice('=HYPERLINK("http://paha")', by=petri.person)
    make.practice("+Lisämyynti", by=petri.person)

    answer = leena.get("/programme/single_holder.csv")

    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    cells = [cell for row in rows_of(answer) for cell in row]
    assert '\'=HYPERLINK("http://paha")' in cells
    assert "'+Lisämyynti" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_may_not_be_told_is_a_sentence_in_the_table_too(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    tried_by(4, make.practice(SILENT, by=petri.person))

    rows = rows_of(leena.get("/programme/worked.csv"))

    assert ["Osoittaja", "toimi sellaisenaan tai mukautettuna", NOT_ENOUGH] in rows
    assert not [cell for row in rows for cell in row if cell in {"3", "4"}]


def test_of_a_busy_organisation_the_page_asks_at_most_forty_statements(client):
    Busy().live()
    kaisa, asked = Browser(client.app), []
    sign_in(kaisa, make.email_of(COORDINATOR))
    kaisa.get("/programme")  # the first question of a process reads what the search remembers
    engine = session.get_bind()
    note = lambda *arguments: asked.append(arguments[2])  # noqa: E731 - one listener
    event.listen(engine, "before_cursor_execute", note)

    kaisa.get("/programme")

    event.remove(engine, "before_cursor_execute", note)
    assert 10 < len(asked) <= 40, "\n\n".join(asked)


def test_what_is_no_figure_and_what_is_not_offered_is_not_there(signed_in):
    leena = signed_in("Leena Ahokas")

    leena.get("/programme/logins.csv", status=404)
    assert "alle viisi ihmistä" in leena.get("/programme?of=quality", status=404)
    assert "Koko ohjelma" in leena.get("/programme?of=nothing")


def test_a_quarter_on_paper_has_who_took_what_into_use_and_their_stories(signed_in):
    leena, petri, noora = map(signed_in, ("Leena Ahokas", "Petri Saarela", "Noora Vainio"))
    practice = make.practice(SILENT, by=petri.person)
    make.adoption(practice, by=noora.person, story="Soitin, ja hän vastasi.")
    hidden = make.practice("Kaupan loppukysymys", by=petri.person)
    make.adoption(hidden, by=noora.person, story="Ei kenenkään asia.", hidden=True)

    page = leena.get("/programme").click("Neljännes paperilla")

    assert SILENT in page
    assert "Noora Vainio" in page
    assert "Soitin, ja hän vastasi." in page
    assert "Ei kenenkään asia." not in page
    assert "Kaupan loppukysymys" not in page.html.select_one("section").text


def test_a_story_of_the_quarter_before_stands_there_and_not_in_this_one(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    this = Quarter.of(clock.today())
    practice = make.practice(SILENT, by=petri.person)
    noora = make.person("Noora Vainio")
    make.adoption(practice, by=noora, since=this.before.last, story="Soitin, ja hän vastasi.")

    assert "Soitin, ja hän vastasi." not in leena.get(f"/programme/quarters/{this}")
    assert "Soitin, ja hän vastasi." in leena.get(f"/programme/quarters/{this.before}")


def test_a_quarter_to_come_and_one_long_ago_have_no_paper(signed_in):
    leena, today = signed_in("Leena Ahokas"), clock.today()

    for quarter in (f"{today.year + 1}-1", f"{today.year - 9}-1", "joulu"):
        leena.get(f"/programme/quarters/{quarter}", status=404)
    signed_in("Samuel Forsman").get(f"/programme/quarters/{Quarter.of(today)}", status=403)


def test_what_a_named_audience_reads_is_named_to_no_other_coordinator(signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    secret = make.practice("Salattu neuvottelutapa", by=petri.person)
    secret.audience = Audience.NAMED
    make.adoption(secret, by=make.person("Noora Vainio"), story="Salattu kertomus.")

    pages = [leena.get("/programme"), leena.get("/programme/single_holder.csv")]
    pages += [leena.get(f"/programme/quarters/{Quarter.of(clock.today())}")]

    assert not [page for page in pages if "Salattu" in page.text]
