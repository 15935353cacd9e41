"""Our own spellings of what an address must not do: lead away, climb out, end a statement."""

from itertools import product

ELSEWHERE = "evil.example"
# Each leads to another host in some browser, or once did.
AWAY = tuple(
    one.replace("E", ELSEWHERE)
    for one in (
        *("//E", "///E", "////E", "/\\E", "\\\\E", "\\/E", "/\\/E", "//E/%2e%2e", "/%09/E"),
        *(
            "/\t/E",
            "/\n/E",
            "/\r\n/E",
            "\t//E",
            " //E",
            "\x00//E",
            "\x1f//E",
            "\x7f//E",
            "/\x0b/E",
        ),
        *(
            "http://E",
            "https://E",
            "HTTPS://E",
            "https:E",
            "https:/E",
            "https:///E",
            "http:\\\\E",
        ),
        *(
            "https://localhost@E",
            "https://localhost:80@E/",
            "//localhost@E",
            "//E:80",
            "//E#",
            "//E?",
        ),
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "javascript://E/%0a",
        ),
        *(
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "file:///etc/passwd",
        ),
        *(
            "ftp://E",
            "ws://E",
            "blob:https://E/1",
            "about:blank",
            "view-source:https://E",
            "mailto:a@E",
        ),
        *(
            "//E%2f..",
            "//E/..",
            "/..//E",
            "/.//E",
            "/./\\E",
            "//[::1]",
            "//127.0.0.1",
            "//2130706433",
        ),
        *(
            "//0x7f.1",
            "//evil\u3002example",
            "//evil\uff0eexample",
            "//\uff25vil.example",
            "//xn--vil-joa.example",
        ),
        *(
            "/%5cE",
            "/%2f%2fE",
            "%2f%2fE",
            "/%0d%0aLocation:%20https://E",
            "/\r\nLocation: https://E",
        ),
        *(
            "/ok\r\nSet-Cookie: a=b",
            "/\u2028/E",
            "\u2028//E",
            "/\u00a0/E",
            "\ufeff//E",
            "E",
            "www.E",
            ".E",
        ),
        *(
            "?next=//E",
            "#//E",
            "//",
            "/\\",
            "//E\\@localhost",
            "https://E\\.localhost",
            "//localhost.E",
        ),
        *(
            "///E@localhost",
            "https:\t//E",
            "https:\n//E",
            "h\nttps://E",
            "//E;@localhost",
            "//user:pw@E",
        ),
    )
)
_UP = (
    "../",
    "..\\",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%5c",
    "%2e%2e%5c",
    "..%252f",
    "....//",
)
_UP_TOO = (
    "..;/",
    ".%2e/",
    "%2e./",
    "..%c0%af",
    "..%00/",
    "/..//../",
    "..%ef%bc%8f",
    "%uff0e%uff0e/",
    "..\\\\",
)
_WHAT = (
    "etc/passwd",
    "secret",
    "kb.sqlite",
    "notes.key",
    "kb/config.py",
    "wsgi.py",
    ".git/config",
    "proc/self/environ",
)
CLIMBING = (
    *("/etc/passwd", "file:///etc/passwd", "C:\\boot.ini", "\\\\host\\share", "~/secret"),
    *("%00", "a%00.png"),
    *(up * times + what for up, times, what in product((*_UP, *_UP_TOO), (1, 3, 8), _WHAT)),
)
_QUOTES = ("'", '"', "`", "')", '")', "'))", "\\'", "%27", "\u2019", "'\"", "'; ", "''")
_DEEDS = (
    *(
        "OR 1=1--",
        "OR 'a'='a",
        "UNION SELECT NULL--",
        "; DROP TABLE person--",
        "AND 1=0",
        "/*",
        "--",
        "#",
    ),
    *(
        "UNION SELECT password_hash FROM person--",
        "OR sleep(5)",
        "AND randomblob(100000000)",
        "||1",
    ),
    *(
        "; ATTACH DATABASE 'x' AS y--",
        "COLLATE NOCASE",
        "LIMIT 1 OFFSET 1",
        "ORDER BY 99--",
        "GLOB '*'",
    ),
    *(
        "OR load_extension('x')",
        "; PRAGMA writable_schema=1--",
        "HAVING 1=1--",
        "IN (SELECT 1)",
    ),
)
_FTS = (
    *(
        '"',
        '""',
        '"""',
        "*",
        "a*",
        "^a",
        "^",
        "NEAR(a b)",
        "NEAR(a b, 5)",
        "NEAR(",
        "a NEAR b",
        "AND",
        "OR",
    ),
    *(
        "NOT",
        "a AND",
        "OR a",
        "NOT a",
        "a NOT",
        "(",
        ")",
        "((((",
        "a)",
        "title:a",
        "title : a",
        "{title}: a",
    ),
    *(
        "-title:a",
        ":",
        "a:b:c",
        "-",
        "--",
        "-a",
        "+a",
        "a + b",
        "a~",
        "a~2",
        "a^2",
        "[a TO b]",
        "{a TO b}",
    ),
    *(
        "a?b",
        "?",
        "\\",
        "a\\",
        "\\\\",
        "'",
        "a'b",
        ";",
        ",",
        ".",
        "..",
        "a..b",
        "!",
        "!a",
        "&&",
        "||",
        "a||b",
    ),
    *(
        "%",
        "%%",
        "%s",
        "%(a)s",
        "_",
        "\x00",
        "\x01",
        "\ud7ff",
        "\uffff",
        "\U0001f469\u200d\U0001f4bb",
        "\u202e",
        "\u200b",
        "ÅÄÖ" * 60,
    ),
    *(
        '"a',
        'a"',
        '"a b',
        '"*"',
        '"a"*',
        "a AND (b OR",
        "stage:",
        'stage:"',
        "tekijä:*",
        "NULL",
        "rowid:1",
    ),
)
STATEMENTS = tuple(f"1{quote} {deed}" for quote, deed in product(_QUOTES, _DEEDS)) + _FTS
# What each would come to, were it ever run; the number stands on no page of ours.
PRODUCT = "178929"  # 423 * 423
TEMPLATES = (
    *("{{423*423}}", "${423*423}", "#{423*423}", "<%= 423*423 %>", "{%print(423*423)%}"),
    *(
        "@(423*423)",
        "{{=423*423}}",
        "*{423*423}",
        "[[${423*423}]]",
        "{423*423}",
        "{0.__class__}",
    ),
    *(
        "{self.__class__}",
        "%(name)s",
        "%s%n",
        "{{config}}",
        "{{request.application.__globals__}}",
    ),
)
OVER_LINES = (
    *(
        "a\r\nBcc: all@evil.example",
        "a\nBcc: all@evil.example\n\nb",
        "a\r\n\r\n<b>",
        "a\x0bb\x0cc",
    ),
    *(
        "a\u2028Bcc: all@evil.example",
        "a\x85Bcc: b",
        "a\x1b[31mb",
        "=?utf-8?Q?a=0ABcc:b?=",
        "%0d%0aBcc:b",
    ),
    *("a\r\nATTACH:https://evil.example/a.exe\r\nEND:VEVENT", "a\nBEGIN:VALARM\nEND:VALARM"),
)


def loopback(port):
    """Return addresses that all lead to this machine, as attackers have spelt them."""
    hosts = (
        *(
            "127.0.0.1",
            "localhost",
            "LOCALHOST",
            "127.1",
            "127.0.1",
            "0",
            "0.0.0.0",  # noqa: S104 - nobody listens
            "127.127.127.127",
        ),
        *("2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1."),
        *(
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[0:0:0:0:0:ffff:127.0.0.1]",
        ),
        *(
            "localhost.",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "evil@127.0.0.1",
        ),
    )
    schemes = ("http", "https", "ftp", "gopher")
    return [f"{scheme}://{host}:{port}" for scheme, host in product(schemes, hosts)]
