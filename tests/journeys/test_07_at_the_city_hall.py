"""3 September 2025, Ruang Garuda, Balai Kota Kupang. Ten people of six districts get card and passbook against a signature."""

from datetime import date

import pytest

from naung.project import road
from naung.project.road import at, who
from tests import town

DAY = date(2025, 9, 3)


def hold(programme, people=10):
    from naung.delivery.handover import actions, queries

    event = actions.hold(programme=programme(), code="balai-kota-2025", name="Serah terima di Balai Kota", held_on=DAY,
                         place="Ruang Garuda, Balai Kota Kupang", region=town.CITY, by=who("kota"), at=at(DAY, 8))  # fmt: skip
    guests = queries.choose(programme(), event, people)
    actions.issue_cards(event=event, membership_ids=guests, by=who("kota"), at=at(DAY, 8))
    return event, guests


def sign(event, guests, login="kota", on=DAY):
    from naung.delivery.handover import actions

    receipts = [actions.Receipt(membership_id=guest, proof="thumb") for guest in guests]
    return actions.sign(event=event, receipts=receipts, by=who(login), at=at(on, 10), on=on)


def test_ten_people_of_all_six_districts_are_invited(before, programme):
    from naung.delivery.handover import queries

    before("Serah terima di Balai Kota")
    _, guests = hold(programme)
    rows = queries.people(guests)
    assert len(rows) == 10
    assert {row["district_name"] for row in rows} == {
        "Alak",
        "Kelapa Lima",
        "Kota Lama",
        "Kota Raja",
        "Maulafa",
        "Oebobo",
    }
    assert all(row["passbook"] for row in rows), "nobody is called to the front for half of it"


def test_cards_passbook_slips_and_the_roll_come_out_on_paper(before, programme):
    from pypdf import PdfReader

    before("Serah terima di Balai Kota")
    road.handover(town.walk(), road.Step(""))
    texts = {
        file.name: "".join(page.extract_text() for page in PdfReader(file).pages)
        for file in sorted(road.prints().iterdir())
    }
    assert set(texts) == {"cards.pdf", "passbooks.pdf", "roll.pdf"}
    assert all("DATACONTOH" in "".join(text.split()) for text in texts.values())
    assert "31 Desember 2025" in texts["cards.pdf"], "the card says until when"


def test_who_did_not_come_is_called_by_name_and_comes_later(before, programme):
    from naung.delivery.handover import queries

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    sign(event, guests[:8])
    still_here = queries.not_collected(event)
    assert {row["membership"] for row in still_here} == set(guests[8:])
    assert all(row["name"] and row["village_name"] for row in still_here)
    sign(event, guests[8:], on=date(2025, 9, 10))
    assert queries.not_collected(event) == []


def test_the_sheet_signed_twice_counts_once(before, programme):
    from naung.delivery.handover import queries

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    assert len(sign(event, guests)) == 10 and sign(event, guests) == []
    assert queries.collected_by_relation(event) == {"self": 10}


def test_nothing_is_given_out_before_the_day(before, programme):
    from naung.delivery.handover.actions import TooEarly

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    with pytest.raises(TooEarly, match="baru pada 3 September 2025"):
        sign(event, guests, on=date(2025, 9, 2))


def test_only_an_officer_of_the_city_may_witness_it(before, programme):
    from naung.foundation.staff.queries import NotAllowed

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    with pytest.raises(NotAllowed, match="Contoh Auditor tidak berwenang untuk handover.sign di 53.71"):
        sign(event, guests, login="auditor")


def test_a_card_for_somebody_without_a_card_is_refused(before, programme):
    from naung.delivery.enrolment import queries as enrolment
    from naung.delivery.handover.actions import NoCard

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    other = enrolment.enrolled(programme()).exclude(pk__in=guests).values_list("pk", flat=True)[0]
    with pytest.raises(NoCard, match="Belum ada kartu yang dicetak"):
        sign(event, [*guests, other])


def test_a_wife_who_comes_for_him_takes_the_card_and_the_account_sleeps_on(before, programme):
    """The bank wakes an account only before its holder's face; her name is kept sealed, and her signature as drawn."""
    from naung.delivery.banking import queries as banking
    from naung.delivery.handover import actions

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    receipt = actions.Receipt(
        membership_id=guests[0],
        relation="spouse",
        receiver="Contoh Istri",
        proof="signature",
        signature=b"garis",
    )
    (collected,) = actions.sign(event=event, receipts=[receipt], by=who("kota"), at=at(DAY, 10), on=DAY)
    assert banking.of_membership(guests[0]).state == "OPENED"
    assert b"Contoh Istri" not in bytes(collected.receiver_sealed) and b"garis" not in bytes(
        collected.signature_sealed
    )


def test_the_husband_cannot_take_it_a_second_time(before, programme):
    from naung.delivery.handover import actions

    before("Serah terima di Balai Kota")
    event, guests = hold(programme)
    receipt = actions.Receipt(membership_id=guests[0], relation="spouse", receiver="Contoh Istri")
    actions.sign(event=event, receipts=[receipt], by=who("kota"), at=at(DAY, 10), on=DAY)
    with pytest.raises(actions.TakenAlready, match="sudah diambil pada 3 September 2025"):
        sign(event, [guests[0]])
