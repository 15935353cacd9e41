"""Names in a document: found with their forms, and replaced by codes."""

import pytest

from kb.document.papers.names import coded, names_in

TEXT = """Alussa Nordea soitti. Soitin takaisin, ja Virtanen vastasi. Kävin Virtasen luona.

## Miten Toimin Yleensä

- Kuuntelen, mitä Nordean palvelu sanoo. Lähetän Virtaselle viestin.
- NPS kysytään. Kirjoitin että Etelän Voima Oy ja Aino Koskela tulivat, Aino Koskelan mukaan.
Energia-07 on eri asia. Soitin heti."""


def found(text):
    return {one.text: one for one in names_in(text)}


def test_forms_of_a_name_are_one_name():
    names = found(TEXT)

    assert names["Virtanen"].forms == ("Virtanen", "Virtasen", "Virtaselle")
    assert names["Nordea"].forms == ("Nordea", "Nordean")
    assert names["Aino Koskela"].count == 2


def test_companies_are_found_with_their_form():
    assert "Etelän Voima Oy" in found(TEXT)
    assert found("Kone Oyj maksoi, ja Koneen lasku tuli. Kuulin, että Kone soitti.")[
        "Kone"
    ].forms == ("Kone", "Koneen", "Kone Oyj")


def test_what_only_begins_a_sentence_comes_last_and_unsure():
    order = [one.sure for one in names_in(TEXT)]

    assert order == sorted(order, reverse=True)
    assert found(TEXT)["Kuuntelen"].sure is False
    assert "Soitin" not in found("Soitin heti, ja hän soitin kädessä odotti.")


@pytest.mark.parametrize(
    "text",
    ["Yksi NPS riittää.", "Se on Energia-07 taas.", "## Miten Toimin", "On Monday it was"],
)
def test_what_is_no_name_is_not_sure(text):
    assert not [one for one in names_in(text) if one.sure]


def test_a_code_takes_a_names_place_with_its_ending():
    names = found(TEXT)

    said = coded(TEXT, {names["Nordea"]: "Pankki-01", names["Aino Koskela"]: "N1"})

    assert "Alussa Pankki-01 soitti" in said
    assert "mitä Pankki-01:n palvelu" in said
    assert "ja N1 tulivat, N1:n mukaan" in said
    assert "Virtanen" in said


def test_a_code_leaves_longer_words_alone():
    kone = found("Se oli Kone.")["Kone"]

    assert coded("Kone Konepaja kone (Kone)", {kone: "T-1"}) == "T-1 Konepaja kone (T-1)"


def test_no_codes_change_nothing():
    assert coded(TEXT, {}) == TEXT
