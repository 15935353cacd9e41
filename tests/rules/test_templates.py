"""The eleven templates: whole in both languages, and no hint is published by accident."""

import pytest

from kb.document.revisions.actions import hand_over, save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import HINT, PARTS
from kb.document.templates.queries import preview, shelves, template_named, templates
from kb.document.templates.sheets import Shelf
from kb.foundation.catalogues import LANGUAGES
from kb.foundation.errors import InvalidError, NotFoundError
from support import make

SHEETS = [
    pytest.param(one, language, id=f"{one.name}-{language}")
    for one in templates()
    for language in LANGUAGES
]


def lines(text):
    return [line for line in text.splitlines() if line.strip(" >")]


def test_there_are_eleven_in_their_order():
    assert [one.name for one in templates()] == [
        "key-account-plan",
        "yearly-plan",
        "set-of-metrics",
        "measuring-experience",
        "development-note",
        "journey-mapping",
        "service-blueprint",
        "critical-incidents",
        "laddering",
        "gap-analysis",
        "design-thinking",
    ]
    assert set(shelves()) == set(Shelf)
    assert [one for some in shelves().values() for one in some] == templates()


@pytest.mark.parametrize(("template", "language"), SHEETS)
def test_every_part_holds_headings_and_hints_and_nothing_else(template, language):
    sheet = template.sheets[language]

    assert sheet.name
    assert sheet.when
    for part in PARTS:
        assert any(line.startswith(f"> {HINT} ") for line in lines(sheet.text.parts[part]))
        for line in lines(sheet.text.parts[part]):
            assert line.startswith((f"> {HINT} ", "### ")), line


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.name)
def test_both_languages_have_the_same_headings_and_hints(template):
    fi, en = (
        [
            [line[:3] for line in lines(template.sheets[language].text.parts[part])]
            for part in PARTS
        ]
        for language in ("fi", "en")
    )

    assert fi == en


def test_the_account_plan_has_the_five_headings():
    text = template_named("key-account-plan").sheets["fi"].text.action

    headings = [line.removeprefix("### ") for line in lines(text) if line.startswith("#")]
    assert headings == [
        "Tavoitteet",
        "Henkilöt",
        "Aktiviteetit ja kehittämisprojektit",
        "Resurssit",
        "Riskit ja varautuminen",
    ]


def test_a_hint_is_seen_before_it_is_used():
    assert f"{HINT} Mitä asiakas odotti" in preview("gap-analysis", "fi")["action"]


@pytest.mark.parametrize("part", PARTS)
def test_a_text_with_a_hint_left_is_not_handed_over(aino, part):
    practice = make.practice(by=aino)
    hint = template_named("yearly-plan").sheets["fi"].text.parts[part]
    written = {"title": "Vuosi", "action": "Valmista.", part: f"Omaa tekstiä.\n\n{hint}"}

    with pytest.raises(InvalidError) as refused:
        hand_over(practice, "fi", Wording.parse(written), by=aino)

    assert refused.value.fields == {part: "revision.hint_left"}


def test_a_draft_may_keep_its_hints(aino):
    text = template_named("yearly-plan").sheets["fi"].text
    wording = Wording.parse({"title": "Vuosi", **text.parts})

    draft = save_draft(make.practice(by=aino), "fi", wording, by=aino)

    assert draft.text.hinted == list(PARTS)


def test_a_pen_in_ones_own_text_is_no_hint(aino):
    wording = Wording.parse({"title": "Vuosi", "action": "Merkitsen ✎ reunaan.\n\n> Lainaus."})

    assert hand_over(make.practice(by=aino), "fi", wording, by=aino).action


def test_an_unknown_template_is_not_found():
    with pytest.raises(NotFoundError):
        template_named("horoscope")
