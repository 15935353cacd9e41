"""The conversation with the provider: where it is, whom it lets in, and whether that is true.

OpenID Connect Core 1.0 (code flow), Discovery 1.0, PKCE (RFC 7636, S256). An answer is believed
when a key of the provider signed it by an asymmetric algorithm, for this house, for this one
beginning, and lately; everything else is refused alike, and the log says why.
"""

from collections.abc import Mapping
from functools import lru_cache
from logging import getLogger
from time import monotonic

from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, KeySet
from joserfc.jws import JWSRegistry

from kb.foundation import clock
from kb.foundation.errors import DomainError, UnreachableError
from kb.people.oidc.fetching import SECONDS, Guarded, NoAnswerError
from kb.people.oidc.forms import Answer, Beginning, Known
from kb.provider import SignInProvider

# Neither "none" nor HS256: the latter would take the public key for a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
OF_SIGN_IN = "JWT"  # what others are for says so by "at+jwt", "logout+jwt" (RFC 8725, 3.11)
SCOPE = "openid email"
LEEWAY = 60  # seconds that the provider's clock may be ahead or behind
KEPT = 3600.0  # seconds for which the provider's addresses and keys are remembered
PAUSE = 15.0  # seconds without asking again after no answer, or for a key that is unknown

log = getLogger(__name__)


class Provider:
    """One provider as a process knows it; what it said of itself is kept for an hour."""

    def __init__(self, known_as: SignInProvider) -> None:
        """Ask nothing yet."""
        self._as = known_as
        self._facts: dict[str, object] = {}
        self._keys = KeySet([])
        self._asked_at = self._failed_at = self._keys_at = -KEPT

    def way_in(self, begun: Beginning, *, back: str) -> str:
        """Return the address at which somebody signs in and is sent ``back``."""
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._address("authorization_endpoint"),
                state=begun.state,
                nonce=begun.nonce,
                code_verifier=begun.verifier,
            )
        return str(address)

    def whom(self, answer: Answer, begun: Beginning, *, back: str) -> Known:
        """Return whom the provider vouches for, or refuse an answer that cannot be trusted."""
        try:
            given = self._token(answer, begun, back)
            return Known.parse(self._claims(given, begun))
        except NoAnswerError as error:
            raise self._away(error) from error
        except (OAuthError, JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("the provider's answer was refused: %s", type(error).__name__)
            raise DomainError("provider.not_trusted") from error

    def _token(self, answer: Answer, begun: Beginning, back: str) -> Mapping[str, object]:
        with self._client(back) as client:
            given: dict[str, object] = client.fetch_token(
                self._address("token_endpoint"),
                grant_type="authorization_code",
                code=answer.code,
                code_verifier=begun.verifier,
            )
        return dict(given)

    def _claims(self, given: Mapping[str, object], begun: Beginning) -> Mapping[str, object]:
        signed = str(given["id_token"])
        try:
            read = _opened(signed, self._keys_of_provider())
        except InvalidKeyIdError:
            read = _opened(signed, self._keys_of_provider(anew=True))
        if str(read.header.get("typ", OF_SIGN_IN)).upper() != OF_SIGN_IN:
            raise ValueError("a token of another kind")
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": self._as.issuer},
                "aud": {"essential": True, "value": self._as.client_id},
            },
            {
                "nonce": begun.nonce,
                "client_id": self._as.client_id,
                "access_token": given.get("access_token"),
            },
        )
        claims.validate(now=int(clock.now().timestamp()), leeway=LEEWAY)
        return dict(claims)

    def _address(self, name: str) -> str:
        """Return one of the provider's addresses, which must be its own."""
        self._discover()
        address = str(self._facts.get(name, ""))
        if not self._as.may_be_asked(address):
            raise self._away(NoAnswerError(f"its {name} is no address of its own: {address}"))
        return address

    def _discover(self) -> None:
        if monotonic() - self._asked_at < KEPT:
            return
        facts = self._asked(self._as.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if facts.get("issuer") != self._as.issuer:
            raise self._away(NoAnswerError("it calls itself by another name"))
        self._facts, self._asked_at = facts, monotonic()

    def _keys_of_provider(self, *, anew: bool = False) -> KeySet:
        age = monotonic() - self._keys_at
        if age > KEPT or (anew and age > PAUSE):
            told = self._asked(self._address("jwks_uri"))
            self._keys = KeySet([JWKRegistry.import_key(one) for one in _keys_in(told)])
            self._keys_at = monotonic()
        return self._keys

    def _asked(self, address: str) -> dict[str, object]:
        if monotonic() - self._failed_at < PAUSE:
            raise UnreachableError("provider.away", name=self._as.name)
        try:
            with self._client("") as client:
                answer = client.request("GET", address, withhold_token=True)
            found = answer.json()
        except (NoAnswerError, ValueError) as error:
            raise self._away(error) from error
        if not isinstance(found, dict):
            raise self._away(NoAnswerError("it answered, but not with facts"))
        return found

    def _away(self, why: Exception) -> UnreachableError:
        log.warning("the provider does not answer as it should: %s", why)
        self._failed_at = monotonic()
        return UnreachableError("provider.away", name=self._as.name)

    def _client(self, back: str) -> OAuth2Client:
        methods = self._facts.get("token_endpoint_auth_methods_supported")
        by_form = isinstance(methods, list) and "client_secret_basic" not in methods
        secret = self._as.client_secret or None
        return OAuth2Client(
            self._as.client_id,
            secret,
            token_endpoint_auth_method="client_secret_post" if secret and by_form else None,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            transport=Guarded(self._as),
            timeout=SECONDS,
            follow_redirects=False,
        )


@lru_cache(maxsize=4)
def provider_as(known_as: SignInProvider) -> Provider:
    """Return the provider of these settings, the same one for all who ask."""
    return Provider(known_as)


def _opened(signed: str, keys: KeySet) -> jwt.Token:
    return jwt.decode(
        signed, keys, registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    )


def _keys_in(told: Mapping[str, object]) -> list[dict[str, str | list[str]]]:
    """Return the keys of a set that can be read here; others are for other houses."""
    keys = told.get("keys")
    return [
        one
        for one in (keys if isinstance(keys, list) else [])
        if isinstance(one, dict) and one.get("kty") in {"RSA", "EC"}
    ]
