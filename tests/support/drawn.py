"""What a generated organisation says and means: words, texts and vectors, drawn by chance.

Words are real: base forms and inflected forms of the dictionaries, the short ones oftener
than the long ones, their frequencies after Zipf and Mandelbrot. Vectors stand as those of a
multilingual model do: all in one direction, each language a little aside, in topics, so that
the cosine of two texts is about .79 in one language, .75 in two, and .87 within a topic.
"""

import zlib
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise

import numpy as np
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from kb.search.encoder import Encoder
from kb.search.encoder.model import Prompts
from kb.search.language.detection import detect_language

SEED = 20_261_121
LANGUAGES = ("fi", "en")
BASE_FORMS = {"fi": 12_000, "en": 8_000}
MOST_FORMS, FEWEST_FORMS = 3, {"fi": 12, "en": 2}
SHORTEST, LONGEST = 4, 14  # letters
WINDOW = 60  # neighbours in a dictionary are forms of one word
FLATTENED = 100  # Mandelbrot's constant: without function words none is very common
UNWRITTEN = 100  # base forms that no text holds
TOPICS, TOPIC_WORDS, OF_TOPIC = 300, 40, 0.25
SENTENCE = 12

DIMENSIONS = 384
SHARED, ASIDE, TOPIC, TEXT, PIECE = 0.86, 0.20, 0.28, 0.22, 0.28
ASKED = 0.38  # how far a question stands from the middle of its topic


class Chance:
    """Draws; from one seed always the same."""

    def __init__(self, seed):
        self.numbers = np.random.default_rng(seed)

    def one_of(self, choices):
        return choices[int(self.numbers.integers(len(choices)))]

    def some_of(self, choices, most):
        """Return one to ``most`` of the choices, each once."""
        count = int(self.numbers.integers(1, most + 1))
        return list(dict.fromkeys(self.one_of(choices) for _ in range(count)))

    def happens(self, share):
        return bool(self.numbers.random() < share)


@dataclass(frozen=True)
class Words:
    """The words of one language, the commonest first, each with some of its forms."""

    forms: tuple[tuple[str, ...], ...]

    @cached_property
    def written(self):
        """Return the words that texts hold."""
        return self.forms[:-UNWRITTEN]

    @cached_property
    def unwritten(self):
        """Return base forms that no text holds."""
        return [forms[0] for forms in self.forms[-UNWRITTEN:]]

    @cached_property
    def _chances(self):
        weights = 1 / (np.arange(len(self.written)) + FLATTENED)
        return np.cumsum(weights) / weights.sum()

    @cached_property
    def _topics(self):
        """Return the words of each topic, none of the commonest."""
        chance = np.random.default_rng(SEED)
        return chance.integers(200, len(self.written), (TOPICS, TOPIC_WORDS))

    def title(self, chance, topic):
        """Return three to six words in their base forms, half of them the topic's."""
        own = chance.choice(self._topics[topic], chance.integers(1, 4), replace=False)
        others = np.searchsorted(self._chances, chance.random(chance.integers(2, 4)))
        words = (self.written[rank][0] for rank in (*own.tolist(), *others.tolist()))
        return " ".join(dict.fromkeys(words)).capitalize()

    def texts(self, chance, counts, topic):
        """Return texts of so many words about ``topic``."""
        words = self._drawn(chance, sum(counts), topic)
        return [_told(words[start:end]) for start, end in pairwise((0, *accumulate(counts)))]

    def _drawn(self, chance, count, topic):
        ranks = np.searchsorted(self._chances, chance.random(count))
        about = chance.random(count) < OF_TOPIC
        ranks[about] = chance.choice(self._topics[topic], int(about.sum()))
        picks = chance.integers(0, MOST_FORMS * 2, count).tolist()
        drawn = map(self.written.__getitem__, ranks.tolist())
        return [forms[pick % len(forms)] for forms, pick in zip(drawn, picks, strict=True)]


def _told(words):
    sentences = (words[at : at + SENTENCE] for at in range(0, len(words), SENTENCE))
    return " ".join(f"{' '.join(one).capitalize()}." for one in sentences)


@cache
def vocabulary():
    """Return the words of each language."""
    return {name: Words(tuple(_forms_in(name))) for name in LANGUAGES}


def _forms_in(name):
    """Yield base forms with some forms of each: a sample, the shorter first by and large."""
    known = _sampled(name)
    chance = np.random.default_rng(SEED)
    full = sorted(base for base, forms in known.items() if len(forms) >= FEWEST_FORMS[name])
    drawn = chance.permutation(full)[: BASE_FORMS[name]].tolist()
    drawn.sort(key=lambda base: len(base) + chance.normal(0, 2))
    for base in drawn:
        others = chance.permutation(sorted(known[base] - {base}))
        yield base, *others[: MOST_FORMS - 1].tolist()


def _sampled(name):
    """Return the forms of words here and there in a dictionary, which is long."""
    listed = StreamDictionaryFactory().get_dictionary(name)
    every = max(1, len(listed) // WINDOW // (BASE_FORMS[name] * 2))
    known: dict[str, set[str]] = {}
    for at, form in enumerate(listed):
        if at // WINDOW % every == 0 and _is_plain(form):
            base = listed[form]
            if _is_plain(base):
                known.setdefault(base, set()).add(form)
    return known


def _is_plain(word):
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.islower()


class Meanings:
    """Where texts stand: a direction all share, one of each language and topic."""

    def __init__(self):
        chance = np.random.default_rng(SEED)
        shared, *sides = _directions(chance, 1 + len(LANGUAGES))
        self._topics = TOPIC * _directions(chance, TOPICS)
        self._sides = {
            name: SHARED * shared + ASIDE * side
            for name, side in zip(LANGUAGES, sides, strict=True)
        }

    def of_text(self, chance, name, topic, count):
        """Return the vectors of a text's ``count`` pieces."""
        text, *pieces = _directions(chance, count + 1)
        middle = self._sides[name] + self._topics[topic] + TEXT * text
        return _unit(middle + PIECE * np.array(pieces))

    def of_sentences(self, chance, piece, count):
        """Return the vectors of a piece's ``count`` sentences."""
        return _unit(piece + PIECE * _directions(chance, count))

    def of_question(self, text):
        """Return the vector of a question, near a topic that its letters decide."""
        number = zlib.crc32(text.encode())
        chance, name = np.random.default_rng(number), detect_language(text)
        aside = ASKED * _directions(chance, 1)[0]
        return _unit(self._sides[name] + self._topics[number % TOPICS] + aside)


class DrawnVectoriser:
    """Stands in for the model: draws a vector near a topic instead of reading the text."""

    def __init__(self):
        self._meanings = Meanings()

    def encode(self, texts, /, **_):
        return np.stack([self._meanings.of_question(text) for text in texts])


def drawn_model(name):
    """Return a model whose vectors are drawn: it costs next to nothing and means nothing."""
    return Encoder(
        DrawnVectoriser(), name=name, dimensions=DIMENSIONS, prompts=Prompts("q: ", "p: ")
    )


def _directions(chance, count):
    return _unit(chance.standard_normal((count, DIMENSIONS), dtype=np.float32))


def _unit(rows):
    scaled = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return scaled.astype(np.float32)
