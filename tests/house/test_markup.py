"""Markup: what users write is never trusted, and nothing needs what the policy forbids."""

import re

import pytest

from support.house import FINEST, modules, templates

FORBIDDEN_IN_TEMPLATES = {
    "the filter safe": r"\|\s*safe\b",
    "autoescape switched off": r"autoescape\s+false",
    "a style attribute": r"\bstyle\s*=",
    "a handler in an attribute": r"""\son[a-z]+\s*=\s*["']""",
    "a script in the page": r"<script(?![^>]*\bsrc=)",
    "a style sheet in the page": r"<style",
    "an address of script": r"javascript:",
    "another server": r"""\b(?:src|href|action)=["'](?:https?:)?//""",
    "htmx asked to run text as code": r"\bhx-on\b|hx-vals=[\"']js:",
}
FORBIDDEN_IN_CODE = {
    "Markup": r"\bMarkup\(",
    "a template from text": r"render_template_string|\bfrom_string\(",
    "a style attribute": r"\bstyle=[\"']",
    "a script in the page": r"<script",
    "a handler in an attribute": r"\bonclick\b",
}


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_no_template_holds(what):
    found = {
        name: re.findall(FORBIDDEN_IN_TEMPLATES[what], text)
        for name, text in templates().items()
    }

    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize("what", FORBIDDEN_IN_CODE)
def test_no_module_but_the_renderer_holds(what):
    found = {
        one.name: re.findall(FORBIDDEN_IN_CODE[what], one.text)
        for one in modules()
        if FINEST not in one.path.parents
    }

    assert {name: one for name, one in found.items() if one} == {}


def test_every_block_is_closed_by_name():
    nameless = {
        name: re.findall(r"{%-?\s*endblock\s*-?%}", text) for name, text in templates().items()
    }

    assert {name: one for name, one in nameless.items() if one} == {}
