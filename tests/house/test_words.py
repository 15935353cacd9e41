"""Words: whatever the house says, it says in Finnish and in English, and nothing else."""

import re
from collections.abc import Mapping

import pytest

from kb.foundation.words import Kind
from kb.reactions import DELIVERIES
from support.words import (
    LANGUAGES,
    catalogue,
    families,
    is_key,
    kinds,
    literals,
    placeholders,
    raised,
    said,
    written,
)


@pytest.fixture(scope="module")
def words():
    return {language: catalogue(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def messages():
    """Return what is certainly said: marked in the text, raised in a refusal, or a label."""
    labels = {kind.key for one in kinds() for kind in one}
    return (said() | set(raised()) | labels) - families()


def test_every_message_has_finnish(words, messages):
    assert_none(one for one in messages if not whole(words["fi"], one))


def test_every_key_has_english(words, messages):
    keys = [one for one in messages if is_key(one)]

    assert_none(one for one in keys if not whole(words["en"], one))


def test_every_key_of_a_rule_has_words(words):
    keys = {one for one in written() - set(DELIVERIES) if is_key(one)}

    assert_none(one for one in keys if not whole(words["fi"], one))


def test_no_entry_is_unused(words, messages):
    known = {written_alone(one) for one in messages} | literals()
    known_families = families()

    unused = [
        one
        for language in LANGUAGES
        for one in words[language]
        if written_alone(one) not in known and not one_of(known_families, one)
    ]

    assert_none(unused)


def assert_none(found):
    """Fail with the whole list, which is what one has to mend."""
    lines = sorted({repr(one) for one in found})
    assert not lines, f"{len(lines)} messages:\n" + "\n".join(lines)


def one_of(prefixes, message):
    return isinstance(message, str) and message.startswith(tuple(prefixes))


def written_alone(message):
    return message[0] if isinstance(message, tuple) else message


def whole(words, message):
    """Say whether every form of the message has words."""
    entry = words.get(message) or words.get(written_alone(message))
    return bool(entry) and all(entry)


def test_the_placeholders_are_the_same_in_every_language(words):
    fi, en = words["fi"], words["en"]

    different = {
        message: (forms, placeholders(message, en.get(message)))
        for message, entry in fi.items()
        if (forms := placeholders(entry)) != placeholders(message, en.get(message))
    }

    assert different == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_filled_in(words, language):
    faulty = [form for entry in words[language].values() for form in entry if not fills(form)]

    assert faulty == []


class Anything(Mapping):
    """A value for every name."""

    def __getitem__(self, name):
        return 1

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


def fills(text):
    try:
        return bool(text % Anything())
    except (TypeError, ValueError):
        return False


def test_a_refusal_fills_every_placeholder_of_its_words(words):
    wanting = {
        key: sorted(missing)
        for key, given in raised().items()
        if given is not None and (missing := placeholders(words["fi"].get(key, ())) - given)
    }

    assert wanting == {}


def test_no_two_kinds_share_a_name():
    names = [re.sub(r"\..*", "", next(iter(one)).key) for one in kinds()]

    assert sorted(names) == sorted(set(names))
    assert all(issubclass(one, Kind) for one in kinds())
