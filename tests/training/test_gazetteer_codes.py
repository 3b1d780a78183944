import pytest
from training.gazetteer.codes import iso_codes
from training.gazetteer.sources import Division, own

DIVISIONS = [Division(("XA", "01"), "Oriyal", 1), Division(("XA", "02"), "Besh", 2)]


def row(division: str, name: str, code: str) -> dict[str, str]:
    return {"division": division, "name": name, "code": code}


def test_a_division_has_the_code_written_beside_its_geonames_code():
    assert iso_codes(DIVISIONS, [row("XA.02", "Besh", "XA-BE")]) == {"XA.02": "XA-BE"}


def test_a_code_that_geonames_has_given_to_another_division_stops_the_build():
    with pytest.raises(ValueError, match=r"XA\.01, XA\.09"):
        iso_codes(DIVISIONS, [row("XA.01", "Harsk", "XA-HA"), row("XA.09", "Nowhere", "XA-NO")])


def test_no_division_and_no_code_is_written_twice_and_each_code_is_its_countrys():
    rows = own("iso_3166_2")
    assert len({r["division"] for r in rows}) == len({r["code"] for r in rows}) == len(rows)
    assert all(r["code"].startswith(f"{r['division'][:2]}-") for r in rows)
