"""A case comes to its end: its person is warned, then all of it goes but bare figures."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message
from rathaus.lib.dates import written
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.cases.change import held_if_there
from rathaus.portal.cases.models import Case, Erased
from rathaus.portal.cases.retention import may_go, retention_of, warning_is_due


@transaction.atomic
def warn(case: Case) -> bool:
    """Tell its person that it will go, and when; only once. False where it is not time, or was done meanwhile."""
    today = timezone.localdate()
    held = held_if_there(case)
    if held is None or not warning_is_due(held, today):
        return False
    case = held
    text = _warning(case, _goes_on(case, today))
    post(case.thread, Message.Kind.TEXT, text, by="system", signature=str(case.office), from_city=True)
    # Not by ``happened``: nobody works on the case.
    Case.objects.filter(pk=case.pk).update(warned_on=today)
    record("case.end_announced", f"case:{case.reference}", by="system")
    tell_applicant(case.application, "message")
    return True


@transaction.atomic
def erase(case: Case) -> bool:
    """Answers, files, messages, notes, names and the key go, and with the key all that copies of them still hold.

    Bare figures and the audit chain stay. False where it may not go, or is gone.
    """
    today = timezone.localdate()
    held = held_if_there(case)
    if held is None or not may_go(held, today):
        return False
    case = held
    application, thread, key, charge = case.application, case.thread, case.application.key, case.application.charge
    _keep_figures(case, today)
    case.delete()
    application.delete()
    thread.delete()
    for file in StoredFile.objects.filter(key=key):
        delete(file)
    if charge:
        charge.delete()
    key.delete()
    record("case.erased", f"case:{case.reference}", by="system")
    return True


def _keep_figures(case: Case, today: date) -> None:
    last = case.decisions.order_by("-at").values_list("outcome", flat=True).first()
    assert case.finished_at
    Erased.objects.create(
        service=case.service,
        office=case.office,
        opened_on=timezone.localdate(case.opened_at),
        finished_on=timezone.localdate(case.finished_at),
        outcome=last or "",
        erased_on=today,
    )


def _goes_on(case: Case, today: date) -> date:
    """Who is told late has as much time as who is told early."""
    assert case.keep_until
    return max(case.keep_until, today + retention_of(case).warn_days * date.resolution)


def _warning(case: Case, day: date) -> str:
    with override(case.application.language):
        return _(
            "Guten Tag, Ihr Vorgang „%(service)s“ (%(reference)s) ist lange abgeschlossen. Nach dem %(day)s löschen "
            "wir ihn: Ihre Angaben, Dateien, Nachrichten und den Bescheid. Danach können auch wir nichts mehr "
            "nachsehen oder bestätigen. Wenn Sie einen Nachweis brauchen, speichern Sie den Bescheid und die "
            "Eingangsbestätigung bitte vorher als PDF. Mit einem Konto geht das für alles auf einmal: unter "
            "„Mein Bereich“, „Meine Daten“, „Daten mitnehmen“."
        ) % {"service": case.service.title, "reference": case.reference, "day": written(day)}
