"""The sentence of a passage that answers best is found again from what is kept beside it."""

import numpy as np
import pytest

from kb.search.index.pieces import pieces_of
from kb.search.index.sentences import best_sentence, pack, sentences_in, spans_in
from kb.search.models import Document, Found
from support.toy_model import toy_model

BODY = """# Ennen: kokousta
Lähetä esityslista asiakkaalle. Varmista, että kaikki pääsevät paikalle. Ks. liite.
Varaa tila
Kutsu ostaja ja asiantuntija mukaan
# Matka
Matkalasku tehdään heti. Se hyväksytään maanantaina."""


@pytest.fixture
def document():
    return Document(
        kind=Found.PRACTICE,
        thing_id=1,
        language="fi",
        title="Palaveri: näin se pidetään",
        readers_words="Kun asiakas on hiljaa. Ja palaveri lähestyy nopeasti.",
        body=BODY,
        fingerprint="x",
    )


def told(document):
    """Return the sentences of each of a document's pieces that has several."""
    sentences = sentences_in(document)
    spans = {piece: spans_in(piece, sentences) for piece in pieces_of(document)}
    return [[piece[slice(*span)] for span in found] for piece, found in spans.items() if found]


def kept(passage, document, model):
    spans = spans_in(passage, sentences_in(document))
    return pack(spans, model.encode_passages([passage[slice(*span)] for span in spans]))


def test_a_passage_is_parted_into_sentences_and_lines(document):
    beginning = ["Lähetä esityslista asiakkaalle.", "Varmista, että kaikki pääsevät paikalle."]

    assert told(document) == [
        beginning,
        ["Kun asiakas on hiljaa.", "Ja palaveri lähestyy nopeasti."],
        [
            *beginning,
            "Kutsu ostaja ja asiantuntija mukaan",
        ],
        ["Matkalasku tehdään heti.", "Se hyväksytään maanantaina."],
    ]


def test_long_passages_share_a_sentence_and_each_is_parted(document):
    document.body = " ".join(f"Lause numero {number} kertoo jotain." for number in range(90))

    _situation, *passages = told(document)

    assert len(passages) > 1
    assert passages[0][-1] == passages[1][0]


def test_the_title_and_one_sentence_have_no_parts(document):
    document.readers_words, document.body = "", "Yksi ainoa lause."

    assert told(document) == []


def test_the_sentence_closest_to_the_question_is_told(document):
    model = toy_model()
    passage = pieces_of(document)[-1]
    packed = kept(passage, document, model)

    (question,) = model.encode_queries(["lento"])

    assert best_sentence(passage, packed, question) == "Matkalasku tehdään heti."


def test_eight_bits_tell_sentences_apart_as_the_whole_vectors_do():
    chance = np.random.default_rng(7)
    text = " ".join(str(number) for number in range(10))
    spans = [(2 * number, 2 * number + 1) for number in range(10)]

    for question in chance.standard_normal((50, 384)).astype(np.float32):
        rows = chance.standard_normal((10, 384)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        order = np.argsort(-(rows @ question))
        best = best_sentence(text, pack(spans, rows), question)
        assert best in {str(order[0]), str(order[1])}


def test_without_vectors_no_sentence_is_told(document):
    assert best_sentence("Jotain.", None, np.ones(3, dtype=np.float32)) is None
