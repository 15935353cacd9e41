"""What it costs that things are hidden: run alone with a folder and a share, prints JSON.

A reader from whom half is hidden has only half to weigh: beside one who sees all, even a dear
filter would look cheap. So the reader's search is measured against the house as it is for
them, without the filter: a copy in which what they may not see has been deleted, searched
without asking who may see what. Beside it stand those who see all, in the same house.
"""

import json
import shutil
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import delete, func, insert, select, true, update

from kb.app import create_app
from kb.foundation.db import session, unit_of_work
from kb.people.models import Me, Person
from kb.practices.models import Audience, Practice, PracticeReader
from kb.search import meaning
from kb.search.evaluation.houses import in_house
from kb.search.forms import Question
from kb.search.index import lexical, visibility
from kb.search.index.lexical import erase_words
from kb.search.language import analysis
from kb.search.models import Document
from kb.search.queries import find
from support.drawn import drawn_model
from support.organisation import READER, SEES_ALL
from support.site import settings_in
from support.told import MODEL
from support.turns import Took, timed

ROUNDS = 4


def measure(folder, share):
    """Return what the reader's search takes, that of one who sees all, and that without."""
    app = create_app(settings_in(folder))
    analysis.warm()
    with app.app_context():
        hidden = hide(share)
        without = folder / "without.sqlite"
        shutil.copy(folder / "kb.sqlite", without)
        with in_house(without):
            remove_hidden()
        questions = json.loads((folder / "questions.json").read_text("utf-8"))["words"]
        found = {"hidden": hidden}
        for name, model in (("words", None), ("both", drawn_model(MODEL))):
            with meaning.meant_with(model):
                found[name] = asked_by_turns(questions, without)
    return found


def asked_by_turns(questions, without):
    """Ask the same questions in both houses, some at a time."""
    times = {"reader": [], "sees all": [], "without": []}
    length = -(-len(questions) // ROUNDS)
    for start in range(0, len(questions), length):
        some = questions[start : start + length]
        reader, sees_all = person(READER), person(SEES_ALL)
        searched(some[0], reader)
        for question in some:
            times["reader"].append(timed(searched, question, reader))
            times["sees all"].append(timed(searched, question, sees_all))
        with in_house(without), unconditionally():
            reader = person(READER)
            searched(some[0], reader)
            times["without"] += [timed(searched, question, reader) for question in some]
    return {name: Took(tuple(taken)).median for name, taken in times.items()}


def searched(question, who):
    return find(Question(question), seen_by=who)


def person(name):
    return session.scalar(select(Person).where(Person.name == name))


def hide(share):
    """Let so large a share of all documents be hidden from the reader; return how much is."""
    every = session.scalar(select(func.count(Document.id)))
    missing = int(share * every) - hidden_now()
    open_to_all = Practice.opened_at.is_not(None), Practice.audience == Audience.EVERYONE
    chosen = (
        select(Practice.id).where(*open_to_all).order_by(Practice.title).limit(max(0, missing))
    )
    numbers, sees_all = session.scalars(chosen).all(), person(SEES_ALL).id
    with unit_of_work():
        for number in numbers:
            named = update(Practice).where(Practice.id == number)
            session.execute(named.values(audience=Audience.NAMED))
            row = {"practice_id": number, "person_id": sees_all}
            session.execute(insert(PracticeReader).values(row))
    return hidden_now() / every


def hidden_now():
    return session.scalar(_hidden(func.count(Document.id)), {"me": person(READER).id})


def _hidden(what):
    reader = Me(person(READER).role)
    return select(what).where(~visibility.findable_by(reader))


def remove_hidden():
    """Delete what the reader may not see, as if it had never been."""
    numbers = session.scalars(_hidden(Document.id), {"me": person(READER).id}).all()
    with unit_of_work():
        for start in range(0, len(numbers), 500):
            some = numbers[start : start + 500]
            erase_words(some)
            session.execute(delete(Document).where(Document.id.in_(some)))


@contextmanager
def unconditionally():
    """Search without asking who may see what: no statement has the condition."""
    condition = visibility.findable_by
    asking = [
        module
        for name, module in sys.modules.items()
        if name.startswith("kb.search") and getattr(module, "findable_by", None) is condition
    ]
    with ExitStack() as restored:
        for module in asking:
            module.findable_by = lambda _me: true()
            restored.callback(setattr, module, "findable_by", condition)
        restored.callback(setattr, lexical, "SEEN", lexical.SEEN)
        lexical.SEEN = ":seen NOTNULL"
        forget_statements([*asking, lexical])
        restored.callback(forget_statements, [*asking, lexical])
        yield


def forget_statements(modules):
    """Forget the statements that were built once, with the condition or without."""
    for module in modules:
        for one in vars(module).values():
            if hasattr(one, "cache_clear") and one.__module__ == module.__name__:
                one.cache_clear()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]), float(sys.argv[2]))))
