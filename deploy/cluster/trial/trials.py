"""The faults, one after the other: what is done, when the cluster has to be itself again, how it is mended."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from deploy.cluster.trial.scene import Scene


@dataclass(frozen=True)
class Trial:
    """``strike`` breaks something and gives its name; all else gets that name back.

    ``recovered`` holds once the cluster helped itself; ``None`` where it must not: then it is watched for ``held``
    seconds, in which nothing may be acknowledged.
    """

    name: str
    what: str
    strike: Callable[[Scene], str]
    mend: Callable[[Scene, str], None]
    recovered: Callable[[Scene, str], bool] | None = None
    held: float = 0.0


def _primary(scene: Scene) -> str:
    return scene.databases.leader()


def _standby(scene: Scene) -> str:
    return scene.databases.named("sync_standby")[0]


def _another_primary(scene: Scene, name: str) -> bool:
    return scene.databases.leader() not in ("", name)


def _another_standby(scene: Scene, name: str) -> bool:
    return any(standby != name for standby in scene.databases.named("sync_standby"))


# --- The primary ------------------------------------------------------------------------------------


def _kill_postgresql(scene: Scene) -> str:
    name = _primary(scene)
    scene.databases.kill_postgresql(name)
    return name


def _kill_patroni(scene: Scene) -> str:
    name = _primary(scene)
    scene.databases.patroni[name].kill()
    return name


def _start_patroni(scene: Scene, name: str) -> None:
    if not scene.databases.patroni[name].running:
        scene.databases.patroni[name].start()


def _freeze(scene: Scene) -> str:
    name = _primary(scene)
    _signal_database(scene, name, signal.SIGSTOP)
    return name


def _thaw(scene: Scene, name: str) -> None:
    _signal_database(scene, name, signal.SIGCONT)


def _signal_database(scene: Scene, name: str, number: signal.Signals) -> None:
    # Its canary stays awake, to write in the very moment PostgreSQL wakes up.
    for program in ("patroni", "postgres"):
        scene.databases.machine(name).send(number, to=program)


def _cut_off_primary(scene: Scene) -> str:
    name = _primary(scene)
    scene.databases.machine(name).cut_off()
    return name


def _join_again(scene: Scene, name: str) -> None:
    scene.databases.machine(name).join_again()


# --- The others -------------------------------------------------------------------------------------


def _kill_standby(scene: Scene) -> str:
    name = _standby(scene)
    scene.databases.kill(name)
    return name


def _cut_off_standby(scene: Scene) -> str:
    name = _standby(scene)
    scene.databases.machine(name).cut_off()
    return name


def _kill_replicas(scene: Scene) -> str:
    names = [machine.name for machine in scene.databases.machines if machine.name != _primary(scene)]
    for name in names:
        scene.databases.kill(name)
    return " ".join(names)


def _start_patronis(scene: Scene, names: str) -> None:
    for name in names.split():
        _start_patroni(scene, name)


def _kill_etcd(scene: Scene) -> str:
    # The one beside the primary: Patroni there loses the etcd it speaks with.
    name = _primary(scene)
    scene.databases.etcd[name].kill()
    return name


def _kill_two_etcd(scene: Scene) -> str:
    names = [machine.name for machine in scene.databases.machines][:2]
    for name in names:
        scene.databases.etcd[name].kill()
    return " ".join(names)


def _start_etcd(scene: Scene, names: str) -> None:
    for name in names.split():
        scene.databases.etcd[name].start()


def _kill_app(scene: Scene) -> str:
    app = scene.houses.apps[0]
    scene.houses.kill(app)
    return app.name


def _start_app(scene: Scene, name: str) -> None:
    scene.houses.start()


def _after(seconds: float) -> Callable[[Scene, str], bool]:
    """Nothing changes that could be waited for."""
    return lambda scene, name: time.monotonic() > scene.struck + seconds


TRIALS = [
    Trial("primary", "PostgreSQL killed on the primary", _kill_postgresql, _start_patroni, _another_primary),
    Trial("patroni", "Patroni killed on the primary", _kill_patroni, _start_patroni, _another_primary),
    Trial("replica", "synchronous standby killed", _kill_standby, _start_patroni, _another_standby),
    Trial("etcd", "etcd killed beside the primary", _kill_etcd, _start_etcd, _after(12)),
    Trial("app", "app server killed, web and worker", _kill_app, _start_app, _after(8)),
    Trial("isolated", "primary cut off from the network", _cut_off_primary, _join_again, _another_primary),
    Trial("standby", "synchronous standby cut off", _cut_off_standby, _join_again, _another_standby),
    Trial("frozen", "primary frozen, wakes up later", _freeze, _thaw, _another_primary),
    Trial("majority", "two of three etcd killed", _kill_two_etcd, _start_etcd, held=40),
    Trial("alone", "both replicas killed", _kill_replicas, _start_patronis, held=20),
]
"""In this order."""
