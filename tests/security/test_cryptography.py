"""The source uses the cryptography of docs/security/cryptography.md, and what nobody may guess is random."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rathaus.lib.references import new_code, new_reference

HASHES = {"sha256", "sha512", "compare_digest", "new", "digest", "pbkdf2_hmac", "scrypt"}
REFUSED = re.compile(r"\b(md5|sha1|SHA1|ECB|PKCS1v15|TripleDES|ARC4|Blowfish|RC4|modes\.CBC)\b")
REVIEWED = {"integrations/demo/bundid/faults.py"}
"""The simulator of BundID answers with what must be refused."""


def _sources() -> Iterator[tuple[str, str]]:
    for file in sorted(settings.PACKAGE.rglob("*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts:
            yield str(file.relative_to(settings.PACKAGE)), file.read_text()


def test_only_listed_hashes_and_ciphers_are_named_in_the_source() -> None:
    named = {name: set(REFUSED.findall(_without_texts(text))) for name, text in _sources() if name not in REVIEWED}
    assert {name: words for name, words in named.items() if words} == {}


def test_every_hash_is_a_listed_one() -> None:
    used = {
        (name, node.attr)
        for name, text in _sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("hashlib", "hmac")
    }
    assert used
    assert {one for one in used if one[1] not in HASHES} == set()


def test_nothing_that_must_not_be_guessed_comes_from_the_other_random() -> None:
    other = re.compile(r"from random import|\brandom\.(?!SystemRandom\b)\w+")
    assert [name for name, text in _sources() if other.search(text)] == []


def test_ten_thousand_of_each_are_all_different_and_as_long_as_promised() -> None:
    codes = {new_code() for _ in range(10_000)}
    assert len(codes) == 10_000
    assert {len(code.replace("-", "")) for code in codes} == {12}
    assert len({new_reference() for _ in range(10_000)}) > 9_990


def test_the_document_names_every_algorithm_of_the_source() -> None:
    document = (Path(settings.ROOT) / "docs" / "security" / "cryptography.md").read_text()
    for word in ("AES-256-GCM", "Argon2id", "HMAC-SHA-256", "RS256", "TOTP", "ECDH P-256"):
        assert word in document
    for key in ("RATHAUS_VAULT_KEY", "RATHAUS_SECRET_KEY", "RATHAUS_OIDC_KEY", "RATHAUS_SAML_KEY", "RATHAUS_PUSH_KEY"):
        assert f"`{key}`" in document


def _without_texts(source: str) -> str:
    """The program without docstrings and comments."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            node.value.value = ""
    return ast.unparse(tree)
