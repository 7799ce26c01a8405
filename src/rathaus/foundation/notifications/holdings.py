"""What this module holds about a person: how news reach her, and what was sent of late."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Choice, Device, Mail


def _read(person: Person) -> Iterator[Record]:
    for choice in Choice.objects.filter(recipient__person=person):
        facts = {_("E-Mail"): choice.get_mail_display(), _("Hinweise auf Geräten"): choice.push}
        yield Record(choice.get_group_display(), facts)
    for device in Device.objects.filter(person=person):
        facts = {_("Gerät"): device.name, _("seit"): device.created_at, _("zuletzt benutzt"): device.used_at}
        yield Record(_("Gerät für Hinweise"), facts)
    for mail in Mail.objects.filter(recipient__person=person).order_by("created_at").iterator():
        facts = {_("an"): mail.to, _("Stand"): mail.get_state_display(), _("versandt"): mail.sent_at}
        yield Record(_subject(mail), facts)


def _subject(mail: Mail) -> str:
    return _("Sammel-Mail") if mail.kind == DIGEST else str(KINDS[mail.kind].subject)


def _rows(person: Person) -> tuple[QuerySet[Any], ...]:
    mails = Mail.objects.filter(recipient__person=person)
    choices = Choice.objects.filter(recipient__person=person)
    return mails, choices, Device.objects.filter(person=person)


NEWS = Holding(
    name="benachrichtigungen",
    label=gettext_lazy("Benachrichtigungen"),
    about=gettext_lazy(
        "Wie Sie von Neuem erfahren, und welche E-Mails wir Ihnen in den letzten 30 Tagen geschickt haben."
    ),
    rows=_rows,
    read=_read,
    relations=frozenset({"notifications.Recipient.person", "notifications.Device.person"}),
    link="/mein/benachrichtigungen/",
    afterwards=gettext_lazy("Wird sofort gelöscht."),
)
