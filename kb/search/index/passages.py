"""A text as the pieces that are embedded: short enough for one meaning, with their headings."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import ceil

from simplemma import split_sentences

LONGEST = 220
SHORTEST = 120


def passages(title: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return pieces of 120 to 220 words as "title > heading: text"; shorter parts as they are.

    Parts are (heading, text without Markdown). Neighbouring pieces of a part share a sentence,
    so that what is said across a border is found too. Without any text the title stands alone.
    """
    pieces = (
        f"{_place(title, heading)}: {piece}"
        for heading, text in parts
        for piece in _pieces(text)
    )
    return tuple(pieces) or (title,)


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a text; of what goes on without a full stop, parts."""
    for line in text.splitlines():
        for sentence in split_sentences(line):
            words = sentence.split()
            # Lists and tables may go on for pages without a full stop.
            for at in range(0, len(words), LONGEST // 2):
                yield " ".join(words[at : at + LONGEST // 2])


def _place(title: str, heading: str) -> str:
    return f"{title} > {heading}" if heading else title


def _pieces(text: str) -> Iterator[str]:
    sentences = list(sentences_of(text))
    start = 0
    while start < len(sentences):
        end = _end(sentences, start)
        yield " ".join(sentences[start:end])
        start = end if end == len(sentences) or end - start == 1 else end - 1


def _end(sentences: list[str], start: int) -> int:
    """Return where the piece ends: the words left are shared out evenly."""
    lengths = list(accumulate(map(_words, sentences[start:])))
    aim = lengths[-1] / ceil(lengths[-1] / (LONGEST - LONGEST // 10))
    fitting = [count for count, length in enumerate(lengths, start=1) if length <= LONGEST]
    full = (count for count in fitting if lengths[count - 1] >= max(aim, SHORTEST))
    return start + next(full, max(fitting, default=1))


def _words(sentence: str) -> int:
    return len(sentence.split())
