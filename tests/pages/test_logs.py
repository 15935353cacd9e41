"""What the operator is told: one line for each event, and nobody's words in it."""

import contextvars
import json
import logging
import re

import pytest
from sqlalchemy import text

from kb.foundation.db import session
from kb.foundation.logs import TextLines, formatter_of, scrubbed, tell_as
from kb.web.serving import Log
from support import make

CANARY = "kanarialintu"
BROKEN = f"{CANARY}\r\n{{'event':'forged'}}\x1b[31m\u2028"
SIXTEEN = "0123456789abcdef"


def test_each_request_is_one_line_with_its_route_and_number(client, lines):
    answer = client.get("/practices/soitto-ennen-raporttia?q=jotakin", status=302)

    (told,) = lines()
    assert told.pop("ms") >= 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", told.pop("time"))
    assert told == {
        "level": "info",
        "event": "request",
        "request": answer.headers["X-Request-ID"],
        "method": "GET",
        "route": "/practices/<slug>",
        "status": 302,
    }


@pytest.mark.parametrize("number", [SIXTEEN, "0B0C9E5A-6d3c-4b5e-9e2d-1f2a3b4c5d6e"])
def test_a_well_formed_number_of_a_proxy_is_kept(client, number):
    answer = client.get("/livez", headers={"X-Request-ID": number})

    assert answer.headers["X-Request-ID"] == number


@pytest.mark.parametrize("number", ["", "12", "petri.saarela@x.fi", SIXTEEN * 4, f"{SIXTEEN}-"])
def test_any_other_number_is_made_anew(client, number):
    answer = client.get("/livez", headers={"X-Request-ID": number})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_what_somebody_sent_is_in_no_line(client, signed_in, lines):
    petri = signed_in("Petri Saarela")
    form = client.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = f"{CANARY}@kisalli.example", f"{CANARY}-salasana"
    form.submit(expect_errors=True)
    for address in (f"/{CANARY}", f"/search?q={CANARY}", f"/practices/{CANARY}"):
        sent = {"HTTP_USER_AGENT": BROKEN[:-1], "HTTP_REFERER": CANARY}
        petri.get(address, extra_environ=sent, status="*")
    petri.post("/sparring", CANARY, status=400)
    stranger = client.app.test_client()
    contextvars.Context().run(stranger.open, "/livez", method=CANARY.upper())

    told = lines()
    assert len(told) == 9  # two forms, two signings in, five requests
    said = json.dumps(told).lower()
    for secret in (CANARY, "saarela", "kisalli.example", make.PASSWORD):
        assert secret not in said


def test_a_fault_is_one_line_that_says_where_and_not_what(client, lines):
    def broken():
        session.execute(text("SELECT * FROM nowhere WHERE a = :a"), {"a": BROKEN})

    client.app.view_functions["health.alive"] = broken
    broken.__module__, broken.__qualname__ = "kb.web.health", "alive"
    answer = client.get("/livez", status=503)

    fault, request = lines()
    number = answer.headers["X-Request-ID"]
    assert number in answer.text
    assert (request["request"], request["level"]) == (number, "error")
    assert (fault["error"], fault["says"]) == ("OperationalError", "no such table: nowhere")
    assert any("test_logs.py" in place for place in fault["stack"])
    assert CANARY not in json.dumps(fault)


def test_an_error_of_our_own_is_told_by_the_number_on_its_page(client, lines):
    def broken():
        raise ValueError(BROKEN)

    client.app.view_functions["health.alive"] = broken
    broken.__module__, broken.__qualname__ = "kb.web.health", "alive"
    answer = client.get("/livez", status=500)

    fault, request = lines()
    number = answer.headers["X-Request-ID"]
    assert number in answer.text
    assert (fault["event"], fault["error"]) == ("fault", "ValueError")
    assert fault["request"] == request["request"] == number
    assert CANARY not in json.dumps(fault)


@pytest.mark.parametrize("kind", ["json", "text"])
def test_what_ends_a_line_ends_none_of_ours(kind):
    record = logging.makeLogRecord(
        {"msg": "said %s", "args": (BROKEN,), "levelname": "WARNING", "told": {"count": 3}}
    )

    line = formatter_of(kind).format(record)

    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "3" in line


def test_addresses_tokens_paths_and_questions_are_scrubbed():
    text = "a@b.fi came by /calendar/feeds/x?key=1 with tok3n-abcdefghijklmnopqrstu, at ?q=name"

    assert scrubbed(text) == "… came by … with …, at …"


def test_as_text_only_what_goes_wrong_is_told(client, capsys):
    tell_as("text")
    client.get("/livez")
    assert capsys.readouterr().err == ""

    client.app.view_functions["health.alive"] = broken = lambda: 1 / 0
    broken.__module__, broken.__qualname__ = "kb.web.health", "alive"
    client.get("/livez", status=500)

    fault, request = capsys.readouterr().err.splitlines()
    assert "error fault" in fault
    assert "route=/livez status=500" in request


def test_the_server_tells_its_own_troubles_in_the_same_lines(monkeypatch):
    monkeypatch.setenv("KB_LOG", "text")
    from gunicorn.config import Config  # noqa: PLC0415 - only here

    log = Log(Config())

    assert [type(one.formatter) for one in log.error_log.handlers] == [TextLines]
    assert not log.access_log_enabled
