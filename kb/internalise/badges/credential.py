"""What a badge says: an attestation in the words of Open Badges 3.0 (1EdTech, 2024).

Of the trials it tells the day and the outcome alone: what happened at a customer stays here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from kb.foundation import clock
from kb.foundation.catalogues import catalogue
from kb.foundation.words import N_
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.models import Attestation
from kb.internalise.trials.models import Trial
from kb.practices.models import Practice

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
CRITERIA = N_(
    "Tried at work, with what was intended, what happened and why. Somebody who can do it "
    "looked at the trials and judged the level."
)
TRIAL = N_("Trial at work")
LEVEL = N_("Level of competence")

Json = Mapping[str, object]


@dataclass(frozen=True)
class House:
    """The house as a badge names it: its address, and where it tells of what was revoked."""

    base: str
    revoked: str
    name: str = "Kisälli"


def credential_of(
    attestation: Attestation, trials: Sequence[Trial], house: House, *, language: str
) -> dict[str, object]:
    """Return the badge, unsigned, in one language."""
    say = catalogue(language).gettext
    issuer = {
        "id": house.base,
        "type": ["Profile"],
        "name": house.name,
        "url": house.base,
    }
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{attestation.code}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": attestation.practice.title,
        "issuer": issuer,
        "validFrom": _moment(attestation.answered_at),
        "validUntil": _moment(_end_of(attestation.valid_until)),
        "credentialSubject": _subject(attestation, house, say),
        "evidence": [_evidence(trial, say) for trial in trials],
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": {"id": house.revoked, "type": "1EdTechRevocationList"},
    }


def _subject(attestation: Attestation, house: House, say: Callable[[str], str]) -> Json:
    learner, attester = attestation.learner, attestation.attester
    return {
        "id": f"{house.base}people/{learner.id}",
        "type": ["AchievementSubject"],
        "identifier": [
            _identity("name", learner.name),
            _hashed("emailAddress", learner.email, salt=attestation.code),
        ],
        "source": {
            "id": f"{house.base}people/{attester.id}",
            "type": ["Profile"],
            "name": attester.name,
        },
        "achievement": _achievement(attestation.practice, house, say),
        "result": [
            {
                "type": ["Result"],
                "resultDescription": _level_id(house),
                "achievedLevel": _level_id(house, attestation.level),
            }
        ],
    }


def _achievement(practice: Practice, house: House, say: Callable[[str], str]) -> Json:
    return {
        "id": f"{house.base}practices/{practice.slug}",
        "type": ["Achievement"],
        "achievementType": "Competency",
        "inLanguage": practice.language,
        "name": practice.title,
        "description": practice.summary or practice.title,
        "criteria": {"narrative": say(CRITERIA)},
        "resultDescription": [_levels(house, say)],
    }


def _levels(house: House, say: Callable[[str], str]) -> Json:
    return {
        "id": _level_id(house),
        "type": ["ResultDescription"],
        "name": say(LEVEL),
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            {
                "id": _level_id(house, level),
                "type": ["RubricCriterionLevel"],
                "name": say(level.key),
                "description": say(level.told),
            }
            for level in Level
        ],
    }


def _evidence(trial: Trial, say: Callable[[str], str]) -> Json:
    told = f"{trial.tried_on.isoformat()}: {say(trial.verdict.key)}"
    return {"type": ["Evidence"], "name": say(TRIAL), "description": told}


def _identity(kind: str, value: str) -> Json:
    said = {"type": "IdentityObject", "identityType": kind}
    return {**said, "hashed": False, "identityHash": value}


def _hashed(kind: str, value: str, *, salt: str) -> Json:
    made = sha256(f"{value}{salt}".encode()).hexdigest()
    said = {"type": "IdentityObject", "identityType": kind, "salt": salt}
    return {**said, "hashed": True, "identityHash": f"sha256${made}"}


def _level_id(house: House, level: Level | None = None) -> str:
    return f"{house.base}attestations#{level.value if level else 'level'}"


def _end_of(day: date | None) -> datetime | None:
    following = day + timedelta(days=1) if day else None
    return datetime.combine(following, time(), clock.HOME) if following else None


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
