"""The simulated doors: their addresses, keys and metadata."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from rathaus.integrations.demo.bundid.companies import COMPANIES
from rathaus.integrations.demo.bundid.people import PEOPLE
from rathaus.integrations.saml.doors import DOORS, SamlDoor
from rathaus.integrations.saml.keypair import Pair, kept_pair

_METADATA = """\
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="true">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>{certificate}</ds:X509Certificate>
    </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{address}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"""


@dataclass(frozen=True)
class Peer:
    """Who stands behind a door of ours; ``cast`` are those who have an account there."""

    door: SamlDoor
    cast: dict[str, Any]

    @property
    def address(self) -> str:
        return settings.PUBLIC_ADDRESS + reverse(f"demo_{self.door.id}")

    @property
    def entity(self) -> str:
        return f"{self.address}metadata"

    @property
    def pair(self) -> Pair:
        return kept_pair(f"demo-{self.door.id}")

    def metadata(self) -> str:
        lines = [line for line in self.pair.certificate.splitlines() if "-----" not in line]
        return _METADATA.format(entity=self.entity, address=self.address, certificate="".join(lines))


PEERS = {door: Peer(DOORS[door], cast) for door, cast in (("bundid", PEOPLE), ("unternehmenskonto", COMPANIES))}
