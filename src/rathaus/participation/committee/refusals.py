"""Why something can't be done now, in words for people."""


class NotNow(Exception):
    """Allowed in principle, but not as things stand; the message says why."""
