"""Templates: the same one speaks the language of whoever it is for, whoever read it first."""

import pytest
from flask import render_template

from kb.web.languages import speaking

SAYS = {"fi": "Mitä sinusta tallennetaan", "en": "What is stored about you"}
FOOT = "parts/footer.html"


@pytest.mark.parametrize("first", SAYS)
def test_a_template_says_its_sentences_in_the_language_of_the_page(app, first):
    with app.test_request_context():
        for spoken in (first, *SAYS):
            with speaking(spoken):
                assert SAYS[spoken] in render_template(FOOT)


def test_one_language_within_another_leaves_it_as_it_was(app):
    with app.test_request_context(), speaking("fi"):
        with speaking("en"):
            assert SAYS["en"] in render_template(FOOT)
        assert SAYS["fi"] in render_template(FOOT)
