"""``make install`` on a server: what it calls trusts the city's firewall, and what it installs is compiled."""

from types import ModuleType

import pytest

from tests.architecture.test_supply_chain import script


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script(monkeypatch, "install")


def test_npm_trusts_what_the_system_trusts(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NODE_USE_SYSTEM_CA", raising=False)
    monkeypatch.setattr(install, "works", lambda *_command: True)
    assert install.npm() == ["npm"]
    assert install.os.environ["NODE_USE_SYSTEM_CA"] == "1"


def test_a_server_gets_everything_compiled(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[object, ...]] = []
    monkeypatch.setattr(install, "works", lambda *_command: True)
    monkeypatch.setattr(install, "run", lambda *command, **_options: called.append(command))
    monkeypatch.setattr(install, "create_venv", lambda: None)
    monkeypatch.setattr(install, "make_current", lambda _part, _sources, part, *, dev, **_needs: part(dev))
    monkeypatch.setattr(install, "install_frontend", lambda _dev: None)
    install.main(dev=False)
    assert any("--compile-bytecode" in command for command in called)
    assert any(command[1:3] == ("-m", "compileall") and install.SOURCE in command for command in called)
