"""The evidence pack: what it holds, and the pack itself."""

import tempfile
from collections.abc import Mapping

from flask import Blueprint, Response, render_template

from kb.cycle.evidence_pack.actions import Wording, pack_evidence
from kb.cycle.evidence_pack.clauses import CLAUSES, FIGURES
from kb.cycle.evidence_pack.shapes import Clause, Listed
from kb.cycle.evidence_pack.sheets import SHEETS
from kb.cycle.figures.scopes import WHOLE
from kb.cycle.programme.wording import period_said, said, scope_said
from kb.cycle.takeout.views import handed_over
from kb.foundation import clock
from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings

PROGRAMME = N_("Figures of the programme")

bp = Blueprint("evidence_pack", __name__, url_prefix="/evidence-pack")


@bp.get("")
@access.coordinators
def offer() -> str:
    """Say what the pack holds, clause by clause, and what it does not."""
    titles = {clause.number: _titles(clause) for clause in CLAUSES}
    return render_template("evidence_pack/offer.html", clauses=CLAUSES, titles=titles)


@bp.get("/archive")
@access.coordinators
def archive() -> Response:
    """Send the pack."""
    made = tempfile.TemporaryFile(dir=settings().data_dir)  # noqa: SIM115 - closed once sent
    wording = Wording(said, scope_said(WHOLE), lambda one: period_said(one.period), _index)
    pack_evidence(current_person(), made, wording)
    made.seek(0)
    return handed_over(made, f"iso-30401-{clock.today()}.zip")


def _titles(clause: Clause) -> list[str]:
    """Name what shows a clause; figures are named once, as what they are together."""
    named = (SHEETS[key].told.title if key in SHEETS else PROGRAMME for key in clause.shown_by)
    return list(dict.fromkeys(named))


def _index(sheets: Mapping[str, Listed], figures: Mapping[str, Listed]) -> str:
    known = {**sheets, **figures}
    shown = {
        clause.number: [
            one
            for key in clause.shown_by
            for one in (figures.values() if key == FIGURES else [known[key]])
        ]
        for clause in CLAUSES
    }
    return render_template("evidence_pack/index.html", clauses=CLAUSES, shown=shown)
