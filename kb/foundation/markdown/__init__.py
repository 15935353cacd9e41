"""Markdown as people write it, made into safe pages, plain words and lists of what it names."""

from kb.foundation.markdown.front import headed
from kb.foundation.markdown.grammar import check_limits
from kb.foundation.markdown.limits import check_length
from kb.foundation.markdown.mentions import Mention, relinked, retold
from kb.foundation.markdown.pages import render, trusted
from kb.foundation.markdown.terms import Explained, with_terms
from kb.foundation.markdown.text import files_in, images_in, links_in, plain, sections

__all__ = [
    "Explained",
    "Mention",
    "check_length",
    "check_limits",
    "files_in",
    "headed",
    "images_in",
    "links_in",
    "plain",
    "relinked",
    "render",
    "retold",
    "sections",
    "trusted",
    "with_terms",
]
