"""What an evaluation measures, how far it may be trusted, and what it refuses to read."""

import json
from collections import Counter
from math import log2

import numpy as np
import pytest
from sqlalchemy import func, select

from evaluation.figures import Figure
from evaluation.slips import TYPO, UNDOTTED, with_typos, with_undotted
from evaluation.typos import mistyped, without_dots
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search import meaning
from kb.search.evaluation.beir import Collection, Page, Query
from kb.search.evaluation.houses import named
from kb.search.evaluation.intervals import difference, mean_of
from kb.search.evaluation.measures import hit, ndcg, recall, reciprocal_rank
from kb.search.evaluation.source import fingerprint_of
from support.toy_model import ToyVectoriser, toy_model

PAGES = [
    {"_id": "hiljainen", "title": "Hiljainen asiakas", "text": "Soita ja kerro havainto."},
    {"_id": "lasku", "title": "Matkalasku", "text": "Kuitti mukaan.", "lang": "fi"},
    {"_id": "quiet", "title": "A quiet customer", "text": "Call and tell.", "lang": "en"},
    {
        "_id": "untitled",
        "title": "",
        "text": "Lento varataan ajoissa. Kysy hinta.",
        "lang": "fi",
    },
]
QUERIES = [
    {"_id": "q1", "text": "hiljaiset asiakkaat", "lang": "fi", "kind": "practice"},
    {"_id": "q2", "text": "lento", "lang": "fi", "kind": "practice"},
    {"_id": "q3", "text": "hiljainen asiakas", "lang": "fi", "kind": "xling", "doc_lang": "en"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\thiljainen\t2\nq2\tuntitled\t1\nq3\tquiet\t1\n"


@pytest.fixture
def folder(tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    write(given / "corpus.jsonl", PAGES)
    write(given / "queries.jsonl", QUERIES)
    (given / "qrels.tsv").write_text(QRELS)
    return given


@pytest.fixture
def evaluate(app, tmp_path):
    """Run the command with the toy model, or with the model given."""

    def run(folder, *options, model=None):
        kept = ["--kept", str(tmp_path / "kept")]
        with meaning.meant_with(model or toy_model()):
            return app.test_cli_runner().invoke(args=["evaluate", str(folder), *kept, *options])

    return run


def write(file, records):
    file.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")


def groups(said):
    return {group["name"]: group for group in json.loads(said.stdout)["groups"]}


def test_the_gain_of_a_page_doubles_with_its_score_and_fades_with_its_place():
    judged = {"good": 2, "fair": 1}

    found = ndcg(["other", "good", "fair"], judged)

    assert found == pytest.approx((3 / log2(3) + 1 / log2(4)) / (3 / log2(2) + 1 / log2(3)))
    assert ndcg(["good", "fair"], judged) == 1
    assert ndcg([*"abcdefghij", "good"], judged) == 0


def test_recall_rank_and_hits_are_of_the_pages_that_answer():
    judged, ranked = {"a": 1, "b": 2, "not": 0}, ["not", "x", "y", "a"]

    assert recall(ranked, judged) == 0.5
    assert reciprocal_rank(ranked, judged) == 0.25
    assert (hit(3)(ranked, judged), hit(5)(ranked, judged)) == (0, 1)
    assert reciprocal_rank([*"0123456789", "a"], judged) == 0


def test_an_interval_holds_the_mean_and_narrows_with_the_questions():
    few, many = mean_of([0, 1] * 10), mean_of([0, 1] * 1_000)

    assert few.low < few.mean == 0.5 < few.high
    assert many.half_width < few.half_width / 5
    assert mean_of([0, 1] * 10) == few


def test_runs_are_compared_question_by_question():
    before = {str(number): number % 2 for number in range(100)}
    now = {query: score + 0.1 for query, score in before.items()}

    gain = difference({**now, "new": 0.0}, before)

    assert (gain.mean, gain.half_width) == pytest.approx((0.1, 0))


def test_a_figure_falls_only_beyond_chance():
    before = {str(number): 0.5 for number in range(100)}
    shaken = {query: 0.5 + (-1) ** int(query) * 0.3 for query in before}
    lower = {query: score - 0.2 for query, score in shaken.items()}

    assert not Figure("nDCG", shaken, 0.5).fell(before)
    assert Figure("nDCG", lower, 0.5).fell(before)
    assert not Figure("loss", lower, 0.5, at_most=True).fell(before)
    assert not Figure("nDCG", before, 0.6).is_reached


def test_the_collection_is_indexed_asked_and_told_by_language_and_kind(evaluate, folder):
    told = groups(evaluate(folder, "--json"))

    assert set(told) == {"all", "fi → fi", "fi → en", "practice, fi → fi", "xling, fi → en"}
    assert told["all"]["queries"] == 3
    assert told["fi → fi"]["figures"]["recall@10"] == {"mean": 1.0, "low": 1.0, "high": 1.0}


def test_a_question_for_one_languages_pages_is_asked_of_them_alone(evaluate, folder, tmp_path):
    run = tmp_path / "run.txt"

    evaluate(folder, "--run", str(run))

    places = [line.split() for line in run.read_text().splitlines()]
    assert ["q1", "Q0", "hiljainen", "1"] in [place[:4] for place in places]
    assert {place[2] for place in places if place[0] == "q3"} == {"quiet"}


def test_the_pages_may_be_kept_to_one_language(evaluate, folder):
    told = groups(evaluate(folder, "--json", "--doc-lang", "en"))

    assert told["all"]["queries"] == 1
    assert set(told) == {"all", "fi → en", "xling, fi → en"}


def test_a_table_is_for_people(evaluate, folder):
    said = evaluate(folder)

    assert said.exit_code == 0
    assert "given: 4 pages, 3 questions, toy@1" in said.stdout
    assert "1.000 [1.000–1.000]" in said.stdout


def test_the_house_one_evaluates_from_is_left_as_it_was(evaluate, folder):
    evaluate(folder)

    assert session.scalar(select(func.count(Practice.id))) == 0


class CountingVectoriser(ToyVectoriser):
    """Counts what is asked of it."""

    def __init__(self):
        self.asked = []

    def encode(self, texts, /, **_):
        self.asked += texts
        return super().encode(texts)


def test_a_text_is_read_once_and_a_question_as_a_question_and_as_a_text(evaluate, folder):
    first, second = CountingVectoriser(), CountingVectoriser()

    told = evaluate(folder, "--json", model=toy_model(first, name="counted@1"))
    again = evaluate(folder, "--json", model=toy_model(second, name="counted@1"))

    times = Counter(first.asked)
    assert {one for one in times if times[one] > 1} == {one["text"] for one in QUERIES}
    assert max(times.values()) == 2
    assert second.asked == []
    assert again.stdout == told.stdout


def test_without_a_model_words_alone_are_measured(app, folder, tmp_path):
    said = app.test_cli_runner().invoke(
        args=["evaluate", str(folder), "--json", "--kept", str(tmp_path / "kept")]
    )

    assert json.loads(said.stdout)["model"] is None


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("corpus.jsonl", '{"_id": "a", "text": "x"}\n{"_id"', "corpus.jsonl, line 2"),
        ("corpus.jsonl", '{"_id": "a"}\n', "corpus.jsonl, line 1: text is missing"),
        ("corpus.jsonl", '["a"]\n', "line 1: this is JSON, but no object"),
        ("corpus.jsonl", '{"_id": "a", "text": " "}', "neither a title nor a text"),
        ("corpus.jsonl", '{"_id": "a", "text": "x", "lang": "sv"}', "must be fi or en"),
        ("queries.jsonl", '{"_id": "q1", "text": 1}\n', "queries.jsonl, line 1: text"),
        ("queries.jsonl", '{"_id": "", "text": "x"}\n', "empty or was there before"),
        ("qrels.tsv", "q1\thiljainen\t2\nq1 hiljainen 2\n", "qrels.tsv, line 2: a judgement"),
        ("qrels.tsv", "q1\tnobody\t1\n", "qrels.tsv, line 1: there is no page 'nobody'"),
        ("qrels.tsv", "q9\tlasku\t1\n", "qrels.tsv, line 1: there is no question 'q9'"),
        ("qrels.tsv", "q1\tlasku\t0\n", "No question of"),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_line(
    evaluate, folder, file, text, complaint
):
    (folder / file).write_text(text, encoding="utf-8")

    said = evaluate(folder)

    assert said.exit_code == 2
    assert complaint in said.stderr


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(evaluate, folder, file):
    (folder / file).unlink()

    said = evaluate(folder)

    assert said.exit_code == 2
    assert f"There is no {file}" in said.stderr


def test_judgements_may_lie_where_beir_has_them(evaluate, folder):
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / "qrels" / "test.tsv")

    assert evaluate(folder).exit_code == 0


def test_a_first_sentence_that_is_the_title_is_not_in_the_text():
    title, text = named(Page("1", "", "# Lento varataan ajoissa. Kysy hinta.\n\nMaksa.", "fi"))

    assert (title, text) == ("Lento varataan ajoissa.", "Kysy hinta.\n\nMaksa.")


def test_a_title_longer_than_the_house_takes_goes_on_in_the_text():
    title, text = named(Page("1", "", "sana " * 40 + "loppu. Toinen virke.", "fi"))

    assert len(title) <= 160
    assert f"{title} {text}".split() == ["sana"] * 40 + ["loppu.", "Toinen", "virke."]


def test_what_was_made_is_made_anew_when_its_code_changes(tmp_path):
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "door.py").write_text("from house.lock import turn\n")
    (package / "lock.py").write_text("def turn(): ...\n")
    (package / "roof.py").write_text("")
    before = fingerprint_of("house.door", tmp_path)

    (package / "roof.py").write_text("tiles = 1\n")
    untouched = fingerprint_of("house.door", tmp_path)
    (package / "lock.py").write_text("def turn(): return 1\n")

    assert untouched == before
    assert fingerprint_of("house.door", tmp_path) != before


def test_a_hand_slips_the_same_way_every_time():
    text = "miten rauhoitan suuttuneen ihmisen"

    slipped, kind = mistyped(text)

    words = zip(text.split(), slipped.split(), strict=True)
    assert 1 <= sum(one != other for one, other in words) <= 2
    assert mistyped(text) == (slipped, kind)
    assert without_dots("Äiti söi") == "Aiti soi"


def test_a_question_typed_otherwise_has_the_same_answers(tmp_path):
    given = tmp_path / "typos.jsonl"
    write(given, [{"_id": "t", "original_id": "q", "text": "täyttäö", "kind": "typo-hand"}])
    query = Query("q", "miten täytän laskun", "fi")
    collection = Collection("x", (Page("p", "", "Lasku.", "fi"),), (query,), {"q": {"p": 1}})

    typed, undotted = with_typos(collection, given), with_undotted(collection)

    assert [one.kind for one in typed.queries] == ["query", TYPO]
    assert [one.text for one in undotted.queries] == [query.text, "miten taytan laskun"]
    assert undotted.judged[f"q~{UNDOTTED}"] == {"p": 1}
    assert np.unique([len(typed.judged), len(undotted.judged)]).tolist() == [2]
