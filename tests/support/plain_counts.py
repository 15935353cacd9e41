"""The statements of ``plain_figures``: numerator, denominator and people of every figure."""

OF_THINGS = {
    "stages": """SELECT sum(stage = 4), count(*) FROM used JOIN staged USING (id)""",
    "coverage": """SELECT sum(coalesce(c.carriers, 0) >= u.target_coverage), count(*)
        FROM used u LEFT JOIN carried c ON c.practice_id = u.id WHERE u.criticality >= 3""",
    "single_holder": """SELECT sum(carriers = 1), count(*) FROM used
        JOIN carried ON practice_id = id""",
    "recognised": """SELECT sum(id IN (SELECT practice_id FROM recognition)), count(*)
        FROM used JOIN staged USING (id) WHERE stage > 0""",
    "freshness": """SELECT sum(verified_at IS NOT NULL
            AND (review_due IS NULL OR review_due >= :today)), count(*)
        FROM used WHERE published_at IS NOT NULL""",
    "overdue": """SELECT sum(review_due < :today), count(*) FROM used
        WHERE published_at IS NOT NULL AND verified_at IS NOT NULL""",
    "unanswered": """SELECT sum(at < :long_ago), count(*) FROM (
        SELECT made_at AS at FROM need WHERE part_of_id IS NULL
            AND state IN ('open', 'offered') AND WITHIN[date(made_at)]
            AND (:area IS NULL OR practice_id IN (SELECT id FROM inside))
            AND (:industry IS NULL OR industry = :industry
                 OR practice_id IN (SELECT id FROM inside))
        UNION ALL SELECT at FROM question WHERE answered_at IS NULL AND WITHIN[date(at)]
            AND (practice_id IN (SELECT id FROM inside)
                 OR (practice_id IS NULL AND :area IS NULL AND :industry IS NULL)))""",
    "zero_results": """SELECT sum(query IN (SELECT query FROM need)), count(*) FROM (
        SELECT DISTINCT query FROM search_log WHERE nothing_fitted AND WITHIN[day])""",
    "adopted": """SELECT count(DISTINCT practice_id), (SELECT count(*) FROM used)
        FROM adoption WHERE NOT hidden AND since BETWEEN :this AND :until
        AND practice_id IN (SELECT id FROM used)""",
}
OF_PEOPLE = {
    "conversion": """SELECT sum(stage = 4), count(*), (
            SELECT count(DISTINCT person_id) FROM (
                SELECT practice_id, person_id FROM held
                UNION SELECT practice_id, by_id FROM identification)
            WHERE practice_id IN (SELECT id FROM cohort))
        FROM cohort JOIN staged USING (id)""",
    "needs": """SELECT sum(state = 'answered'), count(*), (
            SELECT count(DISTINCT asker_id) FROM need n
            WHERE coalesce(n.part_of_id, n.id) IN (SELECT id FROM asked))
        FROM asked""",
    "searches": """SELECT sum(NOT nothing_fitted), count(*), sum(opens_visit)
        FROM search_log WHERE WITHIN[day] AND :area IS NULL AND :industry IS NULL""",
    "trial_rate": """SELECT sum(EXISTS (SELECT 1 FROM trial t WHERE t.debriefed_at NOT NULL
                AND t.practice_id = s.practice_id AND t.learner_id = s.person_id
                AND t.tried_on BETWEEN s.day AND date(s.day, '+30 days'))),
            count(*), count(DISTINCT person_id)
        FROM shown s WHERE practice_id IN (SELECT id FROM inside)
        AND date(day, '+30 days') <= :today AND WITHIN[day]""",
    "worked": """SELECT sum(verdict IN ('worked', 'adapted')), count(*),
            count(DISTINCT learner_id)
        FROM tried""",
    "mastery": """SELECT sum(came IS NOT NULL), count(*), count(DISTINCT person_id)
        FROM ways WHERE WITHIN[began]""",
    "goals": """SELECT sum(outcome = 'met'), count(*), (
            SELECT count(DISTINCT person_id) FROM judged_by
            WHERE (kind, id) IN (SELECT kind, id FROM judged WHERE WITHIN[day]))
        FROM judged WHERE WITHIN[day]""",
    "pairs": """SELECT sum(state IN ('completed', 'completed_early')), count(*), (
            SELECT count(DISTINCT person_id) FROM members
            WHERE pairing_id IN (SELECT id FROM proposed))
        FROM proposed""",
    "loops": """SELECT sum(EXISTS (SELECT 1 FROM improvement i WHERE i.trial_id = tried.id
                AND date(i.decided_at) <= date(tried.debriefed_at, '+60 days'))),
            count(*), count(DISTINCT learner_id)
        FROM tried WHERE verdict IN ('adapted', 'failed')
        AND debriefed_at <= :sixty_days_ago""",
    "teams": """SELECT sum(step = 4), count(*), count(DISTINCT person_id) FROM deeds
        WHERE practice_id IN (SELECT id FROM inside) AND WITHIN[day]""",
}
OF_PEOPLE["roles"] = OF_PEOPLE["teams"]

TABLES = """
cohort AS (
    SELECT id FROM inside JOIN staged USING (id) WHERE stage > 0 AND
    WITHIN[(SELECT min(date(at)) FROM identification WHERE practice_id = inside.id)]),
asked AS (
    SELECT * FROM need WHERE part_of_id IS NULL AND WITHIN[date(made_at)]
    AND (:area IS NULL OR practice_id IN (SELECT id FROM inside))
    AND (:industry IS NULL OR industry = :industry
         OR practice_id IN (SELECT id FROM inside))),
members AS (
    SELECT id AS pairing_id, mentor_id AS person_id FROM pairing
    UNION SELECT id, learner_id FROM pairing
    UNION SELECT pairing_id, person_id FROM pairing_fellow),
proposed AS (
    SELECT * FROM pairing WHERE WITHIN[date(made_at)] AND (
        (:area IS NULL AND :industry IS NULL) OR id IN (SELECT pairing_id
            FROM pairing_practice WHERE practice_id IN (SELECT id FROM inside)))),
judged AS (
    SELECT 'pair' AS kind, id, date(closed_at) AS day, outcome, means FROM pairing
        WHERE outcome IS NOT NULL AND ((:area IS NULL AND :industry IS NULL)
        OR id IN (SELECT pairing_id FROM pairing_practice
                  WHERE practice_id IN (SELECT id FROM inside)))
    UNION ALL SELECT 'event', id, date(closed_at), outcome, means FROM sharing_event
        WHERE state = 'judged' AND audience = 'everyone'
        AND ((:area IS NULL AND :industry IS NULL)
        OR id IN (SELECT event_id FROM event_practice
                  WHERE practice_id IN (SELECT id FROM inside)))
    UNION ALL SELECT 'turn', id, date(closed_at), outcome, kind FROM turn
        WHERE outcome IS NOT NULL AND ((:area IS NULL AND :industry IS NULL)
        OR id IN (SELECT turn_id FROM turn_practice
                  WHERE practice_id IN (SELECT id FROM inside)))),
judged_by AS (
    SELECT 'pair' AS kind, pairing_id AS id, person_id FROM members
    UNION SELECT 'event', id, organiser_id FROM sharing_event
    UNION SELECT 'event', event_id, person_id FROM event_participant WHERE coming = 'coming'
    UNION SELECT 'turn', id, owner_id FROM turn UNION SELECT 'turn', id, doer_id FROM turn),
began AS (
    SELECT practice_id, person_id, min(day) AS began FROM (
        SELECT practice_id, person_id, day FROM shown
        UNION SELECT practice_id, learner_id, tried_on FROM trial
            WHERE debriefed_at IS NOT NULL AND verdict <> 'not_yet'
        UNION SELECT practice_id, learner_id, date(made_at) FROM plan
        UNION SELECT practice_id, person_id, day FROM came)
    GROUP BY practice_id, person_id),
came AS (
    SELECT practice_id, person_id, min(day) AS day FROM (
        SELECT practice_id, learner_id AS person_id, date(at) AS day FROM mark
            WHERE kind = 'own_work'
        UNION SELECT practice_id, learner_id, date(answered_at) FROM attestation
            WHERE state IN ('attested', 'lapsed', 'revoked'))
    GROUP BY practice_id, person_id),
ways AS (
    SELECT b.practice_id, b.person_id, b.began, c.day AS came,
        julianday(coalesce(c.day, :today)) - julianday(b.began) AS days
    FROM began b LEFT JOIN came c USING (practice_id, person_id)
    WHERE (b.practice_id, b.person_id) NOT IN (SELECT practice_id, person_id FROM held)
    AND b.practice_id IN (SELECT id FROM inside)),
deeds AS (
    SELECT 1 AS step, by_id AS person_id, practice_id, date(at) AS day FROM identification
    UNION ALL SELECT 1, by_id, practice_id, date(at) FROM recognition
    UNION ALL SELECT 2, author_id, practice_id, date(published_at) FROM revision
        WHERE published_at IS NOT NULL
    UNION ALL SELECT 3, mentor_id, practice_id, held_on FROM met
    UNION ALL SELECT 3, p.learner_id, m.practice_id, m.held_on FROM met m
        JOIN pairing p ON p.id = m.pairing_id
    UNION ALL SELECT 3, e.person_id, g.practice_id, date(m.starts_at)
        FROM event_gone_through g JOIN event_meeting m ON m.id = g.meeting_id
        JOIN event_presence e ON e.meeting_id = m.id WHERE m.held_at IS NOT NULL
    UNION ALL SELECT 3, host_id, practice_id, held_on FROM shadowing
        WHERE acknowledged_at IS NOT NULL
    UNION ALL SELECT 3, guest_id, practice_id, held_on FROM shadowing
        WHERE acknowledged_at IS NOT NULL
    UNION ALL SELECT 4, learner_id, practice_id, tried_on FROM trial
        WHERE debriefed_at IS NOT NULL)
"""
