import lzma

import pytest

from sayso.resolving.gazetteer_file import Feature, Layer, Record, pack, write_file

HARSK = Record(number=-1, name="Harsk", feature=Feature.SETTLEMENT, country="XT", latitude=1.5, longitude=2.5)


def packed_gazetteer(folder, *records):
    folder.mkdir(exist_ok=True)
    write_file(folder / "plain.sqlite", records, "test")
    packed = folder / "gazetteer.sqlite.xz"
    packed.write_bytes(pack(folder / "plain.sqlite"))
    return packed


def names(layer):
    return [record.name for record, _ in layer.named("harsk")]


@pytest.fixture
def packed(tmp_path):
    return packed_gazetteer(tmp_path / "package", HARSK)


def test_a_packed_gazetteer_is_unpacked_once(packed, tmp_path):
    cache = tmp_path / "cache"
    assert names(Layer.packed(packed, cache)) == ["Harsk"]
    (plain,) = cache.iterdir()
    written = plain.stat().st_mtime_ns
    assert names(Layer.packed(packed, cache)) == ["Harsk"]
    assert plain.stat().st_mtime_ns == written


@pytest.mark.parametrize("kept", [0, 20, 5000])
def test_an_unpacked_file_that_was_cut_short_is_made_again(packed, tmp_path, kept):
    cache = tmp_path / "cache"
    Layer.packed(packed, cache)
    (plain,) = cache.iterdir()
    whole = plain.read_bytes()
    plain.write_bytes(whole[:kept])
    assert names(Layer.packed(packed, cache)) == ["Harsk"]
    assert plain.read_bytes() == whole


def test_another_gazetteer_does_not_meet_the_unpacked_file_of_the_first(packed, tmp_path):
    moved = Record(number=-1, name="Harsk", feature=Feature.SETTLEMENT, country="XT", latitude=1.5, longitude=2.6)
    other = packed_gazetteer(tmp_path / "other", moved)
    layers = [Layer.packed(path, tmp_path / "cache") for path in (packed, other)]
    assert [record.longitude for layer in layers for record, _ in layer.named("harsk")] == [2.5, 2.6]


def test_a_gazetteer_is_read_in_memory_where_nothing_can_be_written(packed, tmp_path):
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way", "utf-8")
    assert names(Layer.packed(packed, no_folder)) == ["Harsk"]


def test_unpacking_that_fails_leaves_nothing_behind(packed, tmp_path):
    cache = tmp_path / "cache"
    packed.write_bytes(packed.read_bytes()[:-60] + b"\0" * 60)
    with pytest.raises(lzma.LZMAError):
        Layer.packed(packed, cache)
    assert list(cache.iterdir()) == []
