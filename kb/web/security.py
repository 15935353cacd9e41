"""Cookies, CSRF and the headers that every response carries."""

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from kb.config import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; report-uri /csp"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}
A_YEAR = 31_536_000
# The frame of a diagram is of no origin (kb/web/diagrams.py), so its scripts come from another.
FOR_THE_FRAME = {"vendor/mermaid.js", "js/frame.js"}

csrf = CSRFProtect()


def init_app(app: Flask, settings: Settings) -> None:
    """Close what a browser leaves open by default."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        SESSION_COOKIE_NAME="__Host-session" if settings.https else "kb_session",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # lives as long as the sign-in
        WTF_CSRF_SSL_STRICT=settings.https,
    )
    csrf.init_app(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.after_request(_add_headers)
    if settings.https:
        app.after_request(_stay_on_https)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        _keep_static(response)
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _keep_static(response: Response) -> None:
    # An address without its digest (a module imported by another) is asked about each time.
    named = "v" in request.args
    response.headers["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if named else "no-cache"
    )
    if (request.view_args or {}).get("filename") in FOR_THE_FRAME:
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"


def _stay_on_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
    return response
