"""Where a fault would cost most: the modules of each area, and the tests that concern it."""

from dataclasses import dataclass
from fnmatch import fnmatch

from support.house import HOUSE


@dataclass(frozen=True)
class Area:
    """What is looked at together; its own tests alone speak for it."""

    modules: str  # patterns of paths under kb
    rules: str
    pages: str

    @property
    def paths(self):
        """Return every module of the area."""
        found = (path.relative_to(HOUSE).as_posix() for path in HOUSE.glob("kb/**/*.py"))
        patterns = [f"kb/{pattern}" for pattern in self.modules.split()]
        return sorted(path for path in found if any(fnmatch(path, one) for one in patterns))

    @property
    def tests(self):
        """Return the files of its tests."""
        folders = {"rules": self.rules.split(), "pages": self.pages.split()}
        return [f"tests/{kind}/test_{name}.py" for kind in folders for name in folders[kind]]


AREAS = {
    "authorisation": Area(
        modules="web/access.py practices/queries.py document/audience/* cycle/trash/queries.py"
        " document/revisions/queries.py document/attachments/queries.py"
        " document/boards/queries.py identify/needs/queries.py share/events/queries.py"
        " share/turns/queries.py share/private_notes/queries.py"
        " internalise/attestations/queries.py",
        rules="practices search_visibility attachments revisions trash boards needs events"
        " turns private_notes attestations",
        pages="audience files history",
    ),
    "sessions and sign-in": Area(
        modules="people/*.py people/accounts/* people/factor/* people/oidc/* secret.py"
        " provider.py",
        rules="people passwords factor provider secrets commands",
        pages="accounts sign_in second_factor provider proving_anew guessing everything_ends",
    ),
    "merge": Area(
        modules="document/merging/* document/revisions/actions.py document/revisions/drafts.py",
        rules="merging editing revisions",
        pages="editor",
    ),
    "import": Area(
        modules="document/imports/* cli/importing.py cli/import_report.py",
        rules="imports imports_web takeout returning",
        pages="imports takeout",
    ),
    "backup and restore": Area(
        modules="foundation/backups/* cli/backing.py cli/packing.py",
        rules="backups",
        pages="",
    ),
}
