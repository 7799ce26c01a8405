"""Devices on which somebody is signed in, in plain words."""

from typing import Any

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession, UserSessionManager
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record

BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")),
    *(("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)
"""What stands in the header, and what it is called; the first that fits, since browsers name each other."""
SYSTEMS = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("CrOS", "Chromebook"), ("Mac OS", "Mac"), ("Linux", "Linux")),
)


def device_name(user_agent: str) -> str:
    """``Firefox auf Windows``; what nobody knows is an unknown device."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s auf %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unbekanntes Gerät")


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")


class DeviceAdapter(DefaultUserSessionsAdapter):
    """Named by the setting USERSESSIONS_ADAPTER."""

    def end_sessions(self, sessions: list[Any]) -> None:
        super().end_sessions(sessions)
        for owner in {session.user for session in sessions}:
            record("sessions.ended", f"person:{owner.pk}", by=owner, number=len(sessions))


def still_signed_in(person: Person) -> list[UserSession]:
    """Her devices; those whose session has ended, or was begun with a former password, are forgotten."""
    devices = list(UserSession.objects.filter(user_id=person.pk))
    keys = [device.session_key for device in devices]
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    hashes = [person.get_session_auth_hash(), *person.get_session_auth_fallback_hash()]
    alive = {session.session_key for session in sessions if _is_of(person, hashes, session.get_decoded())}
    if ended := [device.pk for device in devices if device.session_key not in alive]:
        UserSession.objects.filter(pk__in=ended).delete()
    return [device for device in devices if device.session_key in alive]


def _is_of(person: Person, hashes: list[str], session: dict[str, Any]) -> bool:
    shown = session.get(HASH_SESSION_KEY, "")
    return session.get(SESSION_KEY) == str(person.pk) and any(constant_time_compare(shown, one) for one in hashes)


def list_at_once() -> None:
    """Let allauth ask so, too, with each sign-in: its own way are three statements for each of her devices."""

    def purge_and_list(manager: UserSessionManager, user: Person) -> list[UserSession]:
        return still_signed_in(user)

    UserSessionManager.purge_and_list = purge_and_list
