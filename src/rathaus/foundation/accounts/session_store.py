"""Sessions in the database, each read and written with one plain statement: all pages of a known visitor begin so."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from rathaus.lib.prepared import prepared_change, prepared_row

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_KEY_LENGTH = 32


class SessionStore(db.SessionStore):
    """Django's own, but for ``load`` and ``save``: building a query of models costs five times what asking does."""

    def load(self) -> dict[str, Any]:
        """What the session holds; empty, and without its key, where there is none of that key or it has expired."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def save(self, must_create: bool = False) -> None:
        """Raises CreateError where there is one of that key, and UpdateError where it is gone."""
        if self.session_key is None:
            self.create()
            return
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        if must_create:
            _begin(self.session_key, data, self.get_expiry_date())
        elif not _changed(self.session_key, data, self.get_expiry_date()):
            raise UpdateError

    def _get_new_session_key(self) -> str:
        # Nobody is asked whether there is one: of so many that is beyond chance, and ``create`` would find out.
        return get_random_string(_KEY_LENGTH, VALID_KEY_CHARS)


_write = prepared_row(Session)


def _begin(key: str, data: str, expires: datetime) -> None:
    try:
        with transaction.atomic():
            _write(Session(session_key=key, session_data=data, expire_date=expires))
    except IntegrityError as error:
        raise CreateError from error


@prepared_change
def _changed(key: str, data: str, expires: datetime) -> tuple[QuerySet[Session], dict[str, Any]]:
    return Session.objects.filter(session_key=key), {"session_data": data, "expire_date": expires}
