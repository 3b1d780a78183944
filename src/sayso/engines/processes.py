"""One function over many items, on one or more processes, results in the order of the items."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

TOGETHER, IN_FLIGHT = 4, 2
"""Items handed to a process at once, so that handing over costs little, and how many such handfuls each process is
given ahead of time: enough to keep it busy, few enough to keep memory flat."""


def ordered_map(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item], processes: int = 1
) -> Iterator[Result]:
    """`make()(item)` for each item, in order, whatever the number of processes.

    `make` builds the function once in each process (it loads weights, say) and, like the items and results, must
    be picklable where there is more than one process. An exception of the function is raised here.
    """
    if processes == 1:
        yield from map(make(), items)
        return
    # "spawn": a forked child would share the parent's threads' locks and database connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_set_up, initargs=(make,)) as pool:
        remaining = iter(items)
        handfuls = iter(lambda: list(islice(remaining, TOGETHER)), [])
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for handful in islice(handfuls, processes * IN_FLIGHT):
                waiting.append(pool.submit(_run, handful))
            while waiting:
                results = waiting.popleft().result()
                for handful in islice(handfuls, 1):
                    waiting.append(pool.submit(_run, handful))
                yield from results
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_function: Callable[[Any], Any] | None = None


def _set_up(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _function
    _function = make()


def _run(handful: list[Any]) -> list[Any]:
    assert _function is not None, "a worker was started without its function"
    return [_function(item) for item in handful]
