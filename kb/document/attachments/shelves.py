"""A practice's files as its page shows them: to be watched, to be looked at, to be kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from kb.document.attachments.kinds import FileKind
from kb.document.attachments.models import Attachment
from kb.document.attachments.pictures import WIDTHS
from kb.document.attachments.queries import attachments_of
from kb.foundation.catalogues import LANGUAGES
from kb.people.models import Person
from kb.practices.models import Practice

# As wide as a text is set: on a phone the screen, else the column.
COLUMN = "(max-width: 46rem) 100vw, 38rem"
NAMES = {"fi": "Suomeksi", "en": "In English"}


@dataclass(frozen=True)
class Captions:
    """A video's words in one language."""

    file: Attachment
    language: str

    @property
    def label(self) -> str:
        """Return the language's name, in itself."""
        return NAMES[self.language]


@dataclass(frozen=True)
class Film:
    """A video with its captions, and whether the text shows it already."""

    file: Attachment
    captions: Sequence[Captions]
    in_text: bool


@dataclass(frozen=True)
class Shelf:
    """The files of one page, by what one does with them."""

    films: Sequence[Film]
    pictures: Sequence[Attachment]
    papers: Sequence[Attachment]
    large: Sequence[Attachment]
    slug: str

    @property
    def lying_here(self) -> Sequence[Film]:
        """Return the videos that the text does not show."""
        return [film for film in self.films if not film.in_text]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is left to show beside the text."""
        return not (self.lying_here or self.pictures or self.papers)

    def fitted(self, rendered: Mapping[str, str]) -> dict[str, str]:
        """Return the text's parts: videos with their captions, large pictures in more sizes."""
        return {part: self._sized(self._captioned(html)) for part, html in rendered.items()}

    def _sized(self, html: str) -> str:
        for one in self.large:
            address = self._address(one)
            smaller = [f"{address}?width={width} {width}w" for width in WIDTHS]
            sizes = ", ".join([*smaller, f"{address} {one.width}w"])
            html = html.replace(
                f'src="{address}"', f'src="{address}" srcset="{sizes}" sizes="{COLUMN}"'
            )
        return html

    def _captioned(self, html: str) -> str:
        for film in self.films:
            tracks = "".join(map(self._track, film.captions))
            shown = f"{_source(film.file)}></video>"
            html = html.replace(shown, shown.replace("></", f">{tracks}</"))
        return html

    def _track(self, one: Captions) -> str:
        given = f'srclang="{one.language}" label="{escape(one.label)}"'
        return f'<track kind="captions" src="{self._address(one.file)}" {given}>'

    def _address(self, file: Attachment) -> str:
        return f"/practices/{self.slug}/files/{quote(file.name, safe='')}"


def shelf_beside(texts: Iterable[str], practice: Practice, *, seen_by: Person) -> Shelf:
    """Return what ``seen_by`` finds beside a practice's text."""
    files = attachments_of(practice, seen_by=seen_by)
    beside = "".join(texts)
    return shelf_of(files, slug=practice.slug, language=practice.language, beside=beside)


def shelf_of(
    files: Sequence[Attachment], *, slug: str, language: str, beside: str = ""
) -> Shelf:
    """Put files on the shelf; pictures that the text beside it shows are not shown again."""
    of_kind = {kind: [one for one in files if one.kind is kind] for kind in FileKind}
    films = [
        Film(one, _captions_of(one, of_kind[FileKind.CAPTIONS], language), _is_in(beside, one))
        for one in of_kind[FileKind.VIDEO]
    ]
    pictures = [one for one in of_kind[FileKind.PICTURE] if not _is_in(beside, one)]
    spoken = {one.file.id for film in films for one in film.captions}
    papers = [
        one
        for one in files
        if one.kind not in {FileKind.PICTURE, FileKind.VIDEO} and one.id not in spoken
    ]
    large = [one for one in of_kind[FileKind.PICTURE] if one.width > max(WIDTHS)]
    return Shelf(films, pictures, papers, large, slug)


def _captions_of(
    film: Attachment, captions: Sequence[Attachment], language: str
) -> list[Captions]:
    """Find captions by name: ``alku.fi.vtt`` or ``alku.vtt`` belong to ``alku.mp4``."""
    named = {film.stem: language} | {f"{film.stem}.{one}": one for one in LANGUAGES}
    return [Captions(one, named[one.stem]) for one in captions if one.stem in named]


def _is_in(html: str, file: Attachment) -> bool:
    return _source(file) in html


def _source(file: Attachment) -> str:
    return f'/files/{quote(file.name, safe="")}"'
