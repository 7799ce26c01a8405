"""References are short, random and survive being read out on the phone."""

from hypothesis import given
from hypothesis import strategies as st

from rathaus.lib.references import ALPHABET, new_code, new_reference, read_code, read_reference

bodies = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def test_a_reference_reads_back_as_itself() -> None:
    reference = new_reference()
    assert read_reference(reference) == reference


def test_it_is_read_without_hyphens_in_lower_case_and_with_letters_for_digits() -> None:
    reference = next(r for r in iter(new_reference, "") if "0" in r and "1" in r)
    typed = " " + reference.lower().replace("-", " ").replace("0", "o").replace("1", "l") + " "
    assert read_reference(typed) == reference


@given(st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_symbol_is_noticed(place: int, symbol: str) -> None:
    symbols = new_reference().replace("-", "")
    wrong = symbols[:place] + symbol + symbols[place + 1 :]
    mistaken = {symbols[place], symbol}
    assert (read_reference(wrong) is None) == (len(mistaken) == 2 and mistaken != {"0", "Z"})


def test_two_swapped_neighbours_are_noticed() -> None:
    for _ in range(200):
        symbols = new_reference().replace("-", "")
        for place in range(7):
            pair = symbols[place : place + 2]
            swapped = symbols[:place] + pair[::-1] + symbols[place + 2 :]
            if len(set(pair)) == 2 and set(pair) != {"0", "Z"}:
                assert read_reference(swapped) is None


def test_garbage_is_no_reference() -> None:
    for typed in ("", "-", "äöü", "7K4M", "💧💧💧💧-💧💧💧💧-1", "'; DROP TABLE"):
        assert read_reference(typed) is None


def test_a_code_is_read_the_way_people_type_it() -> None:
    code = new_code()
    assert len(code) == 14
    assert read_code(code.lower().replace("-", " ")) == code
