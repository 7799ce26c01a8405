"""What this module holds about a person: her account, its sign-ins, her profile."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person, ProfileFact


def _account(person: Person) -> Iterator[Record]:
    facts: dict[str, Any] = {
        _("Name"): person.name,
        _("E-Mail-Adresse"): person.email,
        _("Sprache"): person.get_language_display(),
        _("Konto seit"): person.created_at,
        _("zuletzt angemeldet"): person.last_login,
    }
    yield Record(_("Konto"), facts, link="/konto/e-mail/")
    for address in EmailAddress.objects.filter(user=person):
        yield Record(_("E-Mail-Adresse"), {_("Adresse"): address.email, _("bestätigt"): address.verified})
    for factor in Authenticator.objects.filter(user=person):
        used = {_("seit"): factor.created_at, _("zuletzt benutzt"): factor.last_used_at}
        yield Record(_("Weg der Anmeldung"), {_("Art"): factor.get_type_display()} | used)
    for door in SocialAccount.objects.filter(user=person):
        told = {_("Kennung"): door.uid, _("mitgeteilt"): door.extra_data, _("zuletzt benutzt"): door.last_login}
        yield Record(_("Anmeldung von außen"), {_("Dienst"): door.provider} | told)
    for session in UserSession.objects.filter(user=person):
        seen = {_("seit"): session.created_at, _("zuletzt gesehen"): session.last_seen_at}
        yield Record(_("Sitzung"), {_("Gerät"): session.user_agent, _("IP-Adresse"): session.ip} | seen)


def _account_rows(person: Person) -> tuple[QuerySet[Any], ...]:
    kinds = (EmailAddress, Authenticator, SocialAccount, UserSession)
    return Person.objects.filter(pk=person.pk), *(kind._default_manager.filter(user=person) for kind in kinds)


def _end_sessions(person: Person) -> None:
    for session in UserSession.objects.filter(user=person):
        SessionStore(session.session_key).delete()


def _in_office(person: Person) -> str:
    if person.is_administrator or person.is_editor:
        return _("Sie haben in diesem System eine Aufgabe der Stadt. Bitte lassen Sie diese zuerst abgeben.")
    return ""


def _profile(person: Person) -> Iterator[Record]:
    for fact in person.facts.select_related("person__key"):
        facts = {
            _("Angabe"): fact.value,
            _("Herkunft"): fact.get_origin_display(),
            _("Vertrauensniveau"): fact.get_level_display(),
            _("bekannt seit"): fact.learned_at,
        }
        yield Record(fact.get_name_display(), facts)


ACCOUNT = Holding(
    name="konto",
    label=gettext_lazy("Konto und Anmeldungen"),
    about=gettext_lazy("Damit melden Sie sich an."),
    rows=_account_rows,
    read=_account,
    relations=frozenset(
        {
            "account.EmailAddress.user",
            "mfa.Authenticator.user",
            "socialaccount.SocialAccount.user",
            "usersessions.UserSession.user",
        }
    ),
    link="/konto/e-mail/",
    afterwards=gettext_lazy("Wird sofort gelöscht. Alle Sitzungen enden."),
    forget=_end_sessions,
    obstacle=_in_office,
)
PROFILE = Holding(
    name="profil",
    label=gettext_lazy("Angaben zu Ihrer Person"),
    about=gettext_lazy("Damit füllen wir Ihre Anträge vor. Wir sagen immer, woher eine Angabe kommt."),
    rows=lambda person: (ProfileFact.objects.filter(person=person),),
    read=_profile,
    relations=frozenset({"accounts.ProfileFact.person"}),
    link="/mein/profil/",
    afterwards=gettext_lazy("Wird sofort gelöscht."),
)
