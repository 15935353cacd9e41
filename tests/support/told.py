"""What a generated organisation has told, and how it is found."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from kb.context.glossary.models import Synonym, Term
from kb.document.revisions.models import Revision, RevisionState, Source, Text
from kb.foundation import clock
from kb.people.models import Industry
from kb.search.index.sentences import pack
from kb.search.index.texts import Findable
from kb.search.models import Found, Passage
from kb.share.means import GoalKind, Means
from kb.share.mentoring.models import Session, SessionPractice
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import PairingState
from kb.socialise.sparring.models import SparringNote
from support.drawn import LANGUAGES, TOPICS, Meanings

MODEL = "drawn@1"
SHORTEST, LONGEST = 120, 400  # words of a text
SHARES = (0.25, 0.5, 0.25)  # of it: situation, action, why
MOST_PIECES, MOST_SITUATIONS = 4, 2
SENTENCE = re.compile(r"[^.\s][^.\n]*\.?")


@dataclass(frozen=True)
class Matter:
    """What a text is about, and in which language."""

    language: str
    topic: int


class Told:
    """Draws texts and leaves them in the ledger, each with the document it is found by."""

    def __init__(self, ledger, chance, words):
        self.ledger, self.chance, self.words = ledger, chance, words
        self.meanings = Meanings()
        self.now = clock.now()

    def matter(self, share_in_finnish):
        """Draw something to tell of."""
        name = LANGUAGES[not self.chance.happens(share_in_finnish)]
        return Matter(name, int(self.chance.numbers.integers(TOPICS)))

    def in_other_words(self, matter):
        """Return the same matter in the other language."""
        return Matter(LANGUAGES[matter.language == LANGUAGES[0]], matter.topic)

    def title(self, matter):
        return self.words[matter.language].title(self.chance.numbers, matter.topic)

    def text(self, matter, count):
        return self.texts(matter, [count])[0]

    def texts(self, matter, counts):
        return self.words[matter.language].texts(self.chance.numbers, counts, matter.topic)

    def days_ago(self, most):
        return self.now - timedelta(days=float(self.chance.numbers.random() * most))

    def name(self, practice, matter, title, said):
        """Let a practice be found by what is said of it, as long as it is not written."""
        told = Findable(Found.PRACTICE, practice, matter.language, title, "\n".join(said))
        self._index(told, matter)

    def publish(self, practice, author, matter, title, said):
        """Publish a text of a practice in one language."""
        situations, parts = self._written(matter)
        text = Text(title, "\n".join(situations), *parts)
        html = {part: f"<p>{said}</p>" for part, said in text.parts.items() if said}
        self.ledger.add(
            Revision,
            practice_id=practice,
            language=matter.language,
            number=1,
            author_id=author,
            source=Source.OWN,
            html=json.dumps(html),
            words=text.words,
            fingerprint=text.fingerprint,
            state=RevisionState.PUBLISHED,
            approver_id=author,
            published_at=self.now,
            title=title,
            readers_words=text.readers_words,
            **text.parts,
        )
        gist, tags = said
        body = "\n".join(filter(None, (gist, *parts, tags)))
        kind, name = Found.PRACTICE, matter.language
        self._index(Findable(kind, practice, name, title, body, text.readers_words), matter)

    def _written(self, matter):
        lines = int(self.chance.numbers.integers(0, MOST_SITUATIONS + 1))
        count = int(self.chance.numbers.integers(SHORTEST, LONGEST + 1))
        told = self.texts(matter, [8] * lines + [int(count * share) for share in SHARES])
        return told[:lines], told[lines:]

    def advise(self, by, matter):
        """Let somebody have noted a piece of advice."""
        question, advice = self.texts(matter, [9, 40])
        number = self.ledger.add(
            SparringNote,
            question=question,
            advice=advice,
            with_whom="",
            language=matter.language,
            industry=self.chance.one_of(list(Industry)),
            by_id=by,
            at=self.days_ago(400),
        )
        self._index(Findable(Found.NOTE, number, matter.language, question, advice), matter)

    def pair(self, mentor, learner, practice, matter):
        """Let two people pass a practice on, and have met."""
        name, goal = matter.language, self.title(matter)
        topics, summary = self.texts(matter, [12, 40])
        pairing = self.ledger.add(
            Pairing,
            goal=goal,
            topics=topics,
            goal_kind=self.chance.one_of(list(GoalKind)),
            means=Means.MENTORING,
            language=name,
            state=PairingState.ACTIVE,
            mentor_id=mentor,
            learner_id=learner,
            proposed_by_id=mentor,
            made_at=self.days_ago(300),
        )
        held = self.ledger.add(
            Session,
            pairing_id=pairing,
            held_on=self.days_ago(200).date(),
            summary=summary,
            language=name,
            recorded_by_id=mentor,
        )
        self.ledger.add(SessionPractice, session_id=held, practice_id=practice)
        self._index(Findable(Found.PAIRING, pairing, name, goal, topics), matter)
        self._index(Findable(Found.SESSION, held, name, goal, summary), matter)

    def define(self, matter, number):
        """Add a term to the glossary, told in both languages, with another word for it."""
        both = [Matter(name, matter.topic) for name in LANGUAGES]
        names = [f"{self.title(one)} {number}" for one in both]
        meant = [self.text(one, 20) for one in both]
        term = self.ledger.add(
            Term,
            term=names[0],
            english=names[1],
            definition=meant[0],
            english_definition=meant[1],
            changed_at=self.now,
        )
        word = self.chance.one_of(self.words[LANGUAGES[0]].written)[0]
        self.ledger.add(Synonym, term_id=term, word=word, preferred=True)
        others = f"{names[1]}, {word}", f"{names[0]}, {names[1]}, {word}"
        for one, name, *told in zip(both, names, meant, others, strict=True):
            self._index(Findable(Found.TERM, term, one.language, name, "\n".join(told)), one)

    def _index(self, text, matter):
        """Let a text be found: its document, and its passages with their vectors."""
        number = self.ledger.add_document(
            kind=text.kind,
            thing_id=text.thing_id,
            language=text.language,
            title=text.title,
            body=text.body,
            readers_words=text.readers_words,
            fingerprint=text.fingerprint,
            indexed_at=self.now,
            embedded_with=MODEL,
        )
        chance = self.chance.numbers
        count = int(chance.integers(1, MOST_PIECES + 1))
        sentences = SENTENCE.findall(text.body)
        length = -(-len(sentences) // count)
        vectors = self.meanings.of_text(chance, matter.language, matter.topic, count)
        for at, vector in enumerate(vectors):
            place, some = f"{text.title}: ", sentences[at * length : (at + 1) * length]
            self.ledger.add(
                Passage,
                document_id=number,
                text=place + " ".join(some),
                model=MODEL,
                vector=vector.tobytes(),
                sentences=self._packed(len(place), some, vector),
            )

    def _packed(self, start, sentences, vector):
        """Return the sentences of a passage with vectors; nothing if it has but one."""
        if len(sentences) < 2:
            return None
        starts = accumulate((len(one) + 1 for one in sentences), initial=start)
        spans = [(at, at + len(one)) for at, one in zip(starts, sentences, strict=False)]
        vectors = self.meanings.of_sentences(self.chance.numbers, vector, len(sentences))
        return pack(spans, vectors)
