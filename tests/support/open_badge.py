"""Open Badges 3.0 as JSON schema, written from the specification's tables of classes.

1EdTech's own schema may not be passed on, so it is not here. What this one says of the
classes that a badge of the house uses: which members there must be, of what kind, and that
identities, results and levels have no others.
"""

URI = {"type": "string", "format": "uri", "pattern": "^[a-z][a-z0-9+.-]*:"}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
}
LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,4}(-[A-Za-z0-9]{2,8})*$"}
IDENTITIES = {"name", "emailAddress", "userName", "systemId", "accountId", "identifier"}


def typed(name):
    """Return a list of types with ``name`` among them."""
    return {"type": "array", "items": TEXT, "minItems": 1, "contains": {"const": name}}


def of_class(name, members, needed, *, closed=False):
    """Return an object of a class of the specification."""
    return {
        "type": "object",
        "properties": {"type": typed(name), **members},
        "required": ["type", *needed],
        "additionalProperties": not closed,
    }


def list_of(schema):
    return {"type": "array", "items": schema, "minItems": 1}


PROFILE = of_class("Profile", {"id": URI, "name": TEXT, "url": URI, "email": TEXT}, ["id"])
IDENTITY = {
    "type": "object",
    "properties": {
        "type": {"const": "IdentityObject"},
        "hashed": {"type": "boolean"},
        "identityHash": TEXT,
        "identityType": {"enum": sorted(IDENTITIES)},
        "salt": TEXT,
    },
    "required": ["type", "hashed", "identityHash", "identityType"],
    "additionalProperties": False,
    "if": {"properties": {"hashed": {"const": True}}},
    "then": {"properties": {"identityHash": {"pattern": r"^(md5|sha256)\$[0-9a-fA-F]+$"}}},
}
LEVEL = of_class(
    "RubricCriterionLevel",
    {"id": URI, "name": TEXT, "description": TEXT, "level": TEXT, "points": TEXT},
    ["id", "name"],
    closed=True,
)
RESULT_DESCRIPTION = of_class(
    "ResultDescription",
    {
        "id": URI,
        "name": TEXT,
        "resultType": TEXT,
        "rubricCriterionLevel": list_of(LEVEL),
        "requiredLevel": URI,
    },
    ["id", "name", "resultType"],
    closed=True,
)
ACHIEVEMENT = of_class(
    "Achievement",
    {
        "id": URI,
        "name": TEXT,
        "description": TEXT,
        "achievementType": TEXT,
        "inLanguage": LANGUAGE,
        "criteria": {
            "type": "object",
            "properties": {"id": URI, "narrative": TEXT},
            "minProperties": 1,
            "additionalProperties": False,
        },
        "resultDescription": list_of(RESULT_DESCRIPTION),
    },
    ["id", "name", "description", "criteria"],
)
RESULT = of_class(
    "Result",
    {"resultDescription": URI, "achievedLevel": URI, "value": TEXT, "status": TEXT},
    [],
    closed=True,
)
SUBJECT = of_class(
    "AchievementSubject",
    {
        "id": URI,
        "identifier": list_of(IDENTITY),
        "achievement": ACHIEVEMENT,
        "result": list_of(RESULT),
        "source": PROFILE,
        "narrative": TEXT,
    },
    ["achievement"],
)
SUBJECT["anyOf"] = [{"required": ["id"]}, {"required": ["identifier"]}]
EVIDENCE = of_class(
    "Evidence", {"id": URI, "name": TEXT, "description": TEXT, "narrative": TEXT}, []
)
NAMED = {
    "type": "object",
    "properties": {"id": URI, "type": TEXT},
    "required": ["id", "type"],
}
FIRST_CONTEXT = "https://www.w3.org/ns/credentials/v2"
SECOND_CONTEXT = r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.0\.\d\.json$"

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2019-09/schema",
    "type": "object",
    "properties": {
        "@context": {
            "type": "array",
            "minItems": 2,
            "items": [{"const": FIRST_CONTEXT}, {"pattern": SECOND_CONTEXT}],
        },
        "id": URI,
        "type": {
            "allOf": [
                typed("VerifiableCredential"),
                {"contains": {"enum": ["AchievementCredential", "OpenBadgeCredential"]}},
            ]
        },
        "name": TEXT,
        "issuer": PROFILE,
        "validFrom": MOMENT,
        "validUntil": MOMENT,
        "awardedDate": MOMENT,
        "credentialSubject": SUBJECT,
        "evidence": list_of(EVIDENCE),
        "credentialSchema": list_of(NAMED),
        "credentialStatus": NAMED,
    },
    "required": [
        "@context",
        "id",
        "type",
        "name",
        "credentialSubject",
        "issuer",
        "validFrom",
    ],
}
