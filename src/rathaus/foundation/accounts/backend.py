"""Who is behind a session: asked by every page of somebody signed in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.db.models import QuerySet

from rathaus.foundation.accounts.models import Person
from rathaus.lib.prepared import prepared


class Backend(AuthenticationBackend):
    """allauth's, which looks for an address and a password; and finds a person with a query that is built once."""

    def get_user(self, user_id: int) -> Person | None:
        """The person, unless she is gone or locked."""
        return next((one for one in _known_by(user_id) if self.user_can_authenticate(one)), None)

    def _check_password(self, user: Person | None, password: str) -> Person | None:
        # A database that was a demo's still has its people, and everyone knows their password.
        found: Person | None = super()._check_password(user, password)
        return None if settings.PRODUCTION and password == settings.DEMO_PASSWORD else found


@prepared
def _known_by(key: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=key)
