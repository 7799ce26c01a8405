"""An account ends at once and for good; what the law keeps stays without her."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from rathaus.entrances.my.actions import leave, request_export
from rathaus.entrances.my.models import Export
from rathaus.entrances.my.packing import pack
from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.disclosure import Holding, holdings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents import shelf
from rathaus.foundation.inbox.actions import post, thread_about
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.vault.models import Key
from rathaus.participation.ideas.actions.merging import merge
from rathaus.participation.ideas.actions.supporting import support
from rathaus.participation.ideas.models import Comment, Idea, Support
from rathaus.participation.ideas.tests.sent import sent
from rathaus.portal.applications.actions.drafts import begin
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.cases.tests.town import Apply, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/mein/daten/loeschen/"
OUR_WORK = {
    # What staff did in office is the city's, not hers: it stays in the file and loses her name with her account.
    "cases.Case.assigned_to",
    "cases.Assignment.person",
    "cases.Assignment.by",
    "cases.Note.by",
    "cases.Happening.by",
    "cases.Happening.whom",
    "cases.Decision.by",
    "cases.Enquiry.by",
    "ideas.Moderation.by",
    "ideas.Report.settled_by",
    "ideas.Appeal.answered_by",
    "ideas.Merge.by",
    "ideas.Station.by",
    "applications.Draft.begun_at_counter_by",
    "applications.Application.begun_at_counter_by",
    "applications.Handover.by",
    # Who acted for somebody else stands in that one's file; her mandate itself is disclosed.
    "applications.Application.sent_by",
    "committee.Decision.by",
    "committee.Minutes.approved_by",
    "projects.StatusReport.by",
    # The ZIP of her data can't hold itself, and goes with her account.
    "my.Export.person",
    # The city's own programs that sign people in; a person owns none of them.
    "allauth_idp_oidc.Client.owner",
}


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> None:
    cache.clear()


@pytest.fixture
def anna(db: None) -> Person:
    person = Person.objects.create_user("anna.kowalski@rathaus.example", "a-long-enough-password", name="Anna Kowalski")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    learn(person, {"town": "Kanarienstadt"}, origin="self", level=0, by=person)
    return person


@pytest.fixture
def annas(anna: Person) -> Client:
    browser = signed_in(anna)
    browser.post("/konto/bestaetigen/", {"password": "a-long-enough-password"})
    return browser


def rows_with(*words: str) -> list[str]:
    """Every text in the database that holds one of ``words``, with its table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [table for row in cursor.fetchall() for cell in row if any(word in str(cell) for word in words)]
    return found


def test_every_relation_to_a_person_is_disclosed_or_the_citys_own() -> None:
    disclosed = {relation for holding in holdings() for relation in holding.relations}
    there = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is Person
    }
    assert there - disclosed - OUR_WORK == set()
    assert (disclosed | OUR_WORK) - there == set()
    assert disclosed & OUR_WORK == set()


def test_the_page_says_what_goes_what_stays_and_until_when(
    annas: Client, anna: Person, clara: Person, apply: Apply
) -> None:
    running = apply(anna)
    done = actions.take(apply(anna), by=clara)
    actions.close(done, "Erledigt.", by=clara)
    done.refresh_from_db()
    page = annas.get(PAGE).content.decode()
    for case in (running, done):
        assert case.reference in page
        assert case.application.status_code in page
    assert done.keep_until
    assert done.keep_until.year == timezone.localdate().year + 10
    assert f"{done.keep_until.year}" in page
    assert "10 Jahre nach dem Abschluss" in page
    assert "Aktenordnung der Stadt" in page
    assert "Niemand kann es zurückholen" in page


def test_it_takes_her_password_and_her_word(anna: Person, annas: Client) -> None:
    assert signed_in(anna).get(PAGE)["Location"].startswith("/konto/bestaetigen/")
    assert signed_in(anna).post(PAGE, {"understood": "on"})["Location"].startswith("/konto/bestaetigen/")
    refused = annas.post(PAGE)
    assert refused.status_code == 422
    assert Person.objects.filter(pk=anna.pk).exists()


def test_everything_of_hers_is_gone_and_her_case_is_followed_by_code(
    annas: Client,
    anna: Person,
    clara: Person,
    apply: Apply,
    service: Any,
    run_tasks: Callable[[], int],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    case = apply(anna)
    code = case.application.status_code
    draft = begin(Definition.objects.get(), by=anna, others=Draft.objects.none())
    thread = thread_about(Thread.Kind.ACCOUNT, "willkommen", "Willkommen", person=anna)
    post(thread, "text", "Guten Tag, Kanarienstadt", by="system", signature="Stadt", from_city=True)
    pack(str(request_export(anna).id))
    export = Export.objects.get()
    run_tasks()
    keys = {anna.key_id, draft.key_id, thread.key_id}
    elsewhere = Client()
    elsewhere.post("/konto/anmelden/", {"login": anna.email, "password": "a-long-enough-password"})
    open_there = elsewhere.session.session_key
    assert elsewhere.get("/mein/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert annas.post(PAGE, {"understood": "on"})["Location"] == "/"
    assert not Person.objects.filter(pk=anna.pk).exists()
    assert not Draft.objects.exists()
    assert not Thread.objects.filter(pk=thread.pk).exists()
    assert not Key.objects.filter(pk__in=keys).exists()
    assert not shelf.has(export.place)
    assert annas.get("/mein/").status_code == elsewhere.get("/mein/").status_code == 302
    assert not Session.objects.filter(session_key=open_there).exists()
    case = Case.objects.get(pk=case.pk)
    assert (case.person, case.application.person, case.thread.person) == (None, None, None)
    guest = Client()
    assert guest.post("/status/", {"reference": case.reference, "code": code}).status_code == 302
    assert "Hund anmelden" in guest.get(f"/status/{case.reference}/").content.decode()
    assert case.reference in signed_in(clara).get(case.desk_url).content.decode()
    run_tasks()
    last = mail.outbox[-1]
    assert (last.to, last.subject) == (["anna.kowalski@rathaus.example"], "Ihr Konto ist gelöscht")
    assert Entry.objects.filter(verb="person.left", subject=f"person:{anna.pk}").count() == 1
    # Only the mail that says so still knows the address; it goes with the others after 30 days.
    assert set(rows_with("Anna Kowalski", "anna.kowalski@")) <= {"notifications_mail"}


def test_ideas_and_comments_stay_without_a_name_everywhere(
    city: None, annas: Client, anna: Person, bernd: Person, lena: Person
) -> None:
    idea = sent(by=anna, shown_as="name", author_name="Anna Kowalski")
    Comment.objects.create(idea=idea, author=anna, author_name="Anna Kowalski", text="Gut", at=timezone.now())
    Support.objects.create(idea=idea, person=anna, at=timezone.now())
    Support.objects.create(idea=idea, person=bernd, at=timezone.now())
    Idea.objects.filter(pk=idea.pk).update(supports=2)
    pages = (
        idea.get_absolute_url(),
        "/ideen/",
        "/ideen/export.csv",
        "/ideen/?q=Kowalski",
        f"/api/v1/ideas/{idea.number}",
        "/api/v1/ideas",
        f"/arbeitsplatz/ideen/{idea.number}/",
    )
    team = signed_in(lena)
    assert "Anna Kowalski" in team.get(idea.get_absolute_url()).content.decode()
    annas.post(PAGE, {"understood": "on"})
    for page in pages:
        answer = team.get(page)
        assert answer.status_code == 200, page
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "Anna Kowalski" not in content.decode(), page
    idea.refresh_from_db()
    assert (idea.author, idea.supports) == (None, 2)
    assert Support.objects.filter(idea=idea).count() == 2
    assert "Gut" in team.get(idea.get_absolute_url()).content.decode()
    assert rows_with("Anna Kowalski") == []


def test_a_support_without_a_person_counts_on_when_ideas_are_merged(
    city: None, anna: Person, bernd: Person, lena: Person
) -> None:
    one, other = sent("Radweg am Kanal"), sent("Ein Weg für Räder")
    for idea, person in ((one, anna), (one, bernd), (other, bernd)):
        support(idea, by=person)
    leave(anna)
    merge(one, other, by=lena)
    other.refresh_from_db()
    assert other.supports == 2


def test_whoever_works_for_the_city_does_not_leave_by_herself(clara: Person) -> None:
    clara.set_password("a-long-enough-password")
    clara.save()
    browser = signed_in(clara)
    browser.post("/konto/bestaetigen/", {"password": "a-long-enough-password"})
    page = browser.get(PAGE).content.decode()
    assert "Ihre Verwaltung beendet es" in page
    assert "endgültig löschen" not in page
    browser.post(PAGE, {"understood": "on"})
    assert Person.objects.filter(pk=clara.pk).exists()


def test_where_one_module_fails_nothing_is_gone(anna: Person, apply: Apply, monkeypatch: pytest.MonkeyPatch) -> None:
    case = apply(anna)

    def fails(person: Person) -> None:
        raise OSError("disk")

    broken = [Holding(**{**vars(one), "forget": fails}) if one.name == "konto" else one for one in holdings()]
    monkeypatch.setattr("rathaus.entrances.my.actions.leaving.holdings", lambda: broken)
    with pytest.raises(OSError, match="disk"):
        leave(anna)
    assert Application.objects.get(pk=case.application_id).person == anna
    assert Person.objects.filter(pk=anna.pk).exists()


def test_the_old_address_can_sign_up_again(annas: Client, anna: Person) -> None:
    annas.post(PAGE, {"understood": "on"})
    again = Person.objects.create_user("anna.kowalski@rathaus.example")
    assert not Case.objects.visible_to(again).exists()
    assert re.search("anna", settings.DEFAULT_FROM_EMAIL) is None
