"""Devices on which somebody is signed in, in plain words."""

from typing import Any

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.utils.translation import gettext as _

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
