from django.utils import timezone

from rathaus.lib.dates import add_working_days
from rathaus.portal.cases.models import Case


def test_an_application_becomes_a_new_case_of_the_responsible_office(case, anna, steuern):
    assert (case.state, case.office, case.application.person) == ("new", steuern, anna)
    assert case.public_state == "RECEIVED"
    assert [line.verb for line in case.happenings.all()] == ["opened"]


def test_it_is_due_after_the_working_days_the_service_promises(case):
    assert case.due_on == add_working_days(timezone.localdate(), 10)


def test_the_applicants_name_is_sealed_but_found_by_any_of_its_words(apply):
    case = apply(given="Jörg-Peter", family="Weiß")
    assert case.applicant == "Jörg-Peter Weiß"
    assert b"Wei" not in bytes(case.sealed_applicant)
    for typed in ("weiss", "Weiß", "JOERG", "peter weiß", case.reference, case.reference.lower().replace("-", " ")):
        assert list(Case.objects.all().found_by(typed)) == [case], typed
    for typed in ("Wei", "Anna", "peter kowalski", "", " ", "\0"):
        assert not Case.objects.all().found_by(typed), typed
