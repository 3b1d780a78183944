"""Gazetteers of a project and of a user."""

import pytest

from sayso.errors import ProjectMissing
from sayso.pipeline import Project
from sayso.pipeline.gazetteers import find_places, import_for_user, import_into_project
from sayso.settings import GAZETTEER_VARIABLE, Settings, user_gazetteer, user_gazetteer_path

TEXT = "Rebels kidnapped a farmer in Vellowick on 2 March 2026, police said."


@pytest.fixture
def places(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,feature,country_code,latitude,longitude\nVellowick,settlement,XT,49.5,-30.5\n")
    return [path]


@pytest.fixture
def for_user(tmp_path, monkeypatch):
    path = tmp_path / "home" / "places.gazetteer"
    monkeypatch.setenv(GAZETTEER_VARIABLE, str(path))
    return path


@pytest.fixture
def project(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    path = tmp_path / "p.sayso"
    with Project.open(path, create=True, settings=Settings(reader="lexical")) as opened:
        opened.code([tmp_path / "a.txt"])
        assert opened.events()[0].places == ()
    return path


def place_of_the_event(path):
    with Project.open(path, settings=Settings(reader="lexical")) as opened:
        return [place.name for place in opened.events()[0].places]


def test_a_gazetteer_imported_into_a_project_is_found_by_it_and_by_no_other(places, for_user, project):
    count, made = import_into_project(places, project)
    assert (count, made.parent) == (1, project.parent)
    assert place_of_the_event(project) == ["Vellowick"]
    assert find_places("Vellowick") == []


def test_a_gazetteer_that_is_imported_anew_with_other_places_resolves_anew(places, for_user, project):
    import_into_project(places, project)
    assert place_of_the_event(project) == ["Vellowick"]
    places[0].write_text(places[0].read_text().replace("Vellowick", "Otherwick"))
    import_into_project(places, project)
    assert place_of_the_event(project) == []


def test_a_gazetteer_imported_for_the_user_is_found_by_projects_that_have_none(places, for_user, project):
    assert user_gazetteer() is None
    assert import_for_user(places) == (1, for_user)
    assert place_of_the_event(project) == ["Vellowick"]
    assert [found.place.name for found in find_places("Vellowick")] == ["Vellowick"]


def test_the_users_gazetteer_is_no_part_of_a_project(places, for_user, project, tmp_path):
    import_for_user(places)
    with Project.open(project, settings=Settings(reader="lexical")) as opened:
        opened.code([])
    for_user.unlink()
    assert place_of_the_event(project) == []


def test_a_gazetteer_is_imported_into_no_project_that_is_not_there(places, for_user, tmp_path):
    with pytest.raises(ProjectMissing):
        import_into_project(places, tmp_path / "none.sayso")
    assert not (tmp_path / "none.gazetteer").exists()


def test_the_users_gazetteer_lies_among_the_users_data(tmp_path):
    assert user_gazetteer_path({"XDG_DATA_HOME": "/data"}).as_posix() == "/data/sayso/places.gazetteer"
    assert user_gazetteer_path({GAZETTEER_VARIABLE: "/mine"}).as_posix() == "/mine"
