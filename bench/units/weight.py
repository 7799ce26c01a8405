"""What the start page weighs for a visitor with an empty cache, compressed and with its fonts."""

import gzip
import http.client

import brotli

from bench.page_weight import weigh
from bench.rows import Row, alone
from bench.servers import serve
from bench.units import Run

UNIT, PAGE = "start page, weight", "/"
MOST_KB, MOST_REQUESTS = 150, 9
_READ = {"br": brotli.decompress, "gzip": gzip.decompress}


def measure(run: Run) -> list[Row]:
    """Kilobytes of all bodies as sent, and how many requests it takes."""
    with serve("rathaus.config.wsgi:application", run.folder, probe=PAGE) as house:
        connection = http.client.HTTPConnection("127.0.0.1", house.port)

        def fetch(address: str) -> tuple[str, bytes, int]:
            connection.request("GET", address, headers={"Accept-Encoding": "br, gzip", "Accept": "*/*"})
            answer = connection.getresponse()
            sent = answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{address}: {answer.status}")
            read = _READ.get(answer.headers.get("Content-Encoding", ""), bytes)
            return answer.headers["Content-Type"], read(sent), len(sent)

        fetched = weigh(PAGE, fetch)
    return [
        alone(UNIT, "kB compressed, fonts included", sum(one.size for one in fetched) / 1000, at_most=MOST_KB),
        alone(UNIT, "requests", len(fetched), at_most=MOST_REQUESTS),
    ]
