"""Who lives with each side, the line as it was sent, and the kinds of pairs that wait."""

import json

import pytest

from naung.delivery.intake.models import Row
from naung.delivery.matching import queries
from naung.foundation.staff.scope import seeing
from naung.foundation.vault import seals
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, YOHANES_LINE, number
from tests.people import NUNHILA, officer

pytestmark = pytest.mark.django_db
OTHER_NIK = number(9777, region="530104")
BORN = MARTA_LINE.born_on
HUSBAND = YOHANES_LINE.but(kk=MARTA_LINE.kk)


def waiting():
    return queries.queue(cast.programme().pk, officer("vera", "verifier", "53").human)


def one_pair(*others, **changes):
    """Marta is somebody already, and so are the others; a later line may be hers."""
    for other in others:
        cast.side_by_side(other, other.but(nik=number(9801, other.born_on, False, "530104"), kk=""))
    rows, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=OTHER_NIK, **changes))
    return rows, queries.by_number(pair.pk)


def test_it_works():
    _, pair = one_pair(HUSBAND)
    (member,) = queries.household(pair, pair.row)
    assert (member.name, member.sex, member.born, member.listed) == ("Yohanes Manafe", "L", 1985, False)
    assert queries.household(pair, pair.person) == [member] and queries.one_card(pair)


def test_both_sides_themselves_are_not_of_the_household_and_without_a_card_nobody_is():
    _, pair = one_pair(kk="")
    assert queries.household(pair, pair.row) == [] == queries.household(pair, pair.person)
    assert not queries.one_card(pair)


def test_somebody_who_waits_in_the_same_list_is_of_the_household():
    rows, pair = one_pair()
    cast.listed(HUSBAND)
    Row.objects.filter(name=HUSBAND.name).update(kk_index=rows[1].kk_index)
    assert queries.household(pair, pair.row) == []  # of another list, and nobody yet
    entry = Row.objects.get(name=HUSBAND.name).trail
    sent = cast._row(HUSBAND)
    Row.objects.create(
        **sent, file=rows[1].file, programme=cast.programme(), sheet="Daftar", number=90, trail=entry
    )
    assert [(one.name, one.listed) for one in queries.household(pair, pair.row)] == [("Yohanes Manafe", True)]


def test_a_line_is_shown_as_it_was_sent_without_anybodys_number():
    """In the NIK's own column, typed with spaces, and where it does not belong."""
    rows, _ = one_pair()
    rows[1].file.columns = {"Daftar": {"nik": 0, "name": 1, "address": 2}}
    rows[1].file.save()
    sent = [
        OTHER_NIK,
        "Marta  Y. BERE",
        f"RT 1, KK 5371 0101 0110 9001, NIK {OTHER_NIK[:8]} {OTHER_NIK[8:]}",
        None,
        12.0,
    ]
    Row.objects.filter(pk=rows[1].pk).update(number=6)
    with seeing(["*"]):
        row = Row.objects.get(pk=rows[1].pk)
        row.raw_sealed = seals.seal(json.dumps(sent), "row")
    cells = queries.as_sent(row)
    assert [(c.address, c.field) for c in cells] == [
        ("A6", "nik"),
        ("B6", "name"),
        ("C6", "address"),
        ("E6", ""),
    ]
    assert cells[1].text == "Marta  Y. BERE" and cells[3].text == "12"
    assert cells[0].text == "5301 •••• •••• ••77" and not any(
        OTHER_NIK[4:12] in c.text.replace(" ", "") for c in cells
    )
    assert cells[2].text == "RT 1, KK 5371 •••• •••• ••01, NIK 5301 •••• •••• ••77"


@pytest.mark.parametrize(
    ("village", "kind"),
    [(MARTA_LINE.village, "same_village"), (NUNHILA, "other_village"), ("53.11.01.2001", "other_regency")],
)
def test_pairs_are_told_apart_by_where_their_sides_lie(village, kind):
    one_pair(village=village)
    counted = queries.counted(waiting())
    assert {name for name, n in counted.items() if n} == {kind}
    assert queries.kinds_of(waiting().get()) == [kind]
    assert queries.narrowed(waiting(), kind=kind).count() == 1
    assert not any(
        queries.narrowed(waiting(), kind=other).exists() for other in queries.KINDS if other != kind
    )


def test_one_number_of_two_people_is_a_kind_of_its_own():
    cast.listed(MARTA_LINE, MARTA_LINE.but(name="Dominggus Manafe", mother="Rut Pah"))
    cast.match()
    assert queries.narrowed(waiting(), kind="number").count() == 1


def test_weights_and_ages_narrow_down_too():
    _, pair = one_pair()
    band = queries.band_of(pair.weight)
    assert queries.narrowed(waiting(), band=band).count() == 1
    assert not any(
        queries.narrowed(waiting(), band=other).exists() for other in queries.bands() if other != band
    )
    assert queries.narrowed(waiting(), before=pair.asked_at).count() == 1
    assert not queries.narrowed(waiting(), before=pair.asked_at.replace(year=2024)).exists()
