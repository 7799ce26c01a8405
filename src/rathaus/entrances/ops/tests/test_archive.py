"""An archive opens whole and with its key, or not at all."""

import io
from collections.abc import Iterator

import pytest

from rathaus.entrances.ops.backup.archive import MAGIC, PIECE, Reader, Writer
from rathaus.entrances.ops.backup.refusals import Refused

KEY = "a-key-of-thirty-two-characters-or-more"
FILE = "files/ab/" + "ab" * 16
HEAD = len(MAGIC) + 48


def written(members: dict[str, list[bytes]], manifest: dict[str, str] | None = None) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, KEY)
    for name, content in members.items():
        writer.add(name, content)
    writer.finish(manifest or {"of": "today"})
    return file.getvalue()


def read(content: bytes, key: str = KEY) -> dict[str, bytes]:
    reader = Reader(io.BytesIO(content), key)
    found = {name: b"".join(pieces) for name, pieces in reader.members()}
    assert reader.manifest["of"] == "today"
    return found


def pieces_of(content: bytes) -> Iterator[bytes]:
    place = HEAD
    while place < len(content):
        end = place + 4 + int.from_bytes(content[place : place + 4], "big")
        yield content[place:end]
        place = end


WHOLE = {"database": [b"x" * PIECE, b"rows"], FILE: [b"sealed"], "files/cd/" + "cd" * 16: []}


def test_what_was_put_in_comes_out() -> None:
    assert read(written(WHOLE)) == {name: b"".join(content) for name, content in WHOLE.items()}


def test_nothing_of_it_can_be_read_without_the_key() -> None:
    sealed = written({"database": [b"Anna Kowalski"]})
    assert b"Anna" not in sealed
    assert b"database" not in sealed
    with pytest.raises(Refused, match="key does not fit"):
        read(sealed, KEY + "x")


def test_two_archives_of_the_same_differ() -> None:
    assert written(WHOLE)[HEAD:] != written(WHOLE)[HEAD:]


@pytest.mark.parametrize("place", [len(MAGIC), len(MAGIC) + 20, HEAD, HEAD + 5, HEAD + 40, HEAD + PIECE // 2, -1])
def test_a_single_changed_bit_is_noticed(place: int) -> None:
    changed = bytearray(written(WHOLE))
    changed[place] ^= 1
    with pytest.raises(Refused):
        read(bytes(changed))


def test_an_archive_cut_off_anywhere_is_refused() -> None:
    whole = written(WHOLE)
    pieces = list(pieces_of(whole))
    for count in range(len(pieces)):
        with pytest.raises(Refused, match="cut off"):
            read(whole[:HEAD] + b"".join(pieces[:count]))
    for length in (0, 3, HEAD - 1, HEAD + 2, len(whole) - 1):
        with pytest.raises(Refused):
            read(whole[:length])


def test_pieces_left_out_swapped_doubled_or_added_are_refused() -> None:
    whole = written(WHOLE)
    head, pieces = whole[:HEAD], list(pieces_of(whole))
    foreign = list(pieces_of(written({"database": [b"another"]})))
    for wrong in (
        [pieces[0], *pieces[2:]],
        [pieces[1], pieces[0], *pieces[2:]],
        [pieces[0], pieces[0], *pieces[1:]],
        [*pieces, pieces[-1]],
        [foreign[0], *pieces[1:]],
    ):
        with pytest.raises(Refused):
            read(head + b"".join(wrong))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "files/../../x", "files/ab/../x", "keys/vault", f"{FILE}/x", "", f"{FILE}\n"],
)
def test_a_name_that_leads_elsewhere_is_refused_even_in_an_archive_with_the_right_key(name: str) -> None:
    with pytest.raises(Refused, match="does not belong there"):
        read(written({name: [b"x"]}))


def test_a_size_that_is_not_so_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rathaus.entrances.ops.backup.archive.json.dumps", lambda told: _boast(told))
    lie = written({"database": [b"x"]})
    monkeypatch.undo()
    with pytest.raises(Refused, match="not what it was"):
        read(lie)


def _boast(told: dict[str, object]) -> str:
    return str(told | ({"size": 10**9} if "size" in told else {})).replace("'", '"')


def test_a_piece_longer_than_any_is_refused_before_it_is_read() -> None:
    whole = bytearray(written(WHOLE))
    whole[HEAD : HEAD + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(Refused, match="damaged"):
        read(bytes(whole))


def test_something_else_is_no_archive() -> None:
    with pytest.raises(Refused, match="no archive of Rathaus"):
        read(b"PK\x03\x04" + b"\0" * 200)
