"""ISO 30401:2018 by its clauses: numbers and short headings alone, and what the house shows.

Nothing of the standard's text stands here: it is its publisher's.
"""

from collections.abc import Sequence

from kb.cycle.evidence_pack.shapes import Clause
from kb.foundation.words import N_

FIGURES = "figures"  # every figure of the programme

CLAUSES: Sequence[Clause] = (
    Clause("4.1", N_("The organisation and its context"), ("practices",)),
    Clause("4.2", N_("Interested parties and their needs"), ("asked", "needs")),
    Clause(
        "4.3",
        N_("Scope of the knowledge management system"),
        ("coverage",),
        N_("Where the boundary of the system runs is decided and written elsewhere."),
    ),
    Clause("4.4", N_("Knowledge management system"), ("stages", "practices", "media")),
    Clause("4.5", N_("Knowledge management culture"), ("recognitions", "recognised", "events")),
    Clause(
        "5.1",
        N_("Leadership and commitment"),
        ("valuations", "recognitions"),
        N_("Decisions of the leadership outside the house are shown otherwise."),
    ),
    Clause("5.2", N_("Policy"), (), N_("The policy is kept elsewhere.")),
    Clause("5.3", N_("Roles, responsibilities, authorities"), ("roles", "owners")),
    Clause("6.1", N_("Risks and opportunities"), ("coverage", "single_holder", "valuations")),
    Clause("6.2", N_("Objectives and planning"), ("events", "goals")),
    Clause(
        "7.1", N_("Resources"), (), N_("Time, money and people are accounted for elsewhere.")
    ),
    Clause("7.2", N_("Competence"), ("coverage", "mastery", "worked")),
    Clause("7.3", N_("Awareness"), ("events",)),
    Clause("7.4", N_("Communication"), ("glossary", "events")),
    Clause("7.5", N_("Documented information"), ("versions", "practices")),
    Clause("8", N_("Operation"), ("conversion", "events", "versions")),
    Clause("9.1", N_("Monitoring, measurement, analysis, evaluation"), (FIGURES,)),
    Clause("9.2", N_("Internal audit"), (), N_("Audits and their reports are kept elsewhere.")),
    Clause("9.3", N_("Management review"), ("valuations", "freshness", "overdue")),
    Clause("10.1", N_("Nonconformity and corrective action"), ("flaws", "loops")),
    Clause(
        "10.2",
        N_("Continual improvement"),
        ("improvements", "versions", "given_up", "freshness"),
    ),
)
