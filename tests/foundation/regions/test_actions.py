import pytest
from django.db import IntegrityError, transaction

from naung.foundation.regions import actions
from naung.foundation.regions.models import Alias, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    return actions.load()


def test_it_works(loaded):
    counts = {level: Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)}
    assert counts == {1: 1, 2: 22, 3: 315, 4: 3442}
    assert Region.objects.filter(kind="kelurahan").count() == 305
    assert Region.objects.filter(kind="kota").get().name == "Kota Kupang"
    assert Region.objects.get(pk="53").population == 5_656_049  # the sum of the 22


def test_a_second_load_adds_and_changes_nothing(loaded):
    assert Alias.objects.count() > 100
    assert actions.load() == 0


def test_a_load_corrects_a_name_and_nothing_else(loaded):
    Region.objects.filter(pk="53.71.01.1001").update(name="Namosaen")
    assert actions.load() == 1
    assert Region.objects.get(pk="53.71.01.1001").name == "Namosain"


def test_a_load_brings_back_what_is_missing(loaded):
    Alias.objects.filter(text="tdm").delete()
    Region.objects.create(
        code="53.71.01.1099", name="Contoh", level=4, kind="kelurahan", parent_id="53.71.01"
    )
    assert actions.load() == 1
    assert Region.objects.filter(pk="53.71.01.1099").exists()  # what the files no longer name stays


def test_no_alias_is_the_name_of_a_sibling(loaded):
    assert not Alias.objects.filter(within="53.71.05", text="naikoten1").exists()


@pytest.mark.parametrize(
    ("wrong", "promise"),
    [
        ({"code": "53.71.01", "level": 4, "kind": "desa", "parent_id": "53.71"}, "region_depth_is_level"),
        ({"code": "53.99", "level": 2, "kind": "desa", "parent_id": "53"}, "region_kind_fits_level"),
        (
            {"code": "53.71.09", "level": 3, "kind": "kecamatan", "parent_id": "53.01"},
            "region_parent_is_prefix",
        ),
        ({"code": "53.71.09", "level": 3, "kind": "kecamatan", "parent_id": None}, "region_parent_is_prefix"),
        (
            {"code": "53.71.09", "level": 3, "kind": "kecamatan", "parent_id": "53.71", "tile_col": 1},
            "region_tile",
        ),
        (
            {"code": "53.98", "level": 2, "kind": "kota", "parent_id": "53", "bps_code": "5301"},
            "region_bps_code",
        ),
    ],
)
def test_the_database_refuses(loaded, wrong, promise):
    with pytest.raises(IntegrityError, match=promise), transaction.atomic():
        Region(name="Contoh", **wrong).save(force_insert=True)


def test_the_database_refuses_an_alias_for_two(loaded):
    with pytest.raises(IntegrityError, match="alias_means_one_region"), transaction.atomic():
        Alias.objects.create(region_id="53.71.04.1001", within_id="53.71.04", text="tdm")


def test_the_database_refuses_an_alias_under_another_parent(loaded):
    with pytest.raises(IntegrityError, match="alias_within_is_the_parent"), transaction.atomic():
        Alias.objects.create(region_id="53.71.04.1001", within_id="53.71.03", text="oebobo lama")
