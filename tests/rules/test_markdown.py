"""What people write becomes what they meant: on the page, in the index and in lists."""

import re

import pytest

from kb.foundation.markdown import (
    files_in,
    headed,
    images_in,
    links_in,
    plain,
    render,
    sections,
    trusted,
)
from support.constructs import FILE, constructs

CONSTRUCTS = constructs()
PAGES = {"Soita ennen raporttia": "/p/soita", "Aloituspalaveri": "/p/aloitus"}
FILES = {"kuva.png": "/liite/1", "ohje uusi.pdf": "/liite/2", "../img/x.png": "/liite/3"}

NOTE = """# Tilanne
Asiakas **hiljenee**. Lue [[Soita ennen raporttia]] ja [ohje](ohje%20uusi.pdf#alku).

![Näkymä](kuva.png) ja [[Soita ennen raporttia|sama]], [[Puuttuu]].

## Esimerkki
| Vaihe | Kesto |
|---|---|
| Aloitus | 2 vk |

- [x] soita `heti`
- [muualla](https://example.com) ja ![muu](https://example.com/a.png)
"""


@pytest.mark.parametrize(
    ("source", "page"),
    [pytest.param(source, page, id=name) for name, source, page in CONSTRUCTS],
)
def test_what_people_write_becomes_what_they_meant(source, page):
    shown = render(source, link=PAGES.get, image=FILES.get)

    assert shown.strip() == page.strip()


def test_there_are_enough_constructs_to_trust():
    assert len(CONSTRUCTS) == FILE.read_text("utf-8").count("@@ becomes") >= 60


def test_lines_may_end_the_windows_way():
    assert render("Otsikko\r\n=======\r\n\r\n- a\r\n- b\r\n") == render("# Otsikko\n- a\n- b")


def test_the_page_keeps_its_two_highest_headings():
    text = "".join(f"{'#' * level} t{level}\n" for level in range(1, 7))

    shown = render(text)

    assert re.findall(r"<h(\d)>", shown) == ["3", "4", "5", "6", "6", "6"]


def test_no_level_of_headings_is_jumped_over():
    shown = render("## a\n#### b\n##### c\n### d\n# e\n")

    assert re.findall(r"<h(\d)>", shown) == ["3", "4", "5", "4", "3"]


def test_files_are_found_by_the_name_that_was_written():
    asked = []

    render("![a](../img/x.png?raw=1) [b](<ohje uusi.pdf>) [c](#osa)", image=asked.append)

    assert asked == ["../img/x.png", "ohje uusi.pdf"]


def test_a_link_to_no_file_of_ours_is_only_its_words():
    shown = render("[a](hukassa.pdf) [b](/admin) [c](//example.com) [d](xmpp:a) [e](#osa)")

    assert shown == "<p>a b c d e</p>\n"


def test_a_picture_within_a_link_stays_in_the_link():
    shown = render(
        "[![a](kuva.png)![b](http://example.com/b.png)](http://example.com)", image=FILES.get
    )

    assert shown.count("<a ") == 1
    assert '<img src="/liite/1"' in shown
    assert '<span class="missing">b</span>' in shown


def test_a_task_without_words_still_has_a_name():
    shown = render("- [x] ![](kuva.png)\n- [ ]   \n", image=FILES.get)

    assert 'aria-label="☑"' in shown


def test_a_page_link_in_code_is_code():
    source = "`[[Aloituspalaveri]]`\n\n    [[Aloituspalaveri]]\n"

    assert links_in(source) == ()
    assert "<a" not in render(source, link=PAGES.get)


def test_the_plain_text_has_no_marks():
    assert plain(NOTE).splitlines() == [
        "Tilanne",
        "Asiakas hiljenee. Lue Soita ennen raporttia ja ohje.",
        "Näkymä ja sama, Puuttuu.",
        "Esimerkki",
        "Vaihe Kesto",
        "Aloitus 2 vk",
        "soita heti",
        "muualla ja muu",
    ]


def test_a_text_is_parted_at_its_headings():
    parts = sections("Johdanto\n\n# A\nyksi\n## B\n- kaksi\n- kolme\n# C\n")

    assert parts == (("", "Johdanto"), ("A", "yksi"), ("B", "kaksi\nkolme"), ("C", ""))


def test_a_text_without_headings_is_one_part():
    assert sections("yksi\n\nkaksi") == (("", "yksi\nkaksi"),)
    assert sections("") == ()


def test_what_a_text_names_is_listed_once_each():
    assert links_in(NOTE) == ("Soita ennen raporttia", "Puuttuu")
    assert images_in(NOTE) == ("kuva.png",)
    assert files_in(NOTE) == ("ohje uusi.pdf",)


def test_the_head_of_a_file_is_parted_from_its_text():
    source = (
        '---\nlayout: page\ntitle: "Säännöt: osa 1"\ntags:\n  - asiakas\n  - alku\n---\n# T\n'
    )

    fields, text = headed(source)

    assert fields == {"layout": "page", "title": "Säännöt: osa 1", "tags": "asiakas, alku"}
    assert text == "# T\n"


@pytest.mark.parametrize(
    "source", ["Huom: ei päätä\n\nx", "---\n\nviiva auki", "", "a\n---\nb: c\n---\n"]
)
def test_a_text_without_a_closed_head_is_left_whole(source):
    assert headed(source) == ({}, source)


def test_a_stored_page_is_cleaned_again_when_it_is_shown():
    page = render("- [x] a\n\n| a |\n|:-:|\n| b |\n\n```py\nx\n```\n")

    assert trusted(page) == page
    assert trusted('<p onclick="x()" class="btn">a<script>x()</script></p>') == "<p>a</p>"


def test_a_picture_comes_in_several_sizes_only_from_our_own_files():
    ours = (
        '<img src="/practices/a/files/k.png" srcset="/practices/a/files/k.png?width=480 480w">'
    )
    others = '<img src="/practices/a/files/k.png" srcset="https://x.example/k.png 480w">'

    assert "srcset=" in trusted(ours)
    assert "srcset" not in trusted(others)
    assert "srcset" not in trusted(ours.replace("480w", "480w, //x.example/k.png 9w"))
