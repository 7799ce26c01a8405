"""Talking with the citizen: questions that stop the clock, reminders, her answers."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.representation.speaking import on_behalf
from rathaus.lib.dates import written
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.cases import deadlines
from rathaus.portal.cases.change import demand, happened, locked, signature
from rathaus.portal.cases.models import Case, Enquiry, Happening
from rathaus.portal.cases.rules import may_ask, may_remind, may_write
from rathaus.portal.cases.workflow import State


@transaction.atomic
def write(case: Case, text: str, *, by: Person, seen: int | None = None) -> Message:
    """A message that asks for nothing. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_write(by, case))
    message = _post(case, Message.Kind.TEXT, text, by=by)
    happened(case, Happening.Verb.WROTE, by=by)
    tell_applicant(case.application, "message")
    return message


@transaction.atomic
def ask(case: Case, text: str, deadline: date, *, by: Person, seen: int | None = None) -> Enquiry:
    """Ask the citizen for an answer by ``deadline``; the clock stands still. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_ask(by, case))
    message = _post(case, Message.Kind.QUESTION, text, by=by)
    enquiry = case.enquiries.create(message=message, by=by, asked_at=timezone.now(), deadline=deadline)
    case.state, case.paused_on = State.WAITING, timezone.localdate()
    happened(case, Happening.Verb.ASKED, by=by, public=True)
    tell_applicant(case.application, "question")
    return enquiry


@transaction.atomic
def remind(case: Case, deadline: date, *, by: Person, seen: int | None = None) -> Enquiry:
    """Remind the citizen of the open question and give her until ``deadline``. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_remind(by, case))
    enquiry = case.enquiries.open().get()
    enquiry.reminded_at, enquiry.deadline = timezone.now(), deadline
    enquiry.save(update_fields=["reminded_at", "deadline"])
    _post(case, Message.Kind.TEXT, _reminder(case, deadline), by=by)
    happened(case, Happening.Verb.REMINDED, by=by, public=True)
    tell_applicant(case.application, "question")
    return enquiry


@transaction.atomic
def withdraw(case: Case, *, by: Person, seen: int | None = None) -> Case:
    """Go on without the answer; the clock runs again. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_remind(by, case))
    case.enquiries.open().update(withdrawn_at=timezone.now())
    _resume(case)
    happened(case, Happening.Verb.WITHDRAWN, by=by, public=True)
    return case


@transaction.atomic
def receive_answer(message: Message) -> None:
    """A citizen wrote: note it, and let the clock run again if she was asked; registered with ``inbox.receivers``."""
    if (mine := Case.objects.filter(thread=message.thread_id).first()) is None:
        return
    case = locked(mine)
    answers = message.kind == Message.Kind.ANSWER and case.state == State.WAITING
    if answers:
        case.enquiries.open().update(answered_at=timezone.now())
        _resume(case)
    # Whoever writes after the end was announced is warned anew; until then the office can take the case up again.
    case.warned_on = None
    verb = Happening.Verb.ANSWERED if answers else Happening.Verb.RECEIVED
    author = message.author or "guest"
    happened(case, verb, by=author, public=True, **on_behalf(author, case.person_id))


def _resume(case: Case) -> None:
    if case.paused_on:
        case.due_on = deadlines.after_pause(case.due_on, case.paused_on, timezone.localdate())
    case.state, case.paused_on = State.WORK, None


def _post(case: Case, kind: Message.Kind, text: str, *, by: Person) -> Message:
    return post(case.thread, kind, text, by=by, signature=signature(case, by), from_city=True)


def _reminder(case: Case, deadline: date) -> str:
    with override(case.application.language):
        return _(
            "Guten Tag, wir warten noch auf Ihre Antwort auf unsere Frage. Bitte antworten Sie bis zum %(day)s. "
            "Wenn Sie Hilfe brauchen, rufen Sie uns gern an."
        ) % {"day": written(deadline)}
