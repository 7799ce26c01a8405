"""Who sits where: two rounds, two different tables for everyone, tables of one size and mixed by group. Pure functions.

Each person is an edge between her two tables. First every person gets such a pair, all tables equally often (a flow:
wishes are improved along cycles of tables until no cycle helps, which makes their number the greatest possible).
Then people change places where that mixes the groups and costs no wish. At last an Euler walk along the edges says who
starts where: as many arrive at a table as leave it, so both rounds are balanced.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Tables = Mapping[int, int]
"""Seats by table."""
_ANYWHERE = -1
"""A node of the walks that is no table."""


class TooFewSeats(ValueError):
    """The tables can't seat everyone at two different ones."""


@dataclass(frozen=True)
class Guest:
    """Someone who comes: any name, her group, and up to two tables she wishes for."""

    name: int
    group: str
    wishes: tuple[int, ...] = ()


@dataclass
class _Pairs:
    """Which two tables each guest sits at, and how often each table may be taken."""

    guests: Sequence[Guest]
    at: list[set[int]]
    low: dict[int, int]
    high: dict[int, int]

    @property
    def taken(self) -> Counter[int]:
        return Counter(table for pair in self.at for table in pair)


def allocate(guests: Sequence[Guest], tables: Tables) -> dict[int, tuple[int, int]]:
    """The tables of the first and second round by guest's name; the same for the same guests and tables.

    Table sizes of a round differ by one at most, unless a table has fewer seats. Raises TooFewSeats.
    """
    ordered = sorted(guests, key=lambda guest: (guest.group, guest.name))
    pairs = _begin(ordered, tables)
    while cycle := _helpful_cycle(_moves(pairs)):
        for guest, old, new in cycle:
            pairs.at[guest] ^= {old, new}
    _mix(pairs)
    return {ordered[guest].name: rounds for guest, rounds in _walk(pairs).items()}


def _begin(guests: Sequence[Guest], tables: Tables) -> _Pairs:
    """Any pairs that fill the tables evenly: each guest takes the two with most room."""
    wanted = _level(len(guests), tables)
    low, high = dict(wanted), dict(wanted)
    for table in tables:
        if wanted[table] == max(wanted.values()) - 1:
            high[table] = min(wanted[table] + 1, 2 * tables[table], len(guests))
        elif wanted[table] == max(wanted.values()) and min(wanted.values()) < wanted[table]:
            low[table] = wanted[table] - 1
    at = []
    for _guest in guests:
        pair = sorted(wanted, key=lambda table: (-wanted[table], table))[:2]
        for table in pair:
            wanted[table] -= 1
        at.append(set(pair))
    return _Pairs(guests, at, low, high)


def _level(count: int, tables: Tables) -> dict[int, int]:
    """How often each table is taken in both rounds together: like water, as even as the seats allow."""
    wanted = dict.fromkeys(tables, 0)
    for _slot in range(2 * count):
        open_tables = [table for table in tables if wanted[table] < min(2 * tables[table], count)]
        if not open_tables:
            raise TooFewSeats
        wanted[min(open_tables, key=lambda table: (wanted[table], table))] += 1
    return wanted


_Move = tuple[int, int, int]
"""Guest, old table, new table; the guest is -1 where only the sizes change."""


def _moves(pairs: _Pairs) -> dict[tuple[int, int], tuple[int, _Move]]:
    """The cheapest move from each table to each other: how many wishes it costs (less than none: it grants one)."""
    best: dict[tuple[int, int], tuple[int, _Move]] = {}
    for guest, (person, pair) in enumerate(zip(pairs.guests, pairs.at, strict=True)):
        for old in pair:
            for new in pairs.low.keys() - pair:
                cost = (old in person.wishes) - (new in person.wishes)
                if (old, new) not in best or cost < best[old, new][0]:
                    best[old, new] = (cost, (guest, old, new))
    taken = pairs.taken
    for table in pairs.low:
        if taken[table] < pairs.high[table]:
            best[table, _ANYWHERE] = (0, (-1, table, _ANYWHERE))
        if taken[table] > pairs.low[table]:
            best[_ANYWHERE, table] = (0, (-1, _ANYWHERE, table))
    return best


def _helpful_cycle(moves: Mapping[tuple[int, int], tuple[int, _Move]]) -> list[_Move]:
    """A round of moves that grants more wishes than it costs; empty if there is none (Bellman and Ford)."""
    nodes = sorted({node for arc in moves for node in arc})
    cost, came = dict.fromkeys(nodes, 0), dict[int, int]()
    last = None
    for _round in nodes:
        last = None
        for (old, new), (price, _move) in moves.items():
            if cost[old] + price < cost[new]:
                cost[new], came[new], last = cost[old] + price, old, new
    if last is None:
        return []
    for _step in nodes:
        last = came[last]
    cycle: list[_Move] = []
    node = last
    while not cycle or node != last:
        cycle.append(moves[came[node], node][1])
        node = came[node]
    return [move for move in cycle if move[0] >= 0]


def _mix(pairs: _Pairs) -> None:
    """Let guests of different groups change places as long as that evens out the groups and costs no wish."""
    count = Counter((guest.group, table) for guest, pair in zip(pairs.guests, pairs.at, strict=True) for table in pair)
    while any(_changed(pairs, count, one, other) for one, other in _strangers(pairs.guests)):
        pass


def _strangers(guests: Sequence[Guest]) -> Iterator[tuple[int, int]]:
    for one, guest in enumerate(guests):
        yield from ((one, other) for other in range(one) if guests[other].group != guest.group)


def _changed(pairs: _Pairs, count: Counter[tuple[str, int]], one: int, other: int) -> bool:
    """Whether the two have changed places at one of their tables."""
    first, second = pairs.guests[one], pairs.guests[other]
    for mine in sorted(pairs.at[one] - pairs.at[other]):
        for theirs in sorted(pairs.at[other] - pairs.at[one]):
            lost = (mine in first.wishes) + (theirs in second.wishes)
            won = (theirs in first.wishes) + (mine in second.wishes)
            if won >= lost and _evener(count, first.group, second.group, mine, theirs):
                pairs.at[one] ^= {mine, theirs}
                pairs.at[other] ^= {mine, theirs}
                count[first.group, mine] -= 1
                count[first.group, theirs] += 1
                count[second.group, theirs] -= 1
                count[second.group, mine] += 1
                return True
    return False


def _evener(count: Counter[tuple[str, int]], first: str, second: str, mine: int, theirs: int) -> bool:
    """Whether the sum of squares falls when ``first`` leaves ``mine`` for ``theirs`` and ``second`` the other way."""
    gap = count[first, mine] - count[first, theirs] + count[second, theirs] - count[second, mine]
    return gap > 2


def _walk(pairs: _Pairs) -> dict[int, tuple[int, int]]:
    """The tables of each guest in the order of an Euler walk; tables taken an odd number of times meet anywhere."""
    edges = {guest: (min(pair), max(pair)) for guest, pair in enumerate(pairs.at)}
    odd = [table for table, taken in sorted(pairs.taken.items()) if taken % 2]
    extra = {-1 - i: (_ANYWHERE, table) for i, table in enumerate(odd)}
    paths = _Paths(edges | extra, [guest.group for guest in pairs.guests])
    return {guest: ends for guest, ends in paths.directed() if guest >= 0}


class _Paths:
    """Edges that are walked once each; a walk goes on with a guest of the group it came with, if it can."""

    def __init__(self, edges: Mapping[int, tuple[int, int]], groups: Sequence[str]) -> None:
        self.edges, self.groups = edges, groups
        self.left: dict[int, list[int]] = defaultdict(list)
        for name, ends in edges.items():
            for end in ends:
                self.left[end].append(name)

    def directed(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Every edge with its ends in the order of the walk."""
        for start in sorted(self.left):
            while self.left[start]:
                yield from self._round_trip(start)

    def _round_trip(self, node: int) -> Iterator[tuple[int, tuple[int, int]]]:
        group = ""
        while self.left[node]:
            name = self._next(self.left[node], group)
            one, other = self.edges[name]
            target = other if node == one else one
            self.left[node].remove(name)
            self.left[target].remove(name)
            yield name, (node, target)
            node, group = target, self._group(name)

    def _next(self, names: Iterable[int], group: str) -> int:
        return min(names, key=lambda name: (self._group(name) != group, name))

    def _group(self, name: int) -> str:
        return self.groups[name] if name >= 0 else ""
