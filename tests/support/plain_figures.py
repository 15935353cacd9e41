"""Every figure once more, as plain SQL over the tables: counted, not worked out.

Each statement gives numerator and denominator, and of figures about people how many these are.
``:me`` looks; ``:area``, ``:industry``, ``:first`` and ``:last`` are one scope, null for all.
It speaks of a house in which everything happens at noon, so that a day is a day everywhere.
"""

import re

from sqlalchemy import text

from kb.foundation.db import session
from support.plain_counts import TABLES

BEGINNING = """
WITH seen AS (
    SELECT p.* FROM practice p WHERE p.removed_at IS NULL AND (
        p.audience = 'everyone' OR p.author_id = :me OR p.steward_id = :me
        OR p.id IN (SELECT practice_id FROM practice_reader WHERE person_id = :me))),
placed AS (
    SELECT id FROM practice WHERE
        (:area IS NULL OR id IN (SELECT practice_id FROM practice_area WHERE area = :area))
        AND (:industry IS NULL
             OR id IN (SELECT practice_id FROM practice_industry WHERE industry = :industry))),
inside AS (SELECT * FROM seen WHERE id IN (SELECT id FROM placed)),
used AS (SELECT * FROM inside WHERE dropped_at IS NULL),
here AS (SELECT id FROM person WHERE suspended_at IS NULL
         AND (last_working_day IS NULL OR last_working_day >= date('now'))),
carried AS (
    SELECT practice_id, count(DISTINCT person_id) AS carriers FROM carrier_reason
    WHERE NOT hidden AND person_id IN (SELECT id FROM here) GROUP BY practice_id),
held AS (SELECT DISTINCT practice_id, person_id FROM carrier_reason WHERE basis = 'declared'),
learners AS (
    SELECT id AS pairing_id, learner_id AS person_id FROM pairing
    UNION SELECT pairing_id, person_id FROM pairing_fellow
    UNION SELECT p.id, p.mentor_id FROM pairing p
        WHERE p.id NOT IN (SELECT pairing_id FROM pairing_fellow)
        AND (p.roles = 'peer' OR (p.roles = 'one_way' AND p.means = 'pair_work'))),
met AS (
    SELECT sp.practice_id, p.mentor_id, p.id AS pairing_id, s.held_on
    FROM session_practice sp JOIN mentoring_session s ON s.id = sp.session_id
    JOIN pairing p ON p.id = s.pairing_id WHERE s.state = 'held'),
reached AS (
    SELECT m.practice_id, l.person_id, m.held_on AS day FROM met m
        JOIN learners l ON l.pairing_id = m.pairing_id
    UNION SELECT g.practice_id, e.person_id, date(m.starts_at) FROM event_gone_through g
        JOIN event_meeting m ON m.id = g.meeting_id AND m.held_at IS NOT NULL
        JOIN event_presence e ON e.meeting_id = m.id
    UNION SELECT practice_id, guest_id, held_on FROM shadowing
        WHERE acknowledged_at IS NOT NULL
    UNION SELECT tp.practice_id, t.doer_id, t.begins_on FROM turn_practice tp
        JOIN turn t ON t.id = tp.turn_id AND t.state IN ('acknowledged', 'judged')),
shown AS (
    SELECT practice_id, person_id, min(day) AS day FROM reached
    WHERE (practice_id, person_id) NOT IN (SELECT practice_id, person_id FROM held)
    GROUP BY practice_id, person_id),
taken_part AS (
    SELECT m.practice_id, l.person_id FROM met m JOIN (
        SELECT pairing_id, person_id FROM learners
        UNION SELECT id, mentor_id FROM pairing) l ON l.pairing_id = m.pairing_id
    UNION SELECT practice_id, person_id FROM reached),
doing AS (
    SELECT practice_id, learner_id FROM trial WHERE debriefed_at IS NOT NULL
    GROUP BY practice_id, learner_id
    HAVING count(DISTINCT tried_on) >= 2 AND sum(verdict IN ('worked', 'adapted')) > 0),
owned AS (
    SELECT practice_id, learner_id FROM mark WHERE kind = 'own_work'
        AND (practice_id, learner_id) IN (SELECT practice_id, learner_id FROM doing)
    UNION SELECT a.practice_id, a.learner_id FROM attestation a
        WHERE a.state = 'attested' AND a.valid_until >= date('now')
        AND EXISTS (SELECT 1 FROM trial t WHERE t.debriefed_at IS NOT NULL
                    AND t.practice_id = a.practice_id AND t.learner_id = a.learner_id)),
has AS (
    SELECT id,
        id IN (SELECT practice_id FROM identification)
            AND id IN (SELECT practice_id FROM held) AS noticed,
        id IN (SELECT r.practice_id FROM revision r
               JOIN document_form f ON f.practice_id = r.practice_id
               WHERE r.state = 'published' AND r.words <= 400) AS written,
        id IN (SELECT practice_id FROM taken_part WHERE (practice_id, person_id)
               NOT IN (SELECT practice_id, person_id FROM held)) AS passed_on,
        id IN (SELECT practice_id FROM owned WHERE (practice_id, learner_id)
               NOT IN (SELECT practice_id, person_id FROM held)) AS own
    FROM practice),
staged AS (
    SELECT id, CASE WHEN NOT noticed THEN 0 WHEN NOT written THEN 1 WHEN NOT passed_on THEN 2
        WHEN NOT own THEN 3 ELSE 4 END AS stage FROM has),
tried AS (
    SELECT * FROM trial WHERE debriefed_at IS NOT NULL
    AND practice_id IN (SELECT id FROM inside) AND WITHIN[tried_on]),
"""
# Whether a day is in the scope's quarter.
WITHIN = re.compile(r"WITHIN\[(.+?)\]", re.DOTALL)
IN_QUARTER = r"(:first IS NULL OR \1 BETWEEN :first AND :last)"


def counted(statement, asked):
    """Return the rows of a statement over the tables that it may name."""
    whole = WITHIN.sub(IN_QUARTER, BEGINNING + TABLES + statement)
    return [tuple(row) for row in session.execute(text(whole), asked)]
