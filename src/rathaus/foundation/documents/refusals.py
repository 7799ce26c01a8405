"""Why a file is not kept, in words for people."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """The file is not kept; ``code`` for programs, ``message`` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Unavailable(Refused):
    """The file store does not answer, or has no room; it is not the file's fault, and may be tried again."""

    def __init__(self) -> None:
        super().__init__(
            "unavailable",
            _(
                "Wir können gerade keine Dateien annehmen oder öffnen. Das liegt an uns. "
                "Bitte versuchen Sie es in ein paar Minuten noch einmal."
            ),
        )
