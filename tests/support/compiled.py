"""Templates compiled once for all the houses that a test process opens."""

from tempfile import TemporaryDirectory

from jinja2 import FileSystemBytecodeCache


class ByLanguage(FileSystemBytecodeCache):
    """Keeps a template once for each language it speaks."""

    def get_bucket(self, environment, name, filename, source):
        """Return where a template is kept as this environment speaks it."""
        return super().get_bucket(environment, f"{name} {environment.speaks}", filename, source)


_FOLDER = TemporaryDirectory(prefix="templates-")
_TEMPLATES = ByLanguage(_FOLDER.name)


def ready(app):
    """Return the application, which compiles no template that another has compiled."""
    app.jinja_env.bytecode_cache = _TEMPLATES
    return app
