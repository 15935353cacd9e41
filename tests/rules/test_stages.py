"""Stage follows evidence (R1): derived, cumulative, set by nobody."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

import kb
from kb.document.media.models import DocumentForm, Medium
from kb.foundation.db import Base, session
from kb.foundation.errors import DomainError
from kb.identify.carriers.queries import is_held_by
from kb.identify.identifications.actions import (
    claim_practice,
    declare_holder,
    identify_practice,
)
from kb.internalise.marks.actions import declare_own_work
from kb.practices.models import Practice
from kb.share.shadowing.models import Presence, Shadowing
from kb.stages.evidence import (
    EVIDENCE,
    Stage,
    ahead,
    evidence_for,
    stage_by,
    stage_condition,
    stage_of,
    stages_of,
)
from kb.stages.missing import DEEDS, missing
from kb.tables import TABLES
from support import make

evidences = st.fixed_dictionaries({stage: st.booleans() for stage in EVIDENCE})


@given(evidences)
def test_a_stage_has_its_own_evidence_and_all_before_it(evidence):
    stage = stage_by(evidence)

    reached = list(Stage)[1 : list(Stage).index(stage) + 1]
    assert all(evidence[one] for one in reached)


@given(evidences)
def test_the_stage_after_it_lacks_its_evidence(evidence):
    following = list(Stage)[list(Stage).index(stage_by(evidence)) + 1 :]

    assert not following or not evidence[following[0]]


@given(evidences, st.sampled_from(list(EVIDENCE)))
def test_more_evidence_never_lowers_a_stage(evidence, more):
    before = list(Stage).index(stage_by(evidence))

    assert list(Stage).index(stage_by({**evidence, more: True})) >= before


@given(evidences)
def test_no_evidence_is_lost_sight_of(evidence):
    reached = list(Stage)[1 : list(Stage).index(stage_by(evidence)) + 1]

    assert {*reached, *ahead(evidence)} == {stage for stage in EVIDENCE if evidence[stage]}


def test_the_table_walks_the_path():
    assert [Stage.CANDIDATE, *EVIDENCE] == list(Stage)


def test_no_column_holds_a_stage():
    assert TABLES
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]

    assert not [
        column for column in columns if getattr(column.type, "enum_class", None) is Stage
    ]
    assert not [column for column in columns if column.name == "stage"]


def test_no_function_sets_a_stage():
    for file in Path(kb.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.name != "set_stage"
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                assert node.attr != "stage", f"{file}:{node.lineno}"


def unheld(petri):
    return identify_practice(make.naming(), by=petri, holder=None)


def seen_done(practice, host, guest):
    make_it = Shadowing(practice=practice, host=host, guest=guest, kind=Presence.COVERING)
    make_it.held_on, make_it.noticed = make.clock.today(), "Hän odotti hetken."
    session.add(make_it)
    session.flush()
    return make_it


def own_work(practice, learner):
    make.trial(practice, by=learner, days_ago=9)
    make.trial(practice, by=learner, days_ago=2)
    declare_own_work(practice, by=learner)


def test_without_a_holder_it_is_a_candidate(petri):
    practice = unheld(petri)

    assert stage_of(practice) is Stage.CANDIDATE
    declare_holder(practice, holder=petri, by=petri)
    assert stage_of(practice) is Stage.IDENTIFIED


def test_a_published_text_without_a_matching_medium_is_not_documented(petri):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    assert stage_of(practice) is Stage.DOCUMENTED

    session.get(DocumentForm, practice.id).medium = Medium.VIDEO
    session.flush()

    assert stage_of(practice) is Stage.IDENTIFIED


def test_a_text_that_awaits_its_holder_is_not_documented(petri, aino):
    practice = make.practice(by=petri)

    make.document(practice, by=aino)

    assert stage_of(practice) is Stage.IDENTIFIED


def test_going_through_what_is_written_shares_it(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)

    make.talk(make.active_pair(petri, noora), practice)

    assert stage_of(practice) is Stage.SHARED


def test_being_there_shares_it_once_acknowledged(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    seen = seen_done(practice, petri, noora)
    assert stage_of(practice) is Stage.DOCUMENTED

    seen.acknowledged_at = make.clock.now()
    session.flush()

    assert stage_of(practice) is Stage.SHARED


def test_talk_before_the_text_counts_the_moment_the_gap_closes(petri, noora):
    practice = make.practice(by=petri)
    make.talk(make.active_pair(petri, noora), practice)
    assert stage_of(practice) is Stage.IDENTIFIED
    assert ahead(evidence_for(practice)) == [Stage.SHARED]

    make.document(practice, by=petri)

    assert stage_of(practice) is Stage.SHARED
    assert ahead(evidence_for(practice)) == []


def test_doing_makes_it_internalised(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    make.talk(make.active_pair(petri, noora), practice)

    own_work(practice, noora)

    assert stage_of(practice) is Stage.INTERNALISED
    assert missing(practice, noora) is None


@pytest.fixture
def one_of_each(petri, noora):
    """Return a practice at every stage."""
    pair = make.active_pair(petri, noora)
    found = {Stage.CANDIDATE: unheld(petri)}
    for stage in EVIDENCE:
        found[stage] = practice = make.practice(f"Käytäntö {stage}", by=petri)
        if stage is not Stage.IDENTIFIED:
            make.document(practice, by=petri)
        if stage in {Stage.SHARED, Stage.INTERNALISED}:
            make.talk(pair, practice)
    own_work(found[Stage.INTERNALISED], noora)
    return found


def test_the_sql_condition_agrees_with_the_table(one_of_each):
    for stage, practice in one_of_each.items():
        found = session.scalars(select(Practice).where(stage_condition(stage))).all()
        assert found == [practice]


def test_many_stages_are_asked_at_once(one_of_each):
    numbers = [practice.id for practice in one_of_each.values()]

    assert stages_of(numbers) == {one.id: stage for stage, one in one_of_each.items()}
    assert stages_of([]) == {}


def test_each_stage_says_what_is_missing_for_the_next(one_of_each, petri, noora, jesse):
    def keys(person):
        lacks = [missing(one, person) for one in one_of_each.values()]
        return [lack.key if lack else None for lack in lacks]

    start = ["missing.holder", "missing.text"]
    assert keys(noora) == [*start, "missing.presence", "missing.trials_2", None]
    assert keys(petri) == [*start, "missing.pair", "missing.trials_by_others", None]
    assert keys(jesse)[:2] == ["missing.holder_by_others", "missing.text_by_others"]


def test_what_is_missing_changes_as_the_learner_goes_on(one_of_each, noora):
    practice = one_of_each[Stage.SHARED]
    make.trial(practice, by=noora, days_ago=9)
    assert missing(practice, noora).key == "missing.trials_1"

    make.trial(practice, by=noora, days_ago=2)

    assert missing(practice, noora).key == "missing.word"
    assert missing(practice, noora).deed.by_post


def test_a_text_that_waits_or_does_not_match_says_so(petri, aino, noora, jesse):
    waiting, unmatched = make.practice("A1", by=petri), make.practice("B2", by=petri)
    make.document(waiting, by=aino)
    make.document(unmatched, by=petri)
    session.get(DocumentForm, unmatched.id).medium = Medium.VIDEO
    session.flush()

    assert missing(waiting, noora).key == "missing.approval"
    assert missing(unmatched, noora).key == "missing.video"
    assert missing(unmatched, jesse).key == "missing.video"
    assert missing(unmatched, jesse).deed.label == "deed.ask"


@pytest.mark.usefixtures("all_pages")
def test_every_missing_deed_has_its_page(app):
    for deed in DEEDS.values():
        rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint == deed.endpoint]
        assert rules, deed.endpoint
        method = "POST" if deed.by_post else "GET"
        assert any(method in rule.methods for rule in rules), deed.endpoint


def test_who_claims_what_nobody_holds_becomes_its_holder(petri, aino):
    practice = unheld(petri)

    claim_practice(practice, by=aino)

    assert stage_of(practice) is Stage.IDENTIFIED
    assert is_held_by(practice, aino)


def test_nobody_claims_what_another_holds(petri, aino):
    practice = make.practice(by=petri)

    with pytest.raises(DomainError) as refused:
        claim_practice(practice, by=aino)

    assert refused.value.key == "practice.has_holder"
