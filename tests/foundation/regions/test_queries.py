import pytest

from naung.foundation.regions import actions, queries

KUPANG = "53.71"


@pytest.fixture
def loaded(db):
    actions.load()


def test_it_works(loaded):
    assert [r.name for r in queries.path("53.71.01.1001")] == [
        "Nusa Tenggara Timur",
        "Kota Kupang",
        "Alak",
        "Namosain",
    ]
    assert queries.villages_of(KUPANG).count() == 51
    assert queries.children(KUPANG).count() == 6
    assert queries.within(KUPANG).count() == 1 + 6 + 51
    assert queries.regencies().count() == 22


def test_an_unknown_code_is_refused_by_name(loaded):
    with pytest.raises(queries.UnknownRegion, match="Tidak ada wilayah dengan kode 53.72"):
        queries.by_code("53.72")
    with pytest.raises(queries.UnknownRegion, match="Tidak ada wilayah"):
        queries.path("53.71.99")


@pytest.mark.parametrize(
    ("typed", "code", "how"),
    [
        ("Namosain", "53.71.01.1001", "exact"),
        ("NAMOSAIN ", "53.71.01.1001", "exact"),
        ("Kel. Namosain RT 05/RW 02", "53.71.01.1001", "alias"),
        ("Naikoten I", "53.71.05.1004", "alias"),
        ("naikoten 1", "53.71.05.1004", "alias"),
        ("Naikoten Satu", "53.71.05.1004", "exact"),
        ("Batuplat", "53.71.01.1009", "alias"),
        ("TDM", "53.71.04.1014", "alias"),
        ("LLBK", "53.71.06.1002", "alias"),
        ("Oesapa Brt", "53.71.03.1014", "alias"),
        ("Oesapa Sltn", "53.71.03.1015", "alias"),
        ("Manulai 2", "53.71.01.1010", "alias"),
        ("Bakunase II", "53.71.05.1002", "alias"),
        ("53.71.01.1001 Namosain", "53.71.01.1001", "code"),
        ("5371011001", "53.71.01.1001", "code"),
    ],
)
def test_what_clerks_of_the_city_write(loaded, typed, code, how):
    assert queries.resolve_village(typed, inside=KUPANG) == queries.Resolution(code, how)


def test_a_misspelt_name_is_suggested_and_never_chosen(loaded):
    found = queries.resolve_village("Oesapaa Barrat", inside=KUPANG)
    assert (found.code, found.how) == (None, "suggested")
    assert found.suggestions[0] == ("53.71.03.1014", "Oesapa Barat") and len(found.suggestions) <= 3


def test_an_old_spelling_is_known(loaded):
    assert queries.resolve_village("Nawokote", inside="53.06").code == "53.06.01.2007"


def test_two_villages_of_one_name_are_ambiguous_in_the_regency_and_clear_in_the_district(loaded):
    inside_regency = queries.resolve_village("Oinlasi", inside="53.02")
    assert (inside_regency.code, inside_regency.how) == (None, "ambiguous")
    assert len(inside_regency.suggestions) == 3
    code = inside_regency.suggestions[0][0]
    assert queries.resolve_village("Oinlasi", inside=code[:8]).code == code


def test_nothing_like_it_is_unknown(loaded):
    assert queries.resolve_village("Xyzzy", inside=KUPANG) == queries.Resolution(None, "unknown")
    assert queries.resolve_village("", inside=KUPANG).code is None


def test_a_village_of_another_regency_is_not_found_by_its_code(loaded):
    assert queries.resolve_village("53.01.06.2001", inside=KUPANG).code is None


def test_a_whole_province_is_too_wide_for_a_name(loaded):
    with pytest.raises(queries.UnknownRegion, match="di dalam kabupaten, kota, atau kecamatan"):
        queries.resolve_village("Merdeka", inside="53")


def test_many_names_cost_three_queries_at_most(loaded, django_assert_max_num_queries):
    pairs = [(name, KUPANG) for name in ("Namosain", "TDM", "Oeba")] + [("Oinlasi", "53.02")]
    with django_assert_max_num_queries(3):
        found = queries.resolve_villages(pairs)
    assert found["Oeba", KUPANG].code == "53.71.06.1007" and found["Oinlasi", "53.02"].code is None


def test_every_official_name_resolves_in_its_district_or_says_ambiguous(loaded):
    villages = list(queries.villages_of("53").values_list("code", "name"))
    found = queries.resolve_villages((name, code[:8]) for code, name in villages)
    wrong = [(code, name) for code, name in villages if found[name, code[:8]].code not in (code, None)]
    unclear = [name for code, name in villages if found[name, code[:8]].how == "ambiguous"]
    assert wrong == [] and set(unclear) == {"Oesao"}


def test_quota_facts_say_what_is_an_estimate():
    kupang, tts = queries.quota_facts(KUPANG), queries.quota_facts("53.02")
    assert (kupang.published_2025, kupang.set_a, kupang.is_estimate) == (2558, 2558, False)
    assert tts.is_estimate and tts.set_a == 9232
    with pytest.raises(queries.UnknownRegion, match="hanya kabupaten dan kota"):
        queries.quota_facts("53.71.01")


@pytest.mark.parametrize(
    ("six", "known"),
    [
        ("537101", True),
        ("537199", False),  # the city: its list is whole
        ("530499", True),  # Belu, mother of Malaka: districts were taken from it
        ("537201", False),  # no such regency
        ("327399", True),  # Bandung: outside NTT the regency is enough
        ("329901", False),
        ("910105", True),  # Merauke before Papua was divided
        ("000000", False),
        ("53710", False),
        ("53O101", False),
    ],
)
def test_nik_regions(six, known):
    assert queries.nik_region_known(six) is known
    assert len(queries.nik_regions()) == 7285
