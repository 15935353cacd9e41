"""The balance of the four ways in which knowledge moves."""

from flask import Blueprint, render_template

from kb.cycle.balance import queries
from kb.web import access

bp = Blueprint("balance", __name__)


@bp.get("/cycle/balance")
@access.signed_in
def balance() -> str:
    """Show how much was done in each of the four ways, quarter by quarter."""
    return render_template("balance/balance.html", found=queries.balance())
