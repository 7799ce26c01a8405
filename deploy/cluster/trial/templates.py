"""The templates one folder up, filled in: the same files that an operator takes."""

import re
from pathlib import Path
from string import Template

FOLDER = Path(__file__).resolve().parent.parent
FRONT = FOLDER.parent / "haproxy" / "haproxy.cfg"


def filled(name: str, words: dict[str, str]) -> str:
    """The template ``name`` with its words in capitals replaced; KeyError for one that nobody gave."""
    return Template((FOLDER / name).read_text()).substitute(words)


def front(address: str, servers: list[str]) -> str:
    """``deploy/haproxy/haproxy.cfg`` for the trial: plain HTTP on ``address``, these web servers (``host:port``)."""
    text = FRONT.read_text()
    text = re.sub(
        r"^ +(log /dev/log|user|group|stats socket|bind :80|http-request redirect scheme) ?.*\n", "", text, flags=re.M
    )
    text = re.sub(r"^( +)bind :443,.*$", rf"\1bind {address}", text, flags=re.M)
    # So many files may not be open here.
    text = text.replace("maxconn 10000", "maxconn 2000")
    text = text.replace("rathaus.example", address.partition(":")[0])
    for example, server in zip(("127.0.0.1:8000", "127.0.0.1:8010"), servers, strict=True):
        text = text.replace(example, server)
    return text
