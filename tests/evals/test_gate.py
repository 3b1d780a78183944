from evals.gate import holds
from evals.page import percent, table


def test_a_figure_under_its_floor_has_fallen(capsys):
    figures = {"attributed": {"f1": 0.41}}
    assert holds("claims", figures, "attributed.f1", 0.41)
    assert not holds("claims", figures, "attributed.f1", 0.42)
    assert "FALLEN" in capsys.readouterr().out


def test_tables_of_the_accuracy_page_are_markdown():
    assert table(("a", "b"), [("1", percent(0.4567))]) == "| a | b |\n| --- | --- |\n| 1 | 45.7 |"
