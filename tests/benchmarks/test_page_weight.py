"""How the weight of a page is found: by following what it names."""

from bench.page_weight import weigh

PAGES = {
    "/": (
        "text/html",
        b'<link rel="stylesheet" href="/s/a.css"><link rel="alternate" href="/feed/"><script src="/s/a.js"></script>'
        b'<img src="//elsewhere.example/x.png"><img src="data:image/png,x"><a href="/more/">more</a>',
    ),
    "/s/a.css": (
        "text/css",
        b'@import url("b.css"); @font-face { src: url("f/one.woff2") format("woff2"); unicode-range: U+0-FF, U+131 }'
        b'@font-face { src: url("f/greek.woff2"); unicode-range: U+0370-03FF }',
    ),
    "/s/b.css": ("text/css", b"body { background: url(data:image/svg+xml,x) } @import 'a.css';"),
    "/s/f/one.woff2": ("font/woff2", b"12345"),
    "/s/a.js": ("text/javascript", b"1"),
}


def test_a_page_weighs_what_it_and_its_styles_name_each_once_and_nothing_else() -> None:
    def fetch(address: str) -> tuple[str, bytes, int]:
        kind, body = PAGES[address]
        return kind, body, len(body) // 2

    fetched = weigh("/", fetch)
    assert {one.address for one in fetched} == PAGES.keys()
    assert len(fetched) == len(PAGES)
    assert sum(one.size for one in fetched) == sum(len(body) // 2 for _, body in PAGES.values())
