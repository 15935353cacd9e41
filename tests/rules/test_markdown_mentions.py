"""A text's links and pictures are told anew, and nothing else of it changes."""

import pytest

from kb.foundation.markdown import relinked

CODE = "`[a](b.md)`\n\n```\n[a](b.md)\n```\n\n    [a](b.md)\n"


def bare(mention):
    if mention.address.startswith("https:"):
        return None
    return f"<{'!' * mention.picture}{mention.address} {mention.label}>"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("[a](b.md)", "<b.md a>"),
        ("`[a](b.md)` [a](b.md)", "`[a](b.md)` <b.md a>"),
        (r"\[a](b.md) [a](b.md)", r"\[a](b.md) <b.md a>"),
        ("[*a* b](<x y.md> 't')", "<x%20y.md *a* b>"),
        ("![a](b.png)", "<!b.png a>"),
        ("[![a](b.png)](c.md)", "<c.md <!b.png a>>"),
        ("[x ![a](b.png)](https://e.x)", "[x <!b.png a>](https://e.x)"),
        ("[a][r] [r]\n\n[r]: b.md", "<b.md a> <b.md r>\n\n[r]: b.md"),
        ("> - [a\n>   b](c.md) d", "> - <c.md a b> d"),
        ("| x |\n|---|\n| [a\\|b](c.md) |", "| x |\n|---|\n| <c.md a\\|b> |"),
        (CODE, CODE),
        ("[[Sivu]] ja [a](https://e.x)\t \n", "[[Sivu]] ja [a](https://e.x)\t \n"),
    ],
)
def test_links_and_pictures_are_told_anew(source, told):
    assert relinked(source, bare) == told


def test_what_is_not_told_anew_stays_to_the_letter():
    source = "# A [b](c.md)\n\n* [d](e.md)  \n  ![f](g.png)\n\n| h |\n|-|\n| [i\\|j](k.md) |\n"

    assert relinked(source, lambda _mention: None) == source
