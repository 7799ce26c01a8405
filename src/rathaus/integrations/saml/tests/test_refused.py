"""Answers that let nobody in. The first test shows that the same answers, left as they were made, do."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest
import xmlsec
from django.conf import settings
from django.test import Client
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.demo.bundid import plan as making
from rathaus.integrations.demo.bundid.faults import FAULTS, spoiled
from rathaus.integrations.demo.bundid.plan import Plan, encrypted, response
from rathaus.integrations.saml.keypair import kept_pair, own_pair
from rathaus.integrations.saml.tests.asking import HIGH, MIA, Browser, assert_refused
from rathaus.integrations.saml.tests.wrapping import ATTACKS, EVIL, wrapped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

PLAIN = {"encrypts": False}
ACCEPTED = {
    "signed and encrypted": {},
    "only the assertion signed": {"signs_response": False},
    "not encrypted": PLAIN,
    "not encrypted, only the assertion signed": PLAIN | {"signs_response": False},
    "by RSA with SHA-512": {"algorithm": Saml.RSA_SHA512, "digest": Saml.SHA512},
}


@pytest.mark.parametrize("how", ACCEPTED.values(), ids=ACCEPTED)
def test_a_right_answer_lets_her_in(how: dict) -> None:
    browser = Browser()
    page = browser.bring(replace(browser.plan(), **how))
    assert (page.status_code, browser.is_in) == (302, True)


SEEN_AT = {"XSW1": "signature", "XSW7": "signature", "XSW8": "signature"}
"""A signature within a signature, or the same ID twice; the others are seen at their second assertion."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_wrapped_answer_is_refused(attack: str) -> None:
    browser = Browser()
    right = replace(browser.plan(), **PLAIN, signs_response=attack in ("XSW1", "XSW2"))
    forged = wrapped(response(right), attack, MIA.bpk2)
    assert EVIL in forged
    assert forged.count("SignatureValue") >= 2
    assert_refused(browser.bring(forged), browser, SEEN_AT.get(attack, "assertions"))


@pytest.mark.parametrize("attack", ["XSW4", "XSW6", "XSW8"])
def test_an_assertion_wrapped_and_then_encrypted_is_refused(attack: str) -> None:
    browser = Browser()
    right = replace(browser.plan(), **PLAIN, signs_response=False)
    forged = wrapped(response(right), attack, MIA.bpk2)
    sent = _with_assertion_encrypted(forged)
    assert EVIL not in sent
    assert_refused(browser.bring(sent), browser, SEEN_AT.get(attack, "assertions"))


@pytest.mark.parametrize("encrypts", [False, True])
@pytest.mark.parametrize("split", ["NameID", "bPK2"])
def test_a_comment_in_a_name_is_refused(split: str, encrypts: bool) -> None:
    browser = Browser()
    right = replace(browser.plan(), **PLAIN, signs_response=False)
    word = right.name_id if split == "NameID" else MIA.bpk2
    forged = response(right).replace(f">{word}<", f">{word[:5]}<!-- -->{word[5:]}<")
    assert forged != response(right)
    assert "<!-- -->" in forged
    assert_refused(browser.bring(_with_assertion_encrypted(forged) if encrypts else forged), browser, "markup")


REASONS = {
    "expired": "expired",
    "early": "early",
    "unsigned": "unsigned",
    "foreign_key": "signature",
    "sha1": "algorithm",
    "audience": "audience",
    "recipient": "recipient",
    "unasked": "unasked",
    "nameless": "nameless",
    "technical": "technical",
}


@pytest.mark.parametrize("encrypts", [False, True])
@pytest.mark.parametrize("fault", REASONS)
def test_every_wrong_answer_of_the_simulator_is_refused(fault: str, encrypts: bool) -> None:
    browser = Browser()
    wrong = spoiled(fault, replace(browser.plan(), encrypts=encrypts))
    assert_refused(browser.bring(wrong), browser, REASONS[fault])


def test_the_simulator_has_no_other_wrong_answers() -> None:
    assert FAULTS.keys() - REASONS.keys() == {"too_low"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"destination": "https://woanders.example/"}, "recipient"),
        ({"destination": ""}, "recipient"),
        ({"destination": f"{settings.PUBLIC_ADDRESS}/konto/bundid/antwort/?x"}, "recipient"),
        ({"recipient": ""}, "recipient"),
        ({"recipient": f"{settings.PUBLIC_ADDRESS}/konto/bundid/antwort/.woanders.example"}, "recipient"),
        ({"audience": ""}, "audience"),
        ({"issuer": "https://woanders.example/"}, "issuer"),
        ({"asked": "ONELOGIN_0000000000000000000000000000000000000000"}, "unasked"),
        ({"signs_assertion": False, **PLAIN}, "unsigned"),
        ({"signs_assertion": False}, "unsigned"),
        ({"certificate": "forger"}, "malformed"),
        ({"pair": "forger", "signs_response": False}, "signature"),
        ({"digest": Saml.SHA1}, "algorithm"),
        ({"algorithm": Saml.RSA_SHA1}, "algorithm"),
        ({"at": timedelta(minutes=-6)}, "recipient"),
    ],
    ids=str,
)
def test_what_is_not_meant_for_us_is_refused(change: dict, reason: str) -> None:
    browser = Browser()
    right = browser.plan()
    if "certificate" in change:
        change = {"certificate": kept_pair("demo-forger").certificate}
    if "pair" in change:
        change = change | {"pair": kept_pair("demo-forger")}
    if "at" in change:
        change = {"at": right.at + change["at"]}
    assert_refused(browser.bring(replace(right, **change)), browser, reason)


def test_a_changed_answer_is_refused() -> None:
    browser = Browser()
    right = response(replace(browser.plan(), **PLAIN, signs_response=False))
    assert_refused(browser.bring(right.replace(MIA.bpk2, EVIL)), browser, "signature")


def test_two_assertions_are_refused() -> None:
    browser = Browser()
    right = replace(browser.plan(), **PLAIN, signs_response=False)
    more = making._assertion(replace(right, assertion_id="_another"))
    assert_refused(
        browser.bring(response(right).replace("</samlp:Response>", f"{more}</samlp:Response>")), browser, "assertions"
    )


def test_an_answer_signed_with_our_public_key_as_a_password_is_refused() -> None:
    browser = Browser()
    right = replace(browser.plan(), **PLAIN, signs_response=False, signs_assertion=False)
    assert_refused(browser.bring(_signed_by_hmac(right)), browser, "algorithm")


DOCTYPES = {
    "a file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "another server": '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
    "a billion laughs": "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '"
    + "&a;" * 100
    + "'><!ENTITY c '"
    + "&b;" * 100
    + "'>]>",
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(doctype: str, encoding: str) -> None:
    browser = Browser()
    right = response(replace(browser.plan(), **PLAIN)).replace(MIA.surname, "&x;")
    header = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = base64.b64encode(f"{header}{doctype}{right}".encode(encoding)).decode()
    assert_refused(browser.bring_text(text), browser, "markup" if encoding == "utf-8" else "malformed")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "malformed"),
        ("kein Base64!", "malformed"),
        (base64.b64encode(b"<r/>").decode(), "malformed"),
        (base64.b64encode(b"\xff\xfe" * 40).decode(), "malformed"),
        ("A" * 300_000, "oversized"),
    ],
    ids=["empty", "not base64", "other XML", "no XML", "oversized"],
)
def test_what_is_no_answer_at_all_is_refused(text: str, reason: str) -> None:
    browser = Browser()
    assert_refused(browser.bring_text(text), browser, reason)


def test_an_answer_is_good_for_one_time_only() -> None:
    browser = Browser()
    right = browser.plan()
    states = browser.client.session["socialaccount_states"]
    browser.bring(right)
    assert browser.is_in
    Person.objects.all().delete()
    thief = Browser()
    thief.ask()
    session = thief.client.session
    # Even in a browser that believes it asked this very question.
    session["socialaccount_states"] = states
    session.save()
    assert_refused(thief.bring(right), thief, "replayed")


def test_the_same_browser_can_not_bring_it_twice_either() -> None:
    browser = Browser()
    right = browser.plan()
    browser.bring(right)
    browser.client.post("/konto/abmelden/")
    Person.objects.all().delete()
    assert_refused(browser.bring(right), browser, "replayed")


def test_an_answer_to_somebody_elses_question_is_refused() -> None:
    attacker, victim = Browser(), Browser()
    victim.ask()
    assert_refused(victim.bring(attacker.plan()), victim, "unasked")


def test_an_answer_of_one_door_does_not_open_another() -> None:
    browser = Browser()
    right = browser.plan()
    other = Browser(client=browser.client, door="unternehmenskonto")
    assert_refused(other.bring(right), other, "recipient")


def test_less_than_was_asked_for_is_refused() -> None:
    browser = Browser(query="?level=high&next=/antrag/meldebescheinigung/")
    page = browser.bring(browser.plan(context="STORK-QAA-Level-3"))
    assert_refused(page, browser, "level")
    again = 'href="/konto/bundid/anmelden/?level=high&amp;next=%2Fantrag%2Fmeldebescheinigung%2F"'
    assert again in page.content.decode()
    assert 'href="/antrag/meldebescheinigung/"' in page.content.decode()


def test_a_level_that_the_way_of_signing_in_does_not_bear_out_does_not_count() -> None:
    browser = Browser(query="?level=high")
    boasting = replace(browser.plan(), context="STORK-QAA-Level-1")
    assert boasting.attributes["urn:oid:1.2.40.0.10.2.1.1.261.94"] == HIGH
    assert_refused(browser.bring(boasting), browser, "level")


def test_whoever_cancels_comes_back_to_where_she_was() -> None:
    browser = Browser(query="?next=/antrag/meldebescheinigung/")
    page = browser.bring(spoiled("cancelled", browser.plan()))
    assert (page.status_code, page["Location"]) == (302, "/antrag/meldebescheinigung/")
    assert "Anmeldung mit BundID abgebrochen" in browser.client.get("/konto/anmelden/").content.decode()
    assert not browser.is_in
    assert Entry.objects.latest("number").detail == {"reason": "cancelled"}


def test_a_flood_of_answers_is_not_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {"door_answer": "3/m/ip"})
    told = [client.post("/konto/bundid/antwort/", {"SAMLResponse": "x"}).status_code for _ in range(5)]
    assert told == [302, 302, 302, 429, 429]


def test_whoever_is_signed_in_stays_so_when_an_answer_is_refused(bernd: Person) -> None:
    client = Client()
    client.force_login(bernd)
    browser = Browser(client=client)
    page = browser.bring(spoiled("unsigned", browser.plan()))
    assert page.status_code == 400
    assert "Sie sind weiter angemeldet wie vorher." in page.content.decode()
    assert client.session["_auth_user_id"] == str(bernd.pk)


def test_the_audit_and_the_page_name_nobody() -> None:
    browser = Browser()
    page = browser.bring(spoiled("expired", replace(browser.plan(), **PLAIN)))
    told = page.content.decode() + str(list(Entry.objects.values()))
    assert [text for text in (MIA.bpk2, MIA.surname, MIA.mail, MIA.street) if text in told] == []


def _with_assertion_encrypted(xml: str) -> str:
    begin, end = xml.index("<saml:Assertion"), xml.rindex("</saml:Assertion>") + len("</saml:Assertion>")
    return xml[:begin] + encrypted(xml[begin:end], own_pair().certificate) + xml[end:]


def _signed_by_hmac(plan: Plan) -> str:
    root = etree.fromstring(response(plan).encode())
    assertion = root.find(f"{{{Saml.NS_SAML}}}Assertion")
    signature = xmlsec.template.create(assertion, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.HMAC_SHA256, ns="ds")
    assertion[0].addnext(signature)
    xmlsec.tree.add_ids(assertion, ["ID"])
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri=f"#{assertion.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_binary_data(xmlsec.KeyData.HMAC, plan.pair.certificate.encode())
    context.sign(signature)
    return etree.tostring(root, encoding="unicode")
