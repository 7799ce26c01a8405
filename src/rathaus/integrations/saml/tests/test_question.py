"""What we ask a door, and what we tell its operator."""

import zlib
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from rathaus.integrations.demo.bundid.peer import PEERS
from rathaus.integrations.demo.bundid.question import Wrong, read
from rathaus.integrations.saml.akdb import BPK2, DISPLAY_NAMESPACE, NAMESPACE
from rathaus.integrations.saml.keypair import own_pair
from rathaus.integrations.saml.tests.asking import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NAMES = Saml.NSMAP | {"akdb": NAMESPACE, "ui": DISPLAY_NAMESPACE}
CONTEXTS = {
    "": "STORK-QAA-Level-1",
    "?level=basic": "STORK-QAA-Level-1",
    "?level=substantial": "STORK-QAA-Level-3",
    "?level=high": "STORK-QAA-Level-4",
    "?level=4": "STORK-QAA-Level-1",
}
REQUESTED = {
    "urn:oid:1.3.6.1.4.1.25484.494450.3": "true",
    "urn:oid:1.2.40.0.10.2.1.1.261.94": "true",
    "urn:oid:2.5.4.4": "true",
    "urn:oid:2.5.4.42": "true",
    "urn:oid:0.9.2342.19200300.100.1.3": "false",
    "urn:oid:1.2.40.0.10.2.1.1.225566": "false",
    "urn:oid:1.2.40.0.10.2.1.1.55": "false",
    "urn:oid:1.3.6.1.5.5.7.9.2": "false",
    "urn:oid:2.5.4.16": "false",
    "urn:oid:2.5.4.17": "false",
    "urn:oid:2.5.4.7": "false",
    "urn:oid:1.2.40.0.10.2.1.1.225599": "false",
}


def asked(browser: Browser) -> etree._Element:
    text = parse_qs(urlsplit(browser.asked_at()).query)["SAMLRequest"][0]
    return etree.fromstring(zlib.decompress(b64decode(text), -15))


@pytest.mark.parametrize("query", CONTEXTS)
def test_bundid_is_asked_for_a_level_at_least(query: str) -> None:
    wanted = asked(Browser(query=query)).find("samlp:RequestedAuthnContext", NAMES)
    assert wanted.get("Comparison") == "minimum"
    assert [one.text for one in wanted] == [CONTEXTS[query]]


def test_bundid_is_asked_in_its_own_words() -> None:
    root = asked(Browser())
    extension = root.find("samlp:Extensions/akdb:AuthenticationRequest", NAMES)
    assert extension.get("Version") == "2"
    attributes = extension.findall("akdb:RequestedAttributes/akdb:RequestedAttribute", NAMES)
    assert {one.get("Name"): one.get("RequiredAttribute") for one in attributes} == REQUESTED
    shown = extension.find("akdb:DisplayInformation/ui:Version", NAMES)
    assert {etree.QName(one).localname: one.text for one in shown} == {
        "OrganizationDisplayName": "Duisburg",
        "OnlineServiceId": "BMI-0000",
    }
    assert OneLogin_Saml2_XML.validate_xml(etree.tostring(root), "saml-schema-protocol-2.0.xsd") != "invalid_xml"


def test_the_question_is_signed_as_a_whole() -> None:
    target = Browser().asked_at()
    sent = parse_qs(urlsplit(target).query, keep_blank_values=True)
    assert sent["SigAlg"] == [Saml.RSA_SHA256]
    assert read(urlsplit(target).query, PEERS["bundid"]).attributes[BPK2]
    for changed in (
        target.replace("RelayState=", "RelayState=x"),
        target.replace("rsa-sha256", "rsa-sha512"),
        target.replace("SAMLRequest=", "SAMLRequest=x"),
    ):
        with pytest.raises(Wrong):
            read(urlsplit(changed).query, PEERS["bundid"])


def test_a_question_for_one_door_is_none_for_the_other() -> None:
    with pytest.raises(Wrong):
        read(urlsplit(Browser().asked_at()).query, PEERS["unternehmenskonto"])


def test_the_simulator_says_plainly_that_a_question_is_wrong(client: Client) -> None:
    page = client.get("/demo/bundid/?SAMLRequest=x&SigAlg=y&Signature=z")
    assert page.status_code == 400
    assert "geben wir keine Antwort" in page.content.decode()


@pytest.mark.parametrize("door", ["bundid", "unternehmenskonto"])
def test_the_metadata_tells_where_we_are_and_is_signed(client: Client, door: str) -> None:
    told = client.get(f"/konto/{door}/metadaten.xml", headers={"host": "boese.example"})
    assert told["Content-Type"] == "application/samlmetadata+xml"
    root = etree.fromstring(told.content)
    assert root.get("entityID") == f"{settings.PUBLIC_ADDRESS}/konto/{door}/metadaten.xml"
    place = root.find("md:SPSSODescriptor/md:AssertionConsumerService", NAMES)
    assert place.get("Location") == f"{settings.PUBLIC_ADDRESS}/konto/{door}/antwort/"
    uses = [one.get("use") for one in root.findall("md:SPSSODescriptor/md:KeyDescriptor", NAMES)]
    assert uses == ["signing", "encryption"]
    assert OneLogin_Saml2_Utils.validate_metadata_sign(told.content, own_pair().certificate)
    assert b"PRIVATE" not in told.content


def test_a_door_outside_this_house_is_reached_by_a_page_in_between(client: Client) -> None:
    metadata = PEERS["bundid"].metadata().replace(PEERS["bundid"].address, "https://id.bund.example/sso")
    app = {"client_id": "bundid", "name": "BundID", "settings": {"metadata": metadata}}
    with override_settings(SOCIALACCOUNT_PROVIDERS={"bundid": {"APP": app}}):
        page = client.post("/konto/bundid/anmelden/")
    assert page.status_code == 200
    assert page["Refresh"].startswith("0;url=https://id.bund.example/sso?SAMLRequest=")


def test_opening_the_page_before_the_door_asks_nobody(client: Client) -> None:
    client.get("/konto/bundid/anmelden/")
    assert "socialaccount_states" not in client.session


def test_the_answer_waits_sealed_and_for_one_page_alone() -> None:
    browser = Browser()
    browser.ask()
    arrived = browser.client.post("/konto/bundid/antwort/", {"SAMLResponse": "dGVzdA=="})
    cookie = arrived.cookies["saml-antwort"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/konto/bundid/antwort/lesen/", True, "Lax")
    kept = Session.objects.get(pk=cookie.value)
    assert "dGVzdA==" not in str(kept.get_decoded())


def test_nothing_waits_and_the_reading_page_leads_back(client: Client) -> None:
    page = client.get("/konto/bundid/antwort/lesen/")
    assert (page.status_code, page["Location"]) == (302, "/konto/bundid/anmelden/")
