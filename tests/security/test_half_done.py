"""Whatever breaks off in the midst of an act leaves nothing of it behind (OWASP ASVS 2.3.3).

Every form of the house is sent again and again, and each time another one of the statements fails by which it changes
the database, the first, the second, to the last: afterwards all tables are as they were before, and whoever sent it is
told that it did not work.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from pytest_django import Settings

from rathaus.foundation.documents.actions import Swept, sweep
from tests.security.acts import Act, offered
from tests.security.half_done import Statements, failing
from tests.security.scenes import SCENES
from tests.walk.fingerprint import digest, fingerprint
from tests.walk.table import expected
from tests.walk.town import Town

STAYS = {"/antrag/{slug}/{step_id}/": {"applications_draft"}}
"""What she typed is kept even where the next thing, a code to come back with, fails: nothing typed is lost."""
NOT_TRIED = {
    "changes nothing but the session": {
        *("/antrag/fortsetzen/", "/status/", "/status/beenden/", "/workshops/platz/", "/demo/abmelden/"),
        *("/konto/bundid/anmelden/", "/konto/unternehmenskonto/anmelden/", "/konto/zugaenge/nicht-verbinden/"),
        *("/konto/e-mail/", "/konto/passwort/vergessen/", "/mein/vertretung/annehmen/", "/mein/vertretung/selbst/"),
    },
    "changes nothing": {"/arbeitsplatz/suche/"},
    "needs what a key or a program of hers has signed": {
        *("/konto/anmelden/passkey/", "/konto/bundid/antwort/", "/konto/unternehmenskonto/antwort/"),
        *("/konto/verbinden/antwort/", "/konto/verbinden/revoke", "/konto/verbinden/token"),
    },
    "there is nothing of the kind in this town": {
        *("/antrag/weiter/", "/arbeitsplatz/ideen/{number}/nachrichten/erledigt/", "/raum/{code}/fassung/"),
        *("/arbeitsplatz/leistungen/{slug}/veroeffentlichen/", "/arbeitsplatz/lenkungskreis/einrichten/"),
        *("/arbeitsplatz/post/{mail_id}/noch-einmal/", "/arbeitsplatz/workshops/{slug}/auslosen/"),
        *("/arbeitsplatz/zuweisen/", "/mein/benachrichtigungen/adresse-stimmt/"),
        *("/mein/postfach/{thread_id}/{message_id}/oeffnen/", "/status/{reference}/oeffnen/{message_id}/"),
    },
}
Left = tuple[str, str, str, int, set[str], int]


@pytest.mark.timeout(900)
def test_what_breaks_off_leaves_nothing_behind(transactional_db: None, town: Town, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False
    orphans: set[Path] = set()
    done: set[tuple[str, ...]] = set()
    seen = {address for address, answers in expected().items() if "405" in answers}
    for scene in SCENES:
        acts = list(offered(town, scene))
        seen |= {act.address for act in acts}
        lying = stored()
        before = fingerprint()
        for act in acts:
            if act.what not in done and (statements := counted(town, act)).written:
                done.add(act.what)
                assert list(broken_off(town, act, statements)) == []
        orphans |= stored() - lying
        after = fingerprint()
        assert {table for table in after if after[table] != before[table]} <= set().union(*STAYS.values())
    assert seen - {address for address, *_ in done} == set().union(*NOT_TRIED.values())
    assert len(done) > 150
    assert orphans
    assert swept_a_day_later().missing == []
    assert orphans & stored() == set()


def counted(town: Town, act: Act) -> Statements:
    """What ``act`` writes when all goes well; it is taken back."""
    with as_before(town, act), transaction.atomic(), failing(0) as statements:
        act.send(town)
        transaction.set_rollback(True)
    return statements


def broken_off(town: Town, act: Act, statements: Statements) -> Iterator[Left]:
    """Where ``act`` left something behind or was said to have worked: at which statement, in which tables."""
    before = {table: digest(table) for table in statements.written}
    stays = STAYS.get(act.address, set())
    for number in range(1, len(statements.written) + 1):
        with as_before(town, act), failing(number) as tried:
            answer = act.send(town)
        changed = {table for table in set(tried.written) - stays if digest(table) != before[table]}
        if changed or not tried.failed or answer.status_code != 503:
            yield act.role, act.target, act.button, number, changed, answer.status_code


@contextmanager
def as_before(town: Town, act: Act) -> Iterator[None]:
    """Whoever acts is as unknown, as known, as often seen as before."""
    browser = town.browsers[act.role]
    browser.raise_request_exception = False
    cookies, sessions = deepcopy(browser.cookies), list(Session.objects.all())
    cache.clear()
    yield
    browser.cookies = cookies
    Session.objects.all().delete()
    Session.objects.bulk_create(sessions)


def stored() -> set[Path]:
    return {file for file in house.FILES_DIR.rglob("*") if file.is_file()}


def swept_a_day_later() -> Swept:
    """What upkeep finds of files that no row knows."""
    for file in stored():
        os.utime(file, (time.time() - 2 * 24 * 3600,) * 2)
    return sweep()
