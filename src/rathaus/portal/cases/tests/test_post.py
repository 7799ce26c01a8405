"""The clerk sees at the case that mails do not arrive, and learns no address from it."""

import pytest

from rathaus.foundation.notifications.actions import bounced
from rathaus.foundation.notifications.models import Mail
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.cases.tests.town import signed_in

pytestmark = pytest.mark.django_db

HINT = "Unsere E-Mails kommen nicht an"


def of_a_guest(case):
    application = case.application
    application.person = None
    application.sealed_email = application.key.seal(b"greta@post.example", f"email:{application.id}")
    application.save(update_fields=["person", "sealed_email"])


@pytest.mark.parametrize("account", [True, False])
def test_a_bounced_mail_is_seen_at_the_case(claras, clara, account):
    if not account:
        of_a_guest(claras)
    assert HINT not in signed_in(clara).get(claras.desk_url).content.decode()
    tell_applicant(claras.application, "message")
    bounced(Mail.objects.latest("created_at").pk, "5.1.1")
    page = signed_in(clara).get(claras.desk_url).content.decode()
    hint = page.partition(HINT)[2].partition("</p>")[0]
    assert "diese Adresse gibt es nicht" in hint
    assert "@" not in hint


def test_one_that_waits_for_the_mail_server_is_seen_too(claras, clara):
    tell_applicant(claras.application, "message")
    Mail.objects.update(created_at="2018-01-01T08:00Z")
    assert "wartet noch auf den Versand" in signed_in(clara).get(claras.desk_url).content.decode()
