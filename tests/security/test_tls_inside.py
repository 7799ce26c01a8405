"""Between proxy and web server stands TLS where they stand on different machines (OWASP ASVS 12.3.3).

Certificates are made for the test; the web server is started as ``deploy/systemd`` starts it, and the proxies check it
by the lines that their files hold ready.
"""

import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

import pytest

from tests.architecture.test_deploy import DEPLOY, started_here
from tests.security.proxies import WHERE, free_port, running, through_haproxy, through_nginx

NAME = "web.rathaus.internal"
STANDS_FOR = {
    "rathaus-web@.service": ("rathaus.config.wsgi:application", "tests.security.seen:application"),
    "rathaus-live.service": ("rathaus.config.asgi:application", "tests.security.seen:live"),
}
"""By unit, what is asked instead of the house, which would need its database."""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``inside.pem`` and ``other.pem`` for the same name, and their keys."""
    folder = tmp_path_factory.mktemp("tls")
    for name in ("inside", "other"):
        files = ["-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem")]
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
        named = ["-addext", f"subjectAltName=DNS:{NAME},DNS:localhost"]
        subprocess.run([*made, *named, *files], check=True, capture_output=True)
    return folder


@contextmanager
def started(unit: str, certificates: Path, shows: str = "inside") -> Iterator[int]:
    """What the unit starts, given a certificate by ``rathaus.env``."""
    [command] = started_here(unit)
    house, instead = STANDS_FOR[unit]
    assert command[3] == house
    port = free_port()
    given = command[command.index("--port") + 1]
    words = [instead if word == house else str(port) if word == given else word for word in command[1:]]
    environment = {
        "GRANIAN_SSL_CERTIFICATE": str(certificates / f"{shows}.pem"),
        "GRANIAN_SSL_KEYFILE": str(certificates / f"{shows}.key"),
        "SEEN": str(certificates / "seen"),
    }
    with running([sys.executable, *words], port, **environment):
        yield port


def asked(port: int, trusted: Path | None) -> int:
    """The status of an answer by TLS, to somebody who trusts this certificate alone."""
    context = ssl.create_default_context(cafile=str(trusted) if trusted else None)
    connection = HTTPSConnection("localhost", port, context=context, timeout=20)
    connection.request("GET", "/")
    return connection.getresponse().status


@pytest.mark.parametrize("unit", STANDS_FOR)
def test_with_a_certificate_it_answers_by_tls_and_not_otherwise(unit: str, certificates: Path) -> None:
    with started(unit, certificates) as port:
        assert asked(port, certificates / "inside.pem") == 200
        for stranger in (certificates / "other.pem", None):
            with pytest.raises(ssl.SSLCertVerificationError):
                asked(port, stranger)
        with pytest.raises((HTTPException, OSError)):
            status(port)


@pytest.mark.parametrize("unit", STANDS_FOR)
def test_a_unit_listens_on_the_machine_itself_unless_told_otherwise(unit: str) -> None:
    text = (DEPLOY / "systemd" / unit).read_text()
    assert "Environment=GRANIAN_HOST=127.0.0.1\n" in text
    assert "--host" not in text


@pytest.mark.parametrize(("shows", "told"), [("inside", 200), ("other", 502)])
def test_nginx_asks_none_but_who_shows_the_certificate_it_knows(
    shows: str, told: int, certificates: Path, tmp_path: Path
) -> None:
    if not (nginx := shutil.which("nginx", path=WHERE)):
        pytest.skip("NOT TESTED: nginx is not installed")
    ready = re.findall(r"^ +# (proxy_ssl_\w+ .*;)$", (DEPLOY / "nginx" / "rathaus.conf").read_text(), re.MULTILINE)
    assert "proxy_ssl_verify on;" in ready
    more = "\n".join(ready).replace("/etc/rathaus/tls/inside.pem", str(certificates / "inside.pem"))
    with (
        started("rathaus-web@.service", certificates, shows) as port,
        through_nginx(nginx, tmp_path, port, by="https", more=more) as door,
    ):
        assert status(door) == told


@pytest.mark.parametrize(("shows", "told"), [("inside", 200), ("other", 503)])
def test_haproxy_asks_none_but_who_shows_the_certificate_it_knows(
    shows: str, told: int, certificates: Path, tmp_path: Path
) -> None:
    if not (haproxy := shutil.which("haproxy", path=WHERE)):
        pytest.skip("NOT TESTED: haproxy is not installed")
    [ready] = re.findall(r"^ +# (ssl verify .*)$", (DEPLOY / "haproxy" / "haproxy.cfg").read_text(), re.MULTILINE)
    more = ready.replace("/etc/rathaus/tls/inside.pem", str(certificates / "inside.pem"))
    with (
        started("rathaus-web@.service", certificates, shows) as port,
        through_haproxy(haproxy, tmp_path, port, more=more) as door,
    ):
        assert status(door) == told


def status(port: int) -> int:
    """Of an answer without TLS, as a proxy gives it here."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/")
    return connection.getresponse().status
