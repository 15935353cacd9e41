"""The sheets of the pack: facts of practices that everybody here may see, without people.

What few people said or did is not told (R10): people are counted by role alone, and what came
of an event only where five or more were there.
"""

from collections.abc import Mapping, Sequence

from kb.cycle.evidence_pack.around import events, glossary, needs, roles
from kb.cycle.evidence_pack.queries import (
    flaws,
    given_up,
    improvements,
    media,
    owners,
    practices,
    recognitions,
    valuations,
    versions,
)
from kb.cycle.evidence_pack.shapes import Source, Told
from kb.foundation.words import N_

PRACTICE, DAY, NUMBER, STATE = N_("Practice"), N_("Day"), N_("Number"), N_("State")

_EVERY: Sequence[Source] = (
    Source(
        Told(
            "practices",
            N_("Practices"),
            N_("Every practice with its stage, its place and its reviews."),
            (
                PRACTICE,
                N_("Stage"),
                N_("Trust"),
                N_("Published"),
                N_("Last verified"),
                N_("Next review"),
                N_("Industries"),
                N_("Areas"),
            ),
        ),
        practices,
    ),
    Source(
        Told(
            "media",
            N_("Media"),
            N_("In what form practices are documented."),
            (N_("Medium"), NUMBER),
        ),
        media,
    ),
    Source(
        Told(
            "versions",
            N_("Versions"),
            N_("Each published version, whether another approved it, and what changed."),
            (
                PRACTICE,
                N_("Language"),
                N_("Version"),
                DAY,
                N_("Approved"),
                N_("What changed"),
            ),
        ),
        versions,
    ),
    Source(
        Told(
            "valuations",
            N_("Valuations"),
            N_("What each practice was valued at, and when."),
            (PRACTICE, N_("Criticality"), DAY),
        ),
        valuations,
    ),
    Source(
        Told(
            "recognitions",
            N_("Recognitions"),
            N_("For which practices recognition was given, from which viewpoint."),
            (PRACTICE, N_("Viewpoint"), DAY),
        ),
        recognitions,
    ),
    Source(
        Told(
            "events",
            N_("Sharing events"),
            N_("What was shared with a goal, and what came of it."),
            (N_("Event"), N_("Goal"), DAY, STATE, N_("People there"), N_("Outcome")),
        ),
        events,
    ),
    Source(
        Told(
            "asked",
            N_("Knowledge needs"),
            N_("What was looked for and not found, by state; not what was asked."),
            (STATE, NUMBER),
        ),
        needs,
    ),
    Source(
        Told(
            "flaws",
            N_("Reported flaws"),
            N_("When readers reported something missing or wrong, and when it was answered."),
            (PRACTICE, N_("Reported"), STATE, N_("Answered")),
        ),
        flaws,
    ),
    Source(
        Told(
            "improvements",
            N_("Improvement proposals"),
            N_("When a trial led to a proposal, and what was decided; not its words."),
            (PRACTICE, N_("Proposed"), STATE, N_("Decided")),
        ),
        improvements,
    ),
    Source(
        Told(
            "given_up",
            N_("Given up"),
            N_("Practices that are no longer the way, why, and what comes in their place."),
            (PRACTICE, DAY, N_("Reason"), N_("Successor")),
        ),
        given_up,
    ),
    Source(
        Told("roles", N_("Roles"), N_("How many people have each role."), (N_("Role"), NUMBER)),
        roles,
    ),
    Source(
        Told(
            "owners",
            N_("Owners"),
            N_("How many practices in use have an owner, and how many ask for a new one."),
            (STATE, NUMBER),
        ),
        owners,
    ),
    Source(
        Told(
            "glossary",
            N_("Glossary"),
            N_("The terms that are used in common."),
            (N_("Term"), N_("In English")),
        ),
        glossary,
    ),
)

SHEETS: Mapping[str, Source] = {source.told.key: source for source in _EVERY}
