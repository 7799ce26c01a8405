"""The files in ``deploy/`` fit this house, and the programs they are for take them."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

ROOT = settings.ROOT
DEPLOY = ROOT / "deploy"
UNITS = sorted(unit for unit in (DEPLOY / "systemd").iterdir() if unit.is_file())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
CONTAINERFILE = (DEPLOY / "container" / "Containerfile").read_text()
NGINX = (DEPLOY / "nginx" / "rathaus.conf").read_text()
HAPROXY = (DEPLOY / "haproxy" / "haproxy.cfg").read_text()
LOG_CONFIG = settings.PACKAGE / "config" / "granian.json"
SETTINGS = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
NOT_OURS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def starts(unit: Path) -> Iterator[list[str]]:
    for line in re.sub(r"\\\n\s*", "", unit.read_text()).splitlines():
        if line.startswith("ExecStart="):
            words = shlex.split(line.removeprefix("ExecStart="))
            if words[:2] == ["/bin/sh", "-c"]:
                words = shlex.split(words[2].removeprefix("exec "))
            yield words


def started_here(unit: str) -> list[list[str]]:
    """The commands of a unit, for the checkout of this test."""
    commands = starts(DEPLOY / "systemd" / unit)
    return [[word.replace("/opt/rathaus/current", str(ROOT)) for word in words] for words in commands]


def names_in(text: str) -> set[str]:
    """Settings of ours, also those that name a file instead."""
    return {
        name.removesuffix("_FILE")
        for name in re.findall(r"\b((?:RATHAUS|CLAMD|SMTP|IMAP|DATABASE|DATA)_[A-Z_]+)\b", text)
    }


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate in one file."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    key, public = tmp_path / "key.pem", tmp_path / "public.pem"
    subprocess.run([*made, "-keyout", str(key), "-out", str(public)], check=True, capture_output=True)
    both = tmp_path / "both.pem"
    both.write_text(public.read_text() + key.read_text())
    return both


def test_every_setting_named_there_exists() -> None:
    pages = [CONTAINERFILE, NGINX, HAPROXY, (ROOT / "docs" / "operations" / "install.md").read_text()]
    pages += [unit.read_text() for unit in (DEPLOY / "systemd").rglob("*.*") if unit.is_file()]
    assert set().union(*map(names_in, pages)) - SETTINGS == set()
    given = re.findall(r"^(?:ENV|   ) ?([A-Z_]+)=", CONTAINERFILE, re.MULTILINE)
    assert "DATA_DIR" in given
    assert set(given) - SETTINGS - NOT_OURS == set()


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_unit_starts_what_there_is(unit: Path) -> None:
    commands = list(starts(unit))
    assert commands
    for program, *words in commands:
        assert program.startswith("/opt/rathaus/current/.venv/bin/")
        if program.endswith("/rathaus"):
            assert words[0].replace("-", "_") in get_commands(), words
        else:
            assert words[:2] == ["-m", "granian"]
            module = words[2].partition(":")[0].removeprefix("rathaus.")
            assert (settings.PACKAGE / f"{module.replace('.', '/')}.py").exists()


def test_what_the_web_server_says_by_itself_is_json_too() -> None:
    """Of a process that died, say: what one wants an alarm on."""
    starts_it = [CONTAINERFILE, *(unit.read_text() for unit in SERVICES if "granian" in unit.read_text())]
    assert len(starts_it) == 3
    for text in starts_it:
        [place] = re.findall(r'--log-config(?:", "| )/opt/rathaus/(?:current/)?([\w/.]+)', text)
        assert ROOT / place == LOG_CONFIG
    said = f"""
import json, pathlib
from granian.log import LogLevels, configure_logging, logger
configure_logging(LogLevels.warning, json.loads(pathlib.Path({str(LOG_CONFIG)!r}).read_text()))
logger.info("Listening")
logger.error("Worker crash loop detected, exiting")
"""
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    told = json.loads(done.stderr)
    assert (told["level"], told["message"]) == ("ERROR", "Worker crash loop detected, exiting")
    assert done.stdout == ""


def test_every_timer_has_its_service_and_every_service_its_way_to_start() -> None:
    names = {unit.name for unit in UNITS}
    for unit in UNITS:
        if unit.suffix == ".timer":
            assert f"{unit.stem}.service" in names
        elif f"{unit.stem}.timer" not in names:
            assert "WantedBy=multi-user.target" in unit.read_text()
            assert "Restart=always" in unit.read_text()


def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("THE UNITS WERE NOT VERIFIED: no systemd-analyze on this machine")
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    for unit in folder.rglob("*.*"):
        if unit.is_file():
            # The program lies where this test runs.
            unit.write_text(unit.read_text().replace("/opt/rathaus/current", str(ROOT)))
    named = [str(folder / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *named], capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "rathaus" in line]
    assert (ours, done.returncode) == ([], 0)


def test_nginx_takes_its_file(tmp_path: Path, certificate: Path) -> None:
    if not (nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")):
        pytest.skip("NGINX'S FILE WAS NOT TESTED: no nginx on this machine")
    site = tmp_path / "rathaus.conf"
    logs = NGINX.replace("/var/log/nginx", str(tmp_path))
    site.write_text(re.sub(r"/etc/rathaus/tls/\w+\.pem", str(certificate), logs))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\nhttp {{ include {site}; }}\n")
    done = subprocess.run([nginx, "-t", "-c", str(whole)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_nginx_writes_down_no_address_of_a_page() -> None:
    servers = NGINX.split("\nserver {")[1:]
    assert len(servers) == 3
    for server in servers:
        assert "access_log off;" in server
        # Whom it sends elsewhere or to the house: by default an error names visitor and address, codes and all.
        assert "return 444;" in server or "error_log /var/log/nginx/error.log crit;" in server


def test_haproxy_takes_its_file(tmp_path: Path, certificate: Path) -> None:
    if not (haproxy := shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin")):
        pytest.skip("HAPROXY'S FILE WAS NOT TESTED: no haproxy on this machine")
    file = tmp_path / "haproxy.cfg"
    file.write_text(HAPROXY.replace("/etc/rathaus/tls/haproxy.pem", str(certificate)))
    done = subprocess.run([haproxy, "-c", "-f", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr


def test_both_proxies_lead_live_boards_to_their_process_and_let_large_requests_through() -> None:
    limit = settings.REQUEST_LIMIT
    assert f"client_max_body_size {limit // 1024 // 1024}m;" in NGINX
    assert f"req.body_size gt {limit}" in HAPROXY
    for pattern in (
        re.search(r"location ~ (\S+live\S+) ", NGINX),
        re.search(r"use_backend live .* path_reg (\S+)", HAPROXY),
    ):
        assert pattern
        assert re.search(pattern[1], "/raum/7K4M/live/")
        assert not re.search(pattern[1], "/raum/7K4M/")
    for address in ("/healthz", "/readyz"):
        assert resolve(address)


def test_the_backup_may_write_where_it_is_to() -> None:
    unit = (DEPLOY / "systemd" / "rathaus-backup.service").read_text()
    folder = re.search(r"^ReadWritePaths=(\S+)$", unit, re.MULTILINE)
    assert folder
    assert f'rathaus backup "{folder[1]}/' in unit


def test_nothing_the_image_is_made_of_is_kept_from_its_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert {name for line in copied for name in line.split()} == {line[1:] for line in ignored if line.startswith("!")}


def test_the_image_is_made_of_what_there_is_and_runs_without_privileges() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINERFILE, re.MULTILINE)
    assert copied
    assert [name for line in copied for name in line.split() if not (ROOT / name).exists()] == []
    user = CONTAINERFILE.rindex("USER 10001:10001")
    assert user > CONTAINERFILE.rindex("RUN ")
    [serve, check] = [json.loads(words) for words in re.findall(r"CMD (\[.*\])$", CONTAINERFILE, re.MULTILINE)][::-1]
    assert serve[:4] == ["python", "-m", "granian", "rathaus.config.wsgi:application"]
    compile(check[2], "healthcheck", "exec")
    kept = re.search(r"^COPY --from=build /opt/rathaus/.venv", CONTAINERFILE, re.MULTILINE)
    assert kept, "the second stage takes what runs, and nothing of what built it"
