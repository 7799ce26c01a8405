"""What this module holds about a person: which services may know her."""

from collections.abc import Iterator

from allauth.idp.oidc.models import Token
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person
from rathaus.integrations.relying_parties.models import Connection


def _connected(person: Person) -> Iterator[Record]:
    for connection in Connection.objects.filter(person=person).select_related("client").order_by("-used_at", "pk"):
        facts = {
            _("darf wissen"): connection.agreed,
            _("Ihre Kennung dort"): connection.subject,
            _("erlaubt am"): connection.agreed_at,
            _("zuletzt angemeldet"): connection.used_at,
            _("beendet am"): connection.ended_at,
        }
        yield Record(connection.client.name, facts, link="/mein/verbundene-dienste/")


SERVICES = Holding(
    name="dienste",
    label=gettext_lazy("Verbundene Dienste"),
    about=gettext_lazy("Andere Dienste der Stadt, bei denen Sie sich mit diesem Konto anmelden."),
    rows=lambda person: (Connection.objects.filter(person=person), Token.objects.filter(user=person)),
    read=_connected,
    relations=frozenset({"allauth_idp_oidc.Token.user", "relying_parties.Connection.person"}),
    link="/mein/verbundene-dienste/",
    afterwards=gettext_lazy("Die Verbindung endet sofort."),
)
