"""The dictionaries on the disk say what those of the package say."""

from itertools import islice

import pytest
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from kb.search.language import lexicon


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Let dictionaries be kept in a folder of the test's own, the smallest one only."""
    monkeypatch.setattr(lexicon, "PLACE", tmp_path / "dictionaries")
    monkeypatch.setattr(lexicon, "LANGUAGES", ("en",))
    return lexicon.PLACE


def test_a_dictionary_is_made_once_and_says_the_same(place):
    told = []

    lexicon.make_dictionaries(lambda *progress: told.append(progress))
    made = (place / "en.dic").stat().st_mtime_ns
    lexicon.make_dictionaries(lambda *progress: told.append(progress))

    streamed = StreamDictionaryFactory().get_dictionary("en")
    forms = [*islice(streamed, 0, 70_000, 700), "xqzt", ""]
    kept = lexicon.Trie(place / "en.dic")
    assert [kept.get(form) for form in forms] == [streamed.get(form) for form in forms]
    assert (place / "en.dic").stat().st_mtime_ns == made
    assert told == [("dictionaries", 1, 1)]
    assert [file.name for file in place.iterdir()] == ["en.dic"]
