"""A received application becomes a case."""

from django.db.models import QuerySet

from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.offices.models import Office
from rathaus.foundation.representation.speaking import on_behalf
from rathaus.lib.prepared import prepared, prepared_row
from rathaus.portal.applications.models import Application
from rathaus.portal.cases.change import happened
from rathaus.portal.cases.models import Case, CaseName, Happening
from rathaus.portal.cases.names import fingerprints
from rathaus.portal.catalogue.models import Service


def open_case(application: Application) -> None:
    """Open the case of ``application`` within its submission; registered with ``applications.receivers``.

    Raises Office.DoesNotExist if the service has no office, which undoes the submission.
    """
    applicant = _applicant(application)
    case = Case(
        application=application,
        reference=application.reference,
        person=application.person,
        service=application.service,
        office=_responsible(application.service),
        thread=_threads(application.reference)[0],
        sealed_applicant=application.key.seal(applicant.encode(), f"applicant:{application.reference}"),
        opened_at=application.submitted_at,
        due_on=application.due_on,
    )
    sender = application.sent_by or application.person or "guest"
    happened(case, Happening.Verb.OPENED, by=sender, public=True, **on_behalf(sender, case.person_id))
    for one in fingerprints(applicant):
        _name(CaseName(case=case, fingerprint=one))


_name = prepared_row(CaseName)


@prepared
def _threads(reference: str) -> QuerySet[Thread]:
    return Thread.objects.filter(reference=reference)


def _responsible(service: Service) -> Office:
    if (office := service.responsible_office) is None:
        raise Office.DoesNotExist(service.slug)
    return office


def _applicant(application: Application) -> str:
    """The name given in the application, else that of the account."""
    return application.journey.applicant or str(application.person or "")
