"""Who is behind a session: asked by every page of somebody signed in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from rathaus.foundation.accounts.models import Person
from rathaus.lib.prepared import prepared


class Backend(AuthenticationBackend):
    """allauth's, which looks for an address and a password; and finds a person with a query that is built once."""

    def get_user(self, user_id: int) -> Person | None:
        """The person, unless she is gone or locked."""
        return next((one for one in _known_by(user_id) if self.user_can_authenticate(one)), None)


@prepared
def _known_by(key: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=key)
