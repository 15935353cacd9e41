"""The house's own forms, filled in as their pages stand, with any words in every text field."""

from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup
from werkzeug.exceptions import HTTPException

from kb.foundation import clock
from support.lived_in import ask

WORDED = (
    "textarea[name], input[type=text][name], input[type=search][name], input:not([type])[name]"
)
# What is typed there is a code, a length, a time or a day: other tests try those.
TYPED = {"number": "1", "date": None, "time": "09:00", "email": "uusi@kisalli.example"}
RAW = "surrogatepass"
TAKES_NO_WORDS = {"/sign-out", "/language"}


@dataclass
class Form:
    """A form of a page: who sees it, where it goes, what it sends beside its words."""

    page: str
    person: str
    action: str
    rule: str
    sent: dict = field(default_factory=dict)
    worded: tuple = ()

    def send(self, house, words, **browser):
        """Send it with ``words`` in every field that takes any; return the answer."""
        data = urlencode({**self.sent, **dict.fromkeys(self.worded, words)}, errors=RAW)
        return ask(
            house.browser_of(self.person),
            self.action,
            method="POST",
            data=data,
            content_type="application/x-www-form-urlencoded",
            environ_overrides=browser,
        )


def forms_of(house):
    """Return every form that takes words, each once."""
    found = {}
    for _, path, person in house.pages:
        page = BeautifulSoup(house.get(path, by=person).text, "html.parser")
        for one in page.select("form[method=post]"):
            made = form_in(house, path, person, one)
            if made.worded and made.rule not in TAKES_NO_WORDS:
                found.setdefault((made.rule, made.worded), made)
    return list(found.values())


def form_in(house, path, person, one):
    action = one.get("action") or urlsplit(path).path
    made = Form(path, person, action, rule_of(house.site.app, urlsplit(action).path))
    made.worded = tuple(dict.fromkeys(each["name"] for each in one.select(WORDED)))
    for each in one.select("input[name], select[name], button[name]"):
        fill(made.sent, each)
    return made


def rule_of(app, path):
    """Return the rule that a deed's address answers to."""
    try:
        rule, _ = app.url_map.bind("localhost").match(path, method="POST", return_rule=True)
    except HTTPException:
        return path
    return rule.rule


def fill(sent, control):
    """Put in what somebody in a hurry would: what stands there, else the first of all."""
    name, kind = control["name"], control.get("type", control.name)
    if control.name == "select":
        options = [one.get("value", one.text) for one in control.select("option")]
        chosen = control.select_one("option[selected]")
        sent[name] = (chosen and chosen.get("value")) or next(filter(None, options), "")
    elif kind in {"radio", "checkbox"}:
        if control.has_attr("checked") or name not in sent:
            sent[name] = control.get("value", "on")
    elif kind in TYPED:
        sent[name] = control.get("value") or TYPED[kind] or clock.today().isoformat()
    elif kind != "file":
        sent.setdefault(name, control.get("value", ""))
