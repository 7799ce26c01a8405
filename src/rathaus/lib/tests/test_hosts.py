import pytest

from rathaus.lib.hosts import is_nobodys, is_this_machine


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0"])
def test_each_of_these_is_whoever_hears_it(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["", "localhost.evil.de", "127.0.0.1.evil.de", "notlocalhost", "10.0.0.1"])
def test_what_merely_looks_so_is_another(host: str) -> None:
    assert not is_this_machine(host)


def test_reserved_names_are_nobodys() -> None:
    assert is_nobodys("rathaus.example")
    assert is_nobodys("mail.EXAMPLE.com.")
    assert not is_nobodys("myexample.com")
