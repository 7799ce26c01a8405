"""By whom an address is best tried: each is opened by few of those who may, and not by all of them."""

from tests.walk.table import ROLES, expected

PREFERRED = ("guest", "anna", "lena", "clara", "emil", "frida", "georg", "ivo", "doris", "bernd", "anonymous")
MOST = 2


def visitors(address: str, wanted: str = "200") -> list[str]:
    """At most ``MOST`` roles that get ``wanted`` there, those that have things of their own first."""
    answers = dict(zip(ROLES, expected()[address], strict=True))
    return [role for role in PREFERRED if answers[role] == wanted][:MOST]
