"""What this module holds about a person: the workshops she registered for."""

import secrets
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person
from rathaus.participation.workshops.actions.registering import give_back
from rathaus.participation.workshops.models import Registration


def _read(person: Person) -> Iterator[Record]:
    mine = Registration.objects.filter(person=person).select_related("workshop", "key", "first_wish", "second_wish")
    for registration in mine.iterator():
        who = registration.who
        facts = {
            _("Name"): who["name"],
            _("E-Mail-Adresse"): who["email"],
            _("Was Sie brauchen"): who["access"],
            _("Wünsche"): [str(wish) for wish in (registration.first_wish, registration.second_wish) if wish],
            _("angemeldet"): registration.registered_at,
            _("Stand"): registration.get_standing_display(),
            _("dabei seit"): registration.present_at,
        }
        yield Record(str(registration.workshop), facts, link=registration.get_absolute_url())


def _forget(person: Person) -> None:
    """Seats to come are free for others; of those gone by only the number stays, which the draw needs."""
    for registration in Registration.objects.filter(person=person).select_related("workshop", "key"):
        if registration.is_active and registration.workshop.starts_at > timezone.now():
            give_back(registration, by=person)
        nobody = {"name": "", "email": "", "access": ""}
        sealed = registration.key.seal_json(nobody, f"registration:{registration.number}")
        Registration.objects.filter(pk=registration.pk).update(
            # A random one: two of nobody are not the same.
            sealed=sealed,
            email_index=secrets.token_hex(32),
            code_digest="",
            person=None,
        )


REGISTRATIONS = Holding(
    name="workshops",
    label=gettext_lazy("Anmeldungen zu Workshops"),
    about=gettext_lazy("Wo Sie sich angemeldet haben und was Sie dafür angegeben haben."),
    rows=lambda person: (Registration.objects.filter(person=person),),
    read=_read,
    relations=frozenset({"workshops.Registration.person"}),
    afterwards=gettext_lazy("Künftige Plätze geben Sie damit zurück. Name und Adresse werden gelöscht."),
    forget=_forget,
)
