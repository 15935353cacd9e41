"""A provider of OpenID Connect in a process of its own, which can be told to misbehave.

It signs everybody in at once, as one does who is signed in there already. What it is told is a
dictionary: ``claims`` to say otherwise (None: not at all), ``sign`` with something else or with
another ``head``, ``answer`` otherwise than with a token, ``facts`` of itself, ``state`` to
bring back.
"""

import base64
import gzip
import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "kisalli", "a secret of client and provider"
HUGE = 10 * 1024 * 1024


class Told:
    """What goes on at the provider: its keys, open codes, how it behaves, who asked what."""

    def __init__(self, url):
        self.url = url
        self.keys = {"ES256": ECKey.generate_key("P-256", {"kid": "first"})}
        self.foreign = ECKey.generate_key("P-256", {"kid": "first"})
        self.unknown = ECKey.generate_key("P-256", {"kid": "never shown"})
        self.begin_anew()

    def begin_anew(self, orders=None):
        self.orders, self.keys = orders or {}, {"ES256": self.keys["ES256"]}
        self.codes, self.asked = {}, []

    def key_for(self, algorithm):
        if algorithm == "RS256" and algorithm not in self.keys:
            self.keys[algorithm] = RSAKey.generate_key(2048, {"kid": "second"})
        return self.keys[algorithm]

    def facts(self):
        told = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        }
        return told | self.orders.get("facts", {})

    def public_keys(self):
        return {"keys": [key.as_dict(private=False) for key in self.keys.values()]}

    def grant(self, asked):
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return code

    def token(self, given, authorization):
        """Return status and answer for a code; each is good once, for who began with it."""
        asked = self.codes.pop(given.get("code", ""), None)
        shown = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization != f"Basic {shown}":
            return 400, {"error": "invalid_grant"}
        if challenge_of(given.get("code_verifier", "")) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": secrets.token_urlsafe(16),
            "token_type": "Bearer",
            "id_token": self.signed(self.claims(asked["nonce"])),
        }

    def claims(self, nonce):
        now = int(time.time())
        said = {
            "iss": self.url,
            "sub": "248289761001",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": "petri.saarela@kisalli.example",
            "email_verified": True,
        } | self.orders.get("claims", {})
        return {name: value for name, value in said.items() if value is not None}

    def signed(self, claims):
        how = self.orders.get("sign", "ES256")
        if how == "none":
            return f"{packed({'alg': 'none', 'typ': 'JWT'})}.{packed(claims)}."
        if how == "HS256":
            head = {"alg": how, "kid": "first", "typ": "JWT"}
            signed = f"{packed(head)}.{packed(claims)}"
            shared = self.keys["ES256"].as_pem(private=False)
            return f"{signed}.{url_safe(hmac.digest(shared, signed.encode(), 'sha256'))}"
        if how in {"foreign", "unknown"}:
            key, algorithm = getattr(self, how), "ES256"
        else:
            key, algorithm = self.key_for(how), how
        head = {"alg": algorithm, "kid": key.kid} | self.orders.get("head", {})
        return jwt.encode(head, claims, key)


def packed(part):
    return url_safe(json.dumps(part).encode())


def url_safe(whole):
    return base64.urlsafe_b64encode(whole).rstrip(b"=").decode()


def challenge_of(verifier):
    return url_safe(hashlib.sha256(verifier.encode()).digest())


class Door(BaseHTTPRequestHandler):
    """Each address of the provider."""

    def do_GET(self):
        told, address = self.server.told, urlsplit(self.path)
        told.asked.append(address.path)
        if address.path == "/authorize":
            self.authorize(parse_qs(address.query))
        elif address.path == "/.well-known/openid-configuration":
            self.tell(told.orders.get("status", 200), told.facts())
        elif address.path == "/keys":
            self.tell(200, told.public_keys())
        elif address.path == "/asked":
            self.tell(200, told.asked[:-1])
        else:
            self.tell(404, {})

    def do_POST(self):
        told, body = self.server.told, self.body()
        if self.path == "/orders":
            told.begin_anew(json.loads(body))
            self.tell(200, {})
            return
        told.asked.append(self.path)
        given = {name: values[0] for name, values in parse_qs(body).items()}
        status, answer = told.token(given, self.headers["Authorization"])
        self.otherwise(told.orders.get("answer"), status, answer)

    def authorize(self, asked):
        one = {name: values[0] for name, values in asked.items()}
        told = self.server.told
        right = (one["client_id"], one["response_type"], one["code_challenge_method"])
        if right != (CLIENT, "code", "S256") or "openid" not in one["scope"].split():
            self.tell(400, {"error": "invalid_request"})
            return
        given = {"code": told.grant(one), "state": told.orders.get("state", one["state"])}
        given |= told.orders.get("back", {})
        self.send_response(302)
        self.send_header("Location", f"{one['redirect_uri']}?{urlencode(given)}")
        self.end_headers()

    def otherwise(self, how, status, answer):
        """Answer as told; most ways are no good."""
        if how == "huge":
            self.tell(200, answer | {"more": "x" * HUGE})
        elif how == "elsewhere":
            self.send_response(302)
            self.send_header("Location", f"{self.server.told.url}/inside")
            self.end_headers()
        elif how == "slow":
            self.drip(json.dumps(answer).encode())
        elif how == "packed":
            self.tell(200, answer, packed=True)
        elif how == "no token":
            self.tell(200, {name: answer[name] for name in answer if name != "id_token"})
        elif how == "no words":
            self.tell(200, "certainly")
        else:
            self.tell(how or status, answer)

    def drip(self, whole):
        self.send_response(200)
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        for letter in whole:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.05)

    def tell(self, status, what, *, packed=False):
        whole = json.dumps(what).encode()
        self.send_response(status)
        if packed:
            whole = gzip.compress(whole)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole)

    def body(self):
        return self.rfile.read(int(self.headers["Content-Length"])).decode()

    def log_message(self, *arguments):
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A server that takes it calmly when somebody hangs up."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever has had enough goes."""


class Provider:
    """The provider as a test sees it."""

    def __init__(self, port):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def behave(self, **orders):
        """Let it do so from now on."""
        self._ask("POST", "/orders", json.dumps(orders))

    def visit(self, address):
        """Go to ``address`` as a browser would; return where it sends one next."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == self.url
        return self._ask("GET", f"{parts.path}?{parts.query}").headers["Location"]

    def asked(self):
        """Return which of its addresses somebody asked."""
        return json.loads(self._ask("GET", "/asked").body)

    def _ask(self, method, path, body=None):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


@contextmanager
def provider_process():
    """Run a provider beside the test."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            yield Provider(int(process.stdout.readline()))
        finally:
            process.terminate()


def main():
    server = Quiet(("127.0.0.1", 0), Door)
    server.told = Told(f"http://127.0.0.1:{server.server_port}")
    print(server.server_port, flush=True)  # noqa: T201 - how the test learns it
    server.serve_forever()


if __name__ == "__main__":
    main()
