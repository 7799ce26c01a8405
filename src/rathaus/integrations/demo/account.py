"""What shows the citizen account: BundID, a mandate, a child, a club, letters, a connected service. All invented."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.actions import state
from rathaus.foundation.accounts.arrivals import Arrival
from rathaus.foundation.accounts.joining import arrive, join_door
from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.foundation.audit.actions import record
from rathaus.foundation.inbox.actions import archive, mark_read
from rathaus.foundation.notifications.actions import bounced
from rathaus.foundation.notifications.addresses import fingerprint
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.representation.actions import families, mandates, organisations
from rathaus.foundation.representation.models import Mandate
from rathaus.integrations.demo import props
from rathaus.integrations.demo.bundid.people import PEOPLE
from rathaus.integrations.demo.clock import at, working_days_ago
from rathaus.integrations.demo.performance import perform
from rathaus.integrations.demo.play import DOG, PARKING, REGISTER, Scene
from rathaus.integrations.relying_parties.actions import agree, register
from rathaus.integrations.saml import akdb
from rathaus.integrations.saml.doors import CONTEXT
from rathaus.lib.dates import add_months
from rathaus.portal.applications.actions import drafts
from rathaus.portal.applications.actions.submission import submit
from rathaus.portal.applications.blueprints.receiving import receive
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.cases.models import Case, Decision
from rathaus.portal.cases.notices import deliver
from rathaus.portal.cases.rules import seat_of

CHILD, CLUB, LIBRARY = "Lotte Schäfer", "Beispielverein Hafengarten e. V.", "Stadtbibliothek (Beispiel)"
PERMIT = Scene(PARKING, "zwei-jahre-fremdes-auto", 34, "approved", "Anna", "Kowalski", "anna")
CERTIFICATE = Scene(REGISTER, "einfach-online", 61, "approved", "Anna", "Kowalski", "anna")
FOR_ANNA = Scene(DOG, "ein-hund-aus-dem-tierheim", 1, "new", "Anna", "Kowalski", "anna")
NEVER_REACHED = "elena.dimitrova@rathaus.example"
"""The guest who does not answer the clerk's question."""


@transaction.atomic
def play_account(cast: dict[str, Person]) -> bool:
    """Play it, unless it has been; whether anything was done."""
    if Person.objects.filter(name=CLUB).exists():
        return False
    anna, bernd = cast["anna"], cast["bernd"]
    permit, certificate = (perform(scene, anna, minutes=20) for scene in (PERMIT, CERTIFICATE))
    _write_notices(anna)
    _open_all(permit, anna, days=29)
    _open_all(certificate, anna, days=57)
    archive(Case.objects.get(application=certificate).thread, by=anna)
    _come_by_bundid(anna)
    _connect(anna)
    _entrust(anna, bernd)
    _apply_for(anna, bernd)
    _found_family_and_club(bernd, cast["emil"])
    _look(anna, cast["clara"])
    _lose_mails()
    return True


def _write_notices(anna: Person) -> None:
    """At once, where the worker would write them as of today."""
    for decision in Decision.objects.filter(case__person=anna, notice=None):
        with at(decision.at + timedelta(minutes=5)):
            deliver(str(decision.pk))


def _open_all(application: Application, anna: Person, days: int) -> None:
    with at(working_days_ago(days, minutes=75)):
        for message in Case.objects.get(application=application).thread.messages.filter(from_city=True):
            mark_read(message, by=anna)


def _come_by_bundid(anna: Person) -> None:
    stork = akdb.CONTEXTS[TrustLevel.HIGH]
    told = PEOPLE["anna"].attributes(stork) | {CONTEXT: stork}
    arrival = Arrival("bundid", PEOPLE["anna"].bpk2, told)
    with at(working_days_ago(5, minutes=15)):
        join_door(anna, arrival)
        arrive(anna, arrival)
        own = {ProfileFact.Name.BIRTH_PLACE: "Wesel", ProfileFact.Name.PHONE: "+492035550142"}
        state(anna, {str(name): text for name, text in own.items()}, by=anna)


def _connect(anna: Person) -> None:
    asked = ["openid", "profile", "address"]
    with at(working_days_ago(3, minutes=95)):
        library, _secret = register(LIBRARY, ["https://stadtbibliothek.example/zurueck"], asked)
        agree(library, asked=asked, agreed=["openid", "profile"], by=anna)


def _entrust(anna: Person, bernd: Person) -> None:
    title = Definition.objects.select_related("service").get(service__slug=DOG, in_force=True).service.title
    until = add_months(timezone.localdate(), 12)
    with at(working_days_ago(2, minutes=40)):
        offered = mandates.offer(anna, mandates.Terms(service=DOG, about=title, until=until), "Mein Nachbar", by=anna)
    with at(working_days_ago(2, minutes=130)):
        mandates.accept(offered, by=bernd)


def _apply_for(anna: Person, bernd: Person) -> None:
    definition = Definition.objects.in_force(service__slug=FOR_ANNA.service)
    assert definition is not None
    blueprint = definition.blueprint
    with at(working_days_ago(FOR_ANNA.days, minutes=50)):
        draft = drafts.begin(definition, by=anna, others=Draft.objects.visible_to(anna))
        sent = props.answers(FOR_ANNA, blueprint.desk, timezone.localdate())
        drafts.keep(draft, receive(blueprint, sent).answers)
        submit(draft.pk, by=bernd, level=TrustLevel.BASIC)


def _found_family_and_club(bernd: Person, emil: Person) -> None:
    with at(working_days_ago(8, minutes=25)):
        families.add_child(CHILD, date(timezone.localdate().year - 7, 5, 9), by=bernd)
    with at(working_days_ago(6, minutes=70)):
        club = organisations.found(CLUB, by=bernd)
        offered = organisations.invite_member(club, Mandate.Role.MEMBER, "Kassenwart", by=bernd)
    with at(working_days_ago(5, minutes=10)):
        mandates.accept(offered, by=emil)


def _look(anna: Person, clara: Person) -> None:
    """What the page of a case at the desk records when it is shown."""
    visible = Case.objects.visible_at_desk(clara.pk, timezone.localdate())
    for case in visible.filter(person=anna).select_related("office", "application"):
        record("case.viewed", f"case:{case.reference}", by=clara, **seat_of(clara, case))


def _lose_mails() -> None:
    """All that went to one address came back, so that nothing later says it can be reached."""
    with at(working_days_ago(7, minutes=5)):
        for mail in Mail.objects.filter(to_index=fingerprint(NEVER_REACHED)):
            bounced(mail.pk, "5.1.1")
