"""A Dovecot (IMAP server) for one run: fresh, on ports of its own, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "ideen@rathaus.example", "geheim/mit:allem@"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Missing(Exception):
    """There is no Dovecot on this machine, and it cannot be installed."""


@dataclass(frozen=True)
class Server:
    """A running server with one empty mailbox, that of ``USER``."""

    plain_port: int
    tls_port: int
    certificate: Path
    """Signed by itself, for ``localhost``."""


@contextmanager
def server() -> Iterator[Server]:
    """A running, empty server; raises Missing. It needs no root."""
    binary = find()
    # A socket's path takes 107 characters: not in $TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="rathaus-imap-", dir="/tmp"))
    running = Server(_free_port(), _free_port(), folder / "certificate.pem")
    try:
        _write(folder, running)
        # As root it would switch users; as anybody else it is that user throughout.
        user = "dovecot" if os.geteuid() == 0 else None
        command = [str(binary), "-F", "-c", str(folder / "dovecot.conf")]
        process = subprocess.Popen(
            command, user=user, group=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            _wait_for(running.plain_port, process, folder / "log")
            yield running
        finally:
            process.terminate()
            process.wait(timeout=10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find() -> Path:
    """The program ``dovecot``, installed first where that is possible."""
    if found := _installed():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "-y", "-qq", "dovecot-imapd"], check=False, stdout=sys.stderr)
    if found := _installed():
        return found
    raise Missing("no dovecot with IMAP on this machine, and apt-get could not install dovecot-imapd")


def _installed() -> Path | None:
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Path(found) if found and Path("/usr/lib/dovecot/imap").exists() else None


def _write(folder: Path, running: Server) -> None:
    owner = "dovecot" if os.geteuid() == 0 else os.geteuid()
    made_for = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(running.certificate)]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made_for, *files], check=True, capture_output=True
    )
    (folder / "home").mkdir()
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, owner, owner)
    (folder / "dovecot.conf").write_text(_config(folder, running))


def _config(folder: Path, running: Server) -> str:
    status = folder.stat()
    ports = {"plain_port": running.plain_port, "tls_port": running.tls_port}
    user, group = _names(status.st_uid, status.st_gid)
    return CONFIG.format(
        folder=folder, user=user, group=group, uid=status.st_uid, gid=status.st_gid, password=PASSWORD, **ports
    )


def _names(uid: int, gid: int) -> tuple[str, str]:
    names = [subprocess.run(["id", f"-{kind}n", str(uid)], capture_output=True, text=True).stdout for kind in "ug"]
    return names[0].strip(), names[1].strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[str]", log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.terminate()
    said = process.communicate()[1] + (log.read_text() if log.exists() else "")
    raise RuntimeError(f"dovecot did not start:\n{said}")
