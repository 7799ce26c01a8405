"""The doors as allauth knows them."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.base import Provider, ProviderAccount
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.integrations.saml.answer import Answer
from rathaus.integrations.saml.configuration import settings_for
from rathaus.integrations.saml.doors import DOORS, SamlDoor
from rathaus.integrations.saml.question import ask


class SamlProvider(Provider):
    """One of DOORS. allauth's own SAML provider takes the NameID for a key and asks without extensions."""

    supports_redirect = True
    account_class = ProviderAccount
    door: SamlDoor

    def get_login_url(self, request: HttpRequest, **query: Any) -> str:
        url = reverse("saml:begin", kwargs={"door_id": self.id})
        return f"{url}?{urlencode(query)}" if query else url

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **more: Any
    ) -> HttpResponse:
        """On to the door; ``more["level"]`` is how surely she shall prove who she is."""
        level = TrustLevel(more.get("level", TrustLevel.BASIC))
        asked, target = ask(self.door, settings_for(self.door, self.metadata, level))
        self.stash_redirect_state(request, process, next_url, data, state_id=asked, **more)
        # A simulator stands in this house: whoever came by another name of it stays with that, and with her cookies.
        return HttpResponseRedirect(target.removeprefix(settings.PUBLIC_ADDRESS))

    @property
    def metadata(self) -> str:
        return self.app.settings.get("metadata", "")

    def extract_uid(self, data: Answer) -> str:
        return data.told[self.door.key]

    def extract_extra_data(self, data: Answer) -> dict[str, str]:
        return data.told

    def extract_common_fields(self, data: Answer) -> dict[str, str]:
        given, surname = self.door.full_name
        return {"first_name": data.told.get(given, ""), "last_name": data.told.get(surname, "")}

    def extract_email_addresses(self, data: Answer) -> list[EmailAddress]:
        """Unproved: nobody but our own code proves an address."""
        email = data.told.get(self.door.mail)
        return [EmailAddress(email=email, verified=False, primary=True)] if email else []


class BundIdProvider(SamlProvider):
    id, name, door = "bundid", "BundID", DOORS["bundid"]


class CompanyAccountProvider(SamlProvider):
    id, name, door = "unternehmenskonto", "Mein Unternehmenskonto", DOORS["unternehmenskonto"]


provider_classes = [BundIdProvider, CompanyAccountProvider]
