import pytest

from sayso.engines import ordered_map


def doubler():
    return double


def double(number):
    if number < 0:
        raise ValueError("negative")
    return 2 * number


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_items(processes):
    assert list(ordered_map(doubler, range(25), processes)) == [2 * n for n in range(25)]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_the_function_is_raised_here(processes):
    with pytest.raises(ValueError, match="negative"):
        list(ordered_map(doubler, [1, -1, 2], processes))


def test_no_items_give_no_results():
    assert list(ordered_map(doubler, [], 2)) == []
