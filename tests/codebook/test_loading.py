import pytest

from sayso.codebook import load_codebook, shipped_codebook
from sayso.errors import CodebookError


def write(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_codebook_has_all_types_with_definition_and_family():
    book = shipped_codebook()
    assert len(book.types) == 31
    assert all(t.definition and t.family in book.families for t in book.types.values())
    assert book.types["bombing"].cameo == "183"
    assert load_codebook(None) is book


def test_a_project_may_add_remove_and_rename_types(tmp_path):
    book = load_codebook(
        write(
            tmp_path,
            """
version: mine-1
remove: [strike]
rename: {riot: communal-riot}
families: {cyber: Attacks on networks}
types:
  - {code: network-attack, family: cyber, parent: destruction, definition: An attack on computers.}
""",
        )
    )
    assert "strike" not in book
    assert book.code_for("strike") is None
    assert book.code_for("riot") == "communal-riot"
    assert book.code_for("bombing") == "bombing"
    assert book.types["network-attack"].parent == "destruction"
    assert book.family("network-attack") == "cyber"
    assert book.family("never-heard-of") == "never-heard-of"


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("types: []", 1, "version"),
        ("version: '1'\ncolour: red", 2, "colour"),
        ("version: '1'\nremove: [war]", 2, "remove"),
        ("version: '1'\nremove: war", 2, "remove"),
        ("version: '1'\nrename: {war: peace}", 2, "rename.war"),
        ("version: '1'\nrename: {riot: bombing}", 2, "rename.riot"),
        ("version: '1'\nrename: {riot: Big Riot}", 2, "rename.riot"),
        ("version: '1'\ntypes:\n  - {code: x1, family: crowd}", 3, "definition"),
        ("version: '1'\ntypes:\n  - {code: X, family: crowd, definition: d}", 3, "code"),
        ("version: '1'\ntypes:\n  - {code: x, family: none, definition: d}", 3, "family"),
        ("version: '1'\ntypes:\n  - {code: x, family: crowd, definition: d, parent: war}", 3, "parent"),
        ("version: '1'\ntypes:\n  - {code: x, family: crowd, definition: d, colour: red}", 3, "colour"),
        ("version: '1'\ntypes:\n  - {code: x, family: crowd, definition: [d]}", 3, "definition"),
        (
            "version: '1'\ntypes:\n  - {code: x, family: crowd, definition: d}\n  - {code: x, family: crowd, definition: d}",
            4,
            "code",
        ),
        ("- version", 1, "the file"),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path, text, line, field):
    with pytest.raises(CodebookError, match=rf"mine\.yaml, line {line}, field '{field}'"):
        load_codebook(write(tmp_path, text))


def test_broken_yaml_and_missing_files_are_clear_errors(tmp_path):
    with pytest.raises(CodebookError, match=r"mine\.yaml, line \d+: not YAML"):
        load_codebook(write(tmp_path, "version: [1"))
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "none.yaml")


def test_a_codebook_without_types_is_refused(tmp_path):
    codes = ", ".join(shipped_codebook().types)
    with pytest.raises(CodebookError, match="no event type is left"):
        load_codebook(write(tmp_path, f"version: '1'\nremove: [{codes}]"))
