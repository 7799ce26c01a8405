"""The templates in ``deploy/cluster`` hold what the cluster promises, and the trial sees what it is there to see."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from deploy.cluster.trial.canaries import Line, two_primaries
from deploy.cluster.trial.templates import filled, front

DATABASES = {f"DB{n}_NAME": f"db{n}" for n in (1, 2, 3)} | {f"DB{n}_ADDRESS": f"198.18.40.1{n}" for n in (1, 2, 3)}
ETCD = ("NODE", "ADDRESS", "ETCD_DIR", "ETCD_CLUSTER", "ETCD_ENABLE_V2")
PATRONI = (
    *("NODE", "ADDRESS", "ETCD_HOSTS", "DATA_DIR", "BIN_DIR", "PASS_FILE", "SOCKET_DIR", "NETWORK", "WATCHDOG"),
    *("SUPERUSER_PASSWORD", "REPLICATION_PASSWORD", "REWIND_PASSWORD"),
)


@pytest.fixture
def patroni() -> dict:
    return yaml.safe_load(filled("patroni.yml", dict.fromkeys(PATRONI, "x") | {"ETCD_API": "etcd"}))


def test_what_is_acknowledged_lies_on_two_machines_or_waits(patroni: dict) -> None:
    asked = patroni["bootstrap"]["dcs"]
    assert (asked["synchronous_mode"], asked["synchronous_mode_strict"], asked["failsafe_mode"]) == (True, True, False)
    assert "synchronous_commit" not in asked["postgresql"]["parameters"]
    assert "statement_timeout" not in asked["postgresql"]["parameters"]


def test_a_primary_steps_down_before_another_takes_over(patroni: dict) -> None:
    asked = patroni["bootstrap"]["dcs"]
    assert asked["loop_wait"] + 2 * asked["retry_timeout"] <= asked["ttl"]
    assert 20 <= asked["ttl"] < 30


def test_a_returning_primary_can_be_rewound_and_flipped_bits_are_noticed(patroni: dict) -> None:
    assert patroni["bootstrap"]["dcs"]["postgresql"]["use_pg_rewind"] is True
    assert "data-checksums" in patroni["bootstrap"]["initdb"]


def test_nobody_comes_in_without_a_password_but_from_the_machine_itself(patroni: dict) -> None:
    assert {line.split()[-1] for line in patroni["postgresql"]["pg_hba"] if line.startswith("host")} == {
        "scram-sha-256"
    }
    assert {line.split()[-1] for line in patroni["postgresql"]["pg_hba"] if line.startswith("local")} == {"peer"}


def test_etcd_is_told_all_in_settings() -> None:
    lines = [line for line in filled("etcd.env", dict.fromkeys(ETCD, "x")).splitlines() if line and line[0] != "#"]
    assert all(line.startswith("ETCD_") and "=" in line for line in lines)
    assert "ETCD_PRE_VOTE=true" in lines


def test_a_word_nobody_gave_is_no_empty_place() -> None:
    with pytest.raises(KeyError):
        filled("haproxy-database.cfg", {})


@pytest.mark.parametrize(
    "content",
    [filled("haproxy-database.cfg", DATABASES), front("127.0.0.1:8000", ["198.18.40.21:8000", "198.18.40.22:8000"])],
    ids=["to the primary", "for visitors"],
)
def test_haproxy_takes_its_files(content: str, tmp_path: Path) -> None:
    if not (haproxy := shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin")):
        pytest.skip("HAPROXY'S FILES OF THE CLUSTER WERE NOT TESTED: no haproxy on this machine")
    file = tmp_path / "haproxy.cfg"
    file.write_text(content)
    done = subprocess.run([haproxy, "-c", "-f", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_canary_tells_a_change_of_primary_from_two_primaries() -> None:
    before, after = Line("db1", 1, timeline=1, begun=1.0, taken=1.1), Line("db2", 2, timeline=2, begun=3.0, taken=3.1)
    assert two_primaries([before, after]) == []
    late = Line("db1", 3, timeline=1, begun=3.2, taken=3.3)
    assert two_primaries([before, after, late]) == ["db1 took line 3 while db2 was primary"]
    twin = Line("db3", 4, timeline=2, begun=5.0, taken=5.1)
    assert two_primaries([before, after, twin]) == ["timeline 2 was written by db3 and db2"]


def test_who_may_not_make_networks_is_told_so_in_a_sentence() -> None:
    if os.geteuid():
        command = [sys.executable, "-m", "deploy.cluster.trial"]
    elif setpriv := shutil.which("setpriv"):
        nobody = ("--reuid", "65534", "--clear-groups", "--bounding-set", "-all")
        command = [setpriv, *nobody, sys.executable, "-m", "deploy.cluster.trial"]
    else:
        pytest.skip("THE CLUSTER WAS NOT STARTED AS NOBODY: no setpriv on this machine")
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    if "Permission denied" in done.stderr:
        pytest.skip("nobody may not read this checkout")
    assert done.returncode == 2
    assert done.stderr == (
        "The cluster was NOT tried: it makes network namespaces, for which it must run as root on Linux.\n"
    )
