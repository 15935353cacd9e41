"""What is always so in the database, whatever was broken off: sentences, each with its SQL.

Each statement selects what breaks its sentence. None compares two moments: a clock may have
been put back in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """A sentence that is always true, and the statement that finds what breaks it."""

    sentence: str
    broken_by: str


INVARIANTS: Mapping[str, Invariant] = {
    "one wording": Invariant(
        "Of a practice in one language readers see one wording at most.",
        "SELECT practice_id, language FROM revision WHERE state = 'published'"
        " GROUP BY practice_id, language HAVING count(*) > 1",
    ),
    "a wording to see": Invariant(
        "A practice that was published has a wording that readers see.",
        "SELECT id FROM practice WHERE published_at IS NOT NULL AND id NOT IN"
        " (SELECT practice_id FROM revision WHERE state = 'published')",
    ),
    "published practice": Invariant(
        "What has a wording that readers see is published and open.",
        "SELECT id FROM practice WHERE (published_at IS NULL OR opened_at IS NULL)"
        " AND id IN (SELECT practice_id FROM revision WHERE state = 'published')",
    ),
    "who said yes": Invariant(
        "Of a wording that readers saw it is known who said yes, and when.",
        "SELECT id FROM revision WHERE state IN ('published', 'superseded')"
        " AND (approver_id IS NULL OR published_at IS NULL)",
    ),
    "what came after": Invariant(
        "A wording gave way to one that readers see.",
        "SELECT id FROM revision AS former WHERE state = 'superseded' AND NOT EXISTS"
        " (SELECT 1 FROM revision WHERE state = 'published'"
        " AND practice_id = former.practice_id AND language = former.language)",
    ),
    "order of wordings": Invariant(
        "The wordings of a text are numbered in the order in which they came.",
        "SELECT later.id FROM revision AS later JOIN revision AS former"
        " ON later.practice_id = former.practice_id AND later.language = former.language"
        " WHERE later.id > former.id AND later.number <= former.number",
    ),
    "what a wording stands on": Invariant(
        "A wording stands on an earlier one of the same text.",
        "SELECT later.id FROM revision AS later"
        " JOIN revision AS base ON base.id = later.base_id WHERE base.id >= later.id"
        " OR base.practice_id <> later.practice_id OR base.language <> later.language",
    ),
    "what a draft stands on": Invariant(
        "A draft stands on a wording of the same text.",
        "SELECT draft.id FROM draft JOIN revision AS base ON base.id = draft.base_id"
        " WHERE base.practice_id <> draft.practice_id OR base.language <> draft.language",
    ),
    "a reason to return": Invariant(
        "What was handed back says why.",
        "SELECT id FROM revision WHERE state = 'returned' AND trim(refusal) = ''",
    ),
    "a wording as a page": Invariant(
        "Every wording is kept as the page it makes, too.",
        "SELECT id FROM revision WHERE html NOT LIKE '{%}' OR fingerprint = ''",
    ),
    "a name that leads there": Invariant(
        "A practice that is open is found by a name.",
        "SELECT id FROM practice WHERE opened_at IS NOT NULL"
        " AND id NOT IN (SELECT practice_id FROM practice_name)",
    ),
    "links of a text": Invariant(
        "Links belong to a wording that readers see.",
        "SELECT id FROM practice_link AS link WHERE NOT EXISTS (SELECT 1 FROM revision"
        " WHERE state = 'published' AND practice_id = link.practice_id"
        " AND language = link.language)",
    ),
    "what is in the trash": Invariant(
        "What was deleted is in the trash with who did it.",
        "SELECT id FROM practice WHERE removed_at IS NOT NULL"
        " AND id NOT IN (SELECT practice_id FROM removal)",
    ),
    "what is not in the trash": Invariant(
        "What was put back is in the trash no more.",
        "SELECT practice_id FROM removal JOIN practice ON practice.id = practice_id"
        " WHERE removed_at IS NULL",
    ),
    "what was given up": Invariant(
        "What was given up says why, as long as it is given up.",
        "SELECT id FROM practice WHERE (dropped_at IS NOT NULL) <> (id IN"
        " (SELECT practice_id FROM dropping WHERE taken_back_at IS NULL))",
    ),
    "who verified": Invariant(
        "What was verified says by whom.",
        "SELECT id FROM practice WHERE verified_at IS NOT NULL AND verified_by_id IS NULL",
    ),
    "words to be found": Invariant(
        "Every text that can be found is found by its words.",
        "SELECT id FROM search_document WHERE id NOT IN (SELECT id FROM search_words_docsize)",
    ),
    "words of something": Invariant(
        "No words are found that are of nothing.",
        "SELECT id FROM search_words_docsize WHERE id NOT IN (SELECT id FROM search_document)",
    ),
    "beginnings": Invariant(
        "Every text that can be found is offered as one types, and nothing else.",
        "SELECT id FROM search_document"
        " WHERE id NOT IN (SELECT id FROM search_beginnings_docsize)"
        " UNION SELECT id FROM search_beginnings_docsize"
        " WHERE id NOT IN (SELECT id FROM search_document)",
    ),
    "texts to be read": Invariant(
        "A text that the model has not read waits for the worker.",
        "SELECT id FROM search_document WHERE embedded_with IS NULL AND id NOT IN"
        " (SELECT json_extract(payload, '$.document_id') FROM outbox"
        " WHERE kind = 'search.embed')",
    ),
    "count of changes": Invariant(
        "The changes of what can be found are counted in one place.",
        "SELECT count(*) FROM search_changes HAVING count(*) <> 1",
    ),
    "documents to be read": Invariant(
        "An attached document that nobody has read waits for the worker.",
        "SELECT id FROM attachment WHERE (kind = 'pdf' OR name LIKE '%.docx') AND apart = 0"
        " AND text IS NULL AND id NOT IN (SELECT json_extract(payload, '$.attachment_id')"
        " FROM outbox WHERE kind = 'attachments.read')",
    ),
    "names of files": Invariant(
        "A file is known by the SHA-256 of bytes that are there.",
        "SELECT id FROM attachment WHERE length(sha256) <> 64 OR size <= 0",
    ),
    "files of trials": Invariant(
        "A file that shows a trial is of the same practice, kept apart from its text.",
        "SELECT trial.id FROM trial JOIN attachment ON attachment.id = attachment_id"
        " WHERE apart = 0 OR attachment.practice_id <> trial.practice_id",
    ),
    "two in a pair": Invariant(
        "Nobody learns from themselves.",
        "SELECT id FROM pairing WHERE mentor_id = learner_id",
    ),
    "meetings in time": Invariant(
        "A meeting that is planned says when it begins.",
        "SELECT id FROM mentoring_session WHERE state = 'planned' AND starts_at IS NULL",
    ),
    "gone through": Invariant(
        "Only what a pair met for was gone through.",
        "SELECT session_id FROM session_practice JOIN mentoring_session ON id = session_id"
        " WHERE state <> 'held'",
    ),
    "answers": Invariant(
        "An answered question has its answer and its time, another has neither.",
        "SELECT id FROM question WHERE (answer IS NULL) <> (answered_at IS NULL)",
    ),
    "needs gathered": Invariant(
        "A need is gathered with one that stands for itself.",
        "SELECT need.id FROM need JOIN need AS whole ON whole.id = need.part_of_id"
        " WHERE whole.part_of_id IS NOT NULL OR whole.id = need.id",
    ),
    "attestations": Invariant(
        "Who was attested has a level, by one who is not themselves.",
        "SELECT id FROM attestation WHERE attester_id = learner_id"
        " OR (state = 'attested' AND level IS NULL)",
    ),
    "improvements": Invariant(
        "What was proposed and decided says by whom.",
        "SELECT id FROM improvement WHERE state IN ('accepted', 'refused')"
        " AND decided_by_id IS NULL",
    ),
    "notes on a board": Invariant(
        "A note hangs in a group of its own board.",
        "SELECT board_note.id FROM board_note JOIN board_group"
        " ON board_group.id = group_id WHERE board_group.board_id <> board_note.board_id",
    ),
    "sealed notes": Invariant(
        "A private note is sealed, with a key that has a name.",
        "SELECT id FROM private_note WHERE length(sealed) = 0 OR key_name = ''",
    ),
    "who is suspended": Invariant(
        "Who is suspended is signed in nowhere.",
        "SELECT sign_in.id FROM sign_in JOIN person ON person.id = person_id"
        " WHERE suspended_at IS NOT NULL",
    ),
    "deeds given up": Invariant(
        "A deed that was given up says what it met.",
        "SELECT id FROM outbox WHERE dead_at IS NOT NULL AND trouble IS NULL",
    ),
    "one schema": Invariant(
        "The database is of one schema.",
        "SELECT count(*) FROM alembic_version HAVING count(*) <> 1",
    ),
}
