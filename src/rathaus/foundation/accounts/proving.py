"""Proving that an address is hers: a code typed where she waits, or a link that works in any browser."""

import base64
import json
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.email_verification import get_address_for_user, mark_email_address_as_verified
from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
    EmailVerificationProcess,
)
from allauth.account.internal.flows.manage_email import assess_unique_email
from allauth.account.internal.stagekit import stash_login
from allauth.account.internal.userkit import did_user_login
from allauth.account.models import EmailAddress
from allauth.account.stages import LoginStage
from allauth.account.utils import get_next_redirect_url, has_verified_email
from django.db import transaction
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault import sealing

LINK_LASTS = 24 * 3600
"""Seconds."""
_LABEL, _DETAILS, _ONWARD, _KNEW = "address-link", "sign_up", "sign_up_onward", "password_then"


class Proving(EmailVerificationProcess):
    """A code on its way. Its address can be corrected, whether or not an account waits for the proof."""

    @property
    def can_change(self) -> bool:
        begun_here = self.user is not None or _DETAILS in self.request.session
        too_often = self.is_change_quota_reached(app_settings.EMAIL_VERIFICATION_MAX_CHANGE_COUNT)
        return begun_here and not too_often and not did_user_login(self.user)

    @transaction.atomic
    def change_to(self, email: str, account_already_exists: bool) -> None:
        """She had mistyped it: what she has told us of herself stays, and a new code goes to ``email``."""
        self.state["account_already_exists"] = account_already_exists
        if not account_already_exists:
            self._lead_to(email)
        self.generate_code()
        self.record_change(email=email)
        self.__dict__.pop("email_address", None)
        self.send()
        self.persist()

    def _lead_to(self, email: str) -> None:
        if self.user is None:
            self._user = _made_of(self.request.session[_DETAILS], email)
            self.state["user_id"] = str(self._user.pk)
            return
        self.user.email = email
        self.user.save(update_fields=["email"])
        EmailAddress.objects.filter(user=self.user, verified=False).update(email=email)

    @property
    def is_done(self) -> bool:
        """It has been proved meanwhile, by the link in another browser.

        Not where her password is another since: then she took an account that somebody else had begun in her name.
        """
        if not self.user or self.state.get(_KNEW) != self.user.get_session_auth_hash():
            return False
        return EmailAddress.objects.filter(user=self.user, email=self.email, verified=True).exists()

    def forget(self) -> None:
        """There is nothing to wait for any more."""
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)


def begin(process: EmailVerificationProcess) -> None:
    """Remember which password the account had when its first code was sent."""
    process.state.setdefault(_KNEW, process.user.get_session_auth_hash())


def follow(request: HttpRequest, stage: LoginStage | None, process: Proving) -> None:
    """The sign-in that waits for the proof is that of whoever it is about now."""
    if stage and process.user:
        stage.login.user, stage.login.email = process.user, None
        stage.login.redirect_url = stage.login.redirect_url or request.session.get(_ONWARD)
        stash_login(request, stage.login)


def keep_details(request: HttpRequest, person: Person) -> None:
    """What she told at signing up: should the address be wrong, an account can still be made of it."""
    request.session[_ONWARD] = get_next_redirect_url(request)
    request.session[_DETAILS] = {"name": person.name, "password": person.password, "language": person.language}


def rehearse(person: Person) -> None:
    """Look up and seal as much as the proof of a new address takes."""
    if not has_verified_email(person) and (address := get_address_for_user(person)):
        link_for(EmailAddress.objects.get(pk=address.pk))


def _made_of(details: dict[str, Any], email: str) -> Person:
    person = Person.objects.create(email=email, **details)
    EmailAddress.objects.create(user=person, email=email, primary=True)
    return person


def link_for(address: EmailAddress) -> str:
    """The last part of an address that proves ``address``; sealed, since addresses of pages are written down."""
    told = [address.user_id, address.user.email, address.email, int(time.time())]
    sealed = sealing.seal(sealing.master_key(), json.dumps(told).encode(), _LABEL)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def behind(link: str) -> EmailAddress | None:
    """The address that ``link`` proves; None if it is broken, old or used, or if she has taken another since."""
    try:
        sealed = base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))
        person_pk, before, email, at = json.loads(sealing.unseal(sealing.master_key(), sealed, _LABEL))
    except (ValueError, sealing.Broken):
        return None
    person = Person.objects.filter(pk=person_pk, email=before, is_active=True).first()
    if person is None or time.time() - at > LINK_LASTS:
        return None
    address = EmailAddress.objects.filter(user=person, email=email).first() or EmailAddress(user=person, email=email)
    return None if address.verified else address


@transaction.atomic
def prove(request: HttpRequest, address: EmailAddress) -> bool:
    """It is hers. False if somebody else has proved it first."""
    if assess_unique_email(address.email, user=address.user) is not True:
        return False
    return mark_email_address_as_verified(request, address) is not None
