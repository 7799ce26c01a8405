"""Limits hold for the whole house, not for each of its processes."""

from django.conf import settings
from django.utils.module_loading import import_string

from rathaus.config import sign_in
from rathaus.foundation.accounts.attempts import Attempts


def test_attempts_are_counted_by_all_processes_together() -> None:
    assert import_string(sign_in.CACHES["default"]["BACKEND"]) is Attempts
    # Here they are not, since not every test has a database.
    assert settings.CACHES != sign_in.CACHES
