"""Templates compiled once for all the houses that a test process opens."""

from tempfile import TemporaryDirectory

from jinja2 import FileSystemBytecodeCache

_FOLDER = TemporaryDirectory(prefix="templates-")
_TEMPLATES = FileSystemBytecodeCache(_FOLDER.name)


def ready(app):
    """Return the application, which compiles no template that another has compiled."""
    app.jinja_env.bytecode_cache = _TEMPLATES
    return app
