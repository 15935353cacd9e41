"""What is written in a practice acts in no reader's browser, wherever in it it stands."""

import pytest

from kb.foundation.errors import DomainError
from kb.foundation.markdown import render, trusted
from support.attacks import WRAPPINGS, dice, share, some, wrapped
from support.tally import told

PER_PAGE = 600


def shown(source):
    """Render as a practice does: some of its links and files are there, some are not."""
    try:
        return render(source, link=leads, image=leads)
    except DomainError:
        return ""


def leads(name):
    return f"/practices/soitto/files/{len(name)}" if len(name) % 3 else None


def pages(pieces):
    return [pieces[at : at + PER_PAGE] for at in range(0, len(pieces), PER_PAGE)]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_no_attack_acts(court, request, wrapping):
    attacks = some(wrapping, share(40, of_all=9_200))
    sources = [wrapped(one, wrapping) for one in attacks]

    faults = [
        (part[place], fault) if place >= 0 else fault
        for part in pages(sources)
        for place, fault in court.drawn(rendered(part))
    ]

    told(request, renders=len(sources), executable=len(faults))
    assert faults == []


def test_the_judge_sees_raw_attacks(court, request):
    attacks = some("control", share(400, of_all=9_103))

    acting = court.acting(attacks)

    told(request, raw=len(attacks), raw_acting=acting)
    assert acting >= len(attacks) / 2


def test_the_judge_sees_what_the_policy_stops(court):
    faults = [fault for _, fault in court.drawn(["<script>alert(1)</script>"])]

    assert any("script-src" in fault for fault in faults), faults
    assert "<script>" in faults


def test_the_judge_sees_a_dialog_where_no_policy_is(court):
    faults = [fault for _, fault in court.drawn(["<script>alert(1)</script>"], headers={})]

    assert "dialog: 1" in faults


@pytest.mark.parametrize("number", range(3))
def test_attacks_within_attacks_do_not_act(court, request, number):
    chance = dice(f"nested {number}")
    ways = list(WRAPPINGS)
    sources = []
    for one in some(f"nested {number}", share(60, of_all=4_000)):
        inner = wrapped(one, chance.choice(ways))
        sources.append(wrapped(inner, chance.choice(ways)))

    faults = [fault for part in pages(sources) for fault in court.drawn(rendered(part))]

    told(request, renders=len(sources), executable=len(faults))
    assert faults == []


def rendered(sources):
    return [str(trusted(shown(one))) for one in sources]
