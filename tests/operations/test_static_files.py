"""Stylesheets, scripts and fonts: collected once, under hashed names, compressed, kept by browsers for ever."""

import gzip
import json
from typing import Any

import brotli
import pytest

from tests.operations.conftest import PRODUCTION, Rathaus, in_folder

FOR_EVER = "max-age=315360000, public, immutable"
ASK = """
import json
from wsgiref.util import setup_testing_defaults
from django.conf import settings
from rathaus.config.wsgi import application
manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]

def ask(path, accept):
    seen = {}
    environ = {"PATH_INFO": path, "HTTP_ACCEPT_ENCODING": accept, "HTTP_HOST": "rathaus.duisburg.de"}
    setup_testing_defaults(environ)
    answer = application(environ, lambda status, headers, exc=None: seen.update(headers, status=status))
    seen["body"] = b"".join(answer).hex()
    return seen

print(json.dumps({
    name: {accept: ask(f"/static/{hashed}", accept) for accept in ("br, gzip", "gzip", "identity")}
    for name, hashed in manifest.items()
}))
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, dict[str, Any]]]:
    """By file and by what a browser accepts, through the way in for web servers."""
    run: Rathaus = in_folder(tmp_path_factory.mktemp("static"))
    assert run("collectstatic", "--no-input", **PRODUCTION).returncode == 0
    said = run(program=ASK, **PRODUCTION)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def test_each_file_is_hashed_and_kept_for_ever(answers: dict[str, dict[str, dict[str, Any]]]) -> None:
    some = {"design/rathaus.css", "catalogue/suggest.js", "kern/fonts/fira-sans-latin-400-normal.woff2"}
    assert some <= answers.keys()
    for name, by_encoding in answers.items():
        for accepted, answer in by_encoding.items():
            assert (answer["status"], answer["Cache-Control"]) == ("200 OK", FOR_EVER), (name, accepted)
            assert "X-Request-ID" not in answer


def test_text_is_sent_compressed_to_whoever_takes_it(answers: dict[str, dict[str, dict[str, Any]]]) -> None:
    opened = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    long = {name for name, by_encoding in answers.items() if len(by_encoding["identity"]["body"]) > 2000}
    texts = [name for name in long if name.endswith((".css", ".js"))]
    assert {"design/rathaus.css", "kern/kern.min.css"} <= set(texts)
    for name in texts:
        by_encoding = answers[name]
        encodings = [answer.get("Content-Encoding") for answer in by_encoding.values()]
        assert encodings == ["br", "gzip", None], name
        bodies = [bytes.fromhex(answer["body"]) for answer in by_encoding.values()]
        plain = {opened[encoding](body) for encoding, body in zip(encodings, bodies, strict=True)}
        assert len(plain) == 1, name
        assert len(bodies[0]) < len(bodies[1]) < len(bodies[2]), name
        assert all("Accept-Encoding" in answer["Vary"] for answer in by_encoding.values()), name
