"""What people do while the house is crashed: each fills the page's own form."""

import hashlib
import io
import json
import secrets

from PIL import Image

from crash.browser import RefusedError
from crash.house import EACH, OWN, THEIRS, THROWN
from support import make
from support.files import archive
from support.papers import docx

SAVES = 10  # from one page, as a writer's browser does by itself
JSON = {"Accept": "application/json"}
PIXELS = (24, 16)


def words(about):
    """Return something that nobody has said before."""
    return f"{about} {secrets.token_hex(8)}: soitan – ja kerron “yhden” havainnon 🙂 ÄÖ."


class Deeds:
    """One person's deeds in one house; ``world`` is what people tell one another."""

    def __init__(self, name, browser, ledger, world, chance):
        self.name, self.browser, self.ledger = name, browser, ledger
        self.world, self.chance = world, chance

    def does_something(self):
        """Do one thing of what this person does, drawn by chance."""
        self.chance.choice(DOES[self.name])(self)

    def _writing(self, kind):
        slug = f"{kind}-{self.chance.randrange(EACH)}"
        address = f"/practices/{slug}/drafts/fi"
        return slug, address, self.browser.get(address).form("writing")

    def _cell(self, slug):
        return f"{slug} {make.email_of(self.name)}"

    def writes(self):
        """Write on: the page keeps the draft by itself, again and again."""
        slug, address, form = self._writing(OWN)
        version = form["version"].value
        for _ in range(SAVES):
            text = words("Luonnos")
            self.ledger.send("draft", self._cell(slug), text)
            saved = self.browser.send(
                form, f"{address}/autosave", headers=JSON, action=text, version=version
            )
            version = json.loads(saved.body)["version"]
            self.ledger.change("draft", self._cell(slug), text)

    def publishes(self):
        """Hand over what one holds oneself: readers see it at once."""
        slug, address, form = self._writing(OWN)
        self._hands_over(slug, address, form, "published")

    def proposes_text(self):
        """Hand over what another holds: it waits for their yes."""
        slug, address, form = self._writing(THEIRS)
        try:
            self._hands_over(slug, address, form, "handed over")
        except RefusedError:  # another text came first: begin anew from what readers see
            self._discards(slug, address)

    def _hands_over(self, slug, address, form, kind):
        text = words("Teksti")
        for value in (text, None):
            self.ledger.send("draft", self._cell(slug), value)
        self.browser.send(form, f"{address}/publication", action=text)
        self.ledger.change("draft", self._cell(slug), None)
        self.ledger.add(kind, text, slug)

    def _discards(self, slug, address):
        page = self.browser.get(address)
        self.ledger.send("draft", self._cell(slug), None)
        self.browser.send(page.form_to(f"{address}/removal"))
        self.ledger.change("draft", self._cell(slug), None)

    def approves(self):
        """Say yes to the newest text of somebody else."""
        slug = f"{THEIRS}-{self.chance.randrange(EACH)}"
        numbers = self.browser.get(f"/practices/{slug}/revisions").linked("/revisions/")
        page = self.browser.get(f"/practices/{slug}/revisions/{max(numbers)}")
        self.browser.send(page.form("approve"))
        self.ledger.add("approved", f"{slug} {max(numbers)}")

    def uploads(self):
        """Bring a picture and a document, with the text as it stands."""
        slug, address, form = self._writing(OWN)
        token, pixels = secrets.token_hex(6), secrets.token_bytes(3 * PIXELS[0] * PIXELS[1])
        drawn = io.BytesIO()
        Image.frombytes("RGB", PIXELS, pixels).save(drawn, "PNG")
        paper = docx([("", words("Paperi"))])
        files = [(f"kuva-{token}.png", drawn.getvalue()), (f"paperi-{token}.docx", paper)]
        self.ledger.send("draft", self._cell(slug), form["action"].value)
        self.browser.send(form, address, files=files)
        self.ledger.change("draft", self._cell(slug), form["action"].value)
        for (name, _), content in zip(files, (pixels, paper), strict=True):
            self.ledger.add("file", name, hashlib.sha256(content).hexdigest())

    def begins(self):
        """Name a new practice with its first draft."""
        form = self.browser.get("/practices/new").form("writing")
        title, text = f"Uusi {secrets.token_hex(6)}", words("Alku")
        self.browser.send(form, title=title, summary="Lyhyesti.", action=text)
        self.ledger.add("begun", title, text)

    def comments(self):
        """Say something of a practice."""
        address = f"/practices/{OWN}-{self.chance.randrange(EACH)}/comments"
        text = words("Kommentti")
        self.browser.send(self.browser.get(address).form("comment"), text=text)
        self.ledger.add("comment", text)

    def asks(self):
        """Ask a colleague."""
        text = words("Kysymys")
        form = self.browser.get("/ask").form("ask")
        asked = self.browser.send(form, asked=str(self.world.aino), text=text)
        self.ledger.add("question", text)
        self.world.questions.put(asked.number)

    def answers(self):
        """Answer what a colleague asked."""
        if not self.world.questions.empty():
            page = self.browser.get(f"/questions/{self.world.questions.get()}")
            text = words("Vastaus")
            self.browser.send(page.form("answer-form"), answer=text)
            self.ledger.add("answer", text)

    def tries(self):
        """Tell of a trial, and propose what the text should say."""
        form = self.browser.get(f"/practices/{OWN}-0/trials/new").form("trial")
        told, proposed = words("Kokeilu"), words("Ehdotus")
        self.browser.send(form, verdict="adapted", happened=told, next_time="Soitan heti.")
        self.ledger.add("trial", told)
        number = self.world.number_of_trial(told)
        form = self.browser.get(f"/trials/{number}/improvements/new").form("improvement")
        made = self.browser.send(form, text=proposed, why="Koska toimi.")
        self.ledger.add("proposal", proposed)
        self.world.proposals.put(made.number)

    def decides(self):
        """Answer what was proposed after a trial."""
        if not self.world.proposals.empty():
            page = self.browser.get(f"/improvements/{self.world.proposals.get()}")
            text = words("Päätös")
            self.browser.send(page.form("decision-form"), state="refused", answer=text)
            self.ledger.add("decision", text)

    def throws_away(self):
        """Delete a practice, or put it back if it is deleted."""
        slug = f"{THROWN}-{self.chance.randrange(EACH)}"
        there = self.browser.get("/trash").form_to(f"/trash/{slug}/restoration")
        self.ledger.send("trash", slug, there is None)
        if there is None:
            form = self.browser.get(f"/practices/{slug}/removal").form("removal")
            self.browser.send(form, reason="Turha.")
        else:
            self.browser.send(there)
        self.ledger.change("trash", slug, there is None)

    def takes_in(self):
        """Import an archive of pages from the command line, and publish them."""
        told = {f"Tuotu {secrets.token_hex(6)}": words("Sivu") for _ in range(EACH)}
        place = self.world.folder / f"{secrets.token_hex(4)}.zip"
        place.write_bytes(
            archive({f"{title}.md": f"# {title}\n\n{text}\n" for title, text in told.items()})
        )
        if self.world.house.take_in(place, make.email_of(self.name)):
            for title, text in told.items():
                self.ledger.add("taken in", title, text)
        place.unlink()


DOES = {
    "Aino Koskela": (
        *(Deeds.writes,) * 4,
        *(Deeds.publishes,) * 2,
        *(Deeds.uploads,) * 2,
        Deeds.answers,
        Deeds.decides,
    ),
    "Petri Saarela": (Deeds.proposes_text, Deeds.begins, Deeds.comments),
    "Marjatta Hietala": (Deeds.approves, Deeds.comments),
    "Noora Vainio": (Deeds.asks, Deeds.tries, Deeds.comments),
    "Leena Ahokas": (Deeds.throws_away, Deeds.comments, Deeds.asks),
    "Eero Niemi": (Deeds.takes_in,),
}
