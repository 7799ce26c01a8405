"""What a page tells about the step before it („Gespeichert.“), carried there by a cookie that nobody can read.

In the session it would cost two commits more for each step, one to put it there and one to take it away.
"""

import base64
from typing import Any, Protocol

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.core.signing import BadSignature

from rathaus.foundation.vault import sealing

_LABEL = "told"


class _Serializer(Protocol):
    def dumps(self, told: Any) -> bytes: ...

    def loads(self, content: bytes) -> Any: ...


class _Seal:
    """In place of Django's signer, under whose signature everybody could read what is told."""

    def sign_object(self, told: Any, serializer: type[_Serializer], compress: bool) -> str:
        sealed = sealing.seal(sealing.master_key(), serializer().dumps(told), _LABEL)
        return base64.urlsafe_b64encode(sealed).decode()

    def unsign_object(self, value: str, serializer: type[_Serializer]) -> Any:
        """Raises BadSignature for what this house did not seal."""
        try:
            content = sealing.unseal(sealing.master_key(), base64.urlsafe_b64decode(value), _LABEL)
        except (sealing.Broken, ValueError) as error:
            raise BadSignature from error
        return serializer().loads(content)


class _Sealed(CookieStorage):
    cookie_name = settings.MESSAGE_COOKIE_NAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = _Seal()


class Told(FallbackStorage):
    """Named by the setting MESSAGE_STORAGE; what is too long for a cookie goes into the session."""

    storage_classes = (_Sealed, SessionStorage)
