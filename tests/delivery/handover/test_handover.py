"""The day at the city hall: cards, slips and a roll on paper, and who took theirs."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection
from pypdf import PdfReader

from naung.delivery.banking.models import Account
from naung.delivery.handover import actions, printing, queries, tokens
from naung.delivery.handover.models import Card, Collection
from naung.foundation.staff.queries import NotAllowed
from naung.partners.bank_ntt.simulator import Bank
from tests.delivery.banking.test_banking import members, open_accounts
from tests.delivery.enrolment.cast import CAST, programme
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
HELD_ON = date(2025, 9, 3)
AT = datetime(2025, 9, 3, 2, tzinfo=UTC)


def hall(**changed):
    asked = {"programme": programme(), "code": "balai-kota", "name": "Serah terima di Balai Kota", "held_on": HELD_ON,
             "place": "Ruang Garuda", "region": "53.71", "by": MACHINE, "at": NOW} | changed  # fmt: skip
    return actions.hold(**asked)


@pytest.fixture
def invited(tmp_path):
    """Marta, Yohanes and Petrus with accounts, and their cards printed."""
    members(tmp_path, "marta", "yohanes", "petrus")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    event = hall()
    actions.issue_cards(event=event, membership_ids=queries.choose(programme(), event, 10), by=MACHINE, at=AT)
    return event


def receipt(name, **changed):
    member = Account.objects.get(person__name=CAST[name].name).membership_id
    return actions.Receipt(member, **changed)


def sign(event, *receipts, by=None, on=HELD_ON):
    return actions.sign(
        event=event, receipts=receipts, by=by or officer("lurah", "regency_officer"), at=AT, on=on
    )


def account(name):
    return Account.objects.get(person__name=CAST[name].name)


def test_it_works(invited):
    assert (
        len(sign(invited, receipt("marta"), receipt("yohanes", proof="signature", signature=b"<svg/>"))) == 2
    )
    assert (account("marta").state, account("marta").activated_on) == ("ACTIVE", HELD_ON)
    assert [p["name"] for p in queries.not_collected(invited)] == ["Petrus Nope"]
    assert queries.counts(programme()) == {"members": 3, "cards": 3, "collected": 2}


def test_what_is_printed_reads_as_it_should(invited):
    texts = {name: "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
             for name, content in printing.documents(programme=programme(), event=invited, membership_ids=queries.on_roll(invited))}  # fmt: skip
    assert sorted(texts) == ["cards.pdf", "passbooks.pdf", "roll.pdf"]
    assert all("DATACONTOH" in text.replace(" ", "") for text in texts.values())
    assert "Marta Yasinta Bere" in texts["cards.pdf"] and "31 Desember 2025" in texts["cards.pdf"]
    assert "terblokir sampai pemilik datang" in texts["passbooks.pdf"] and "Berita acara" in texts["roll.pdf"]
    everything = "".join(texts.values()).replace(" ", "")
    assert not any(k.nik in everything for k in CAST.values()) and "999" not in texts["passbooks.pdf"]


def test_a_card_says_what_a_family_is_owed_without_the_promise_of_speeches():
    told = printing.death_sentence(date(2025, 7, 1), HELD_ON)
    assert told.startswith(
        "Sebab sakit: Rp10.000.000 sebelum 1 Oktober 2025 (masa tunggu 3 bulan), Rp42.000.000 sejak hari itu"
    )


def test_printing_again_gives_the_same_bytes(invited):
    first, again = (
        list(
            printing.documents(programme=programme(), event=invited, membership_ids=queries.on_roll(invited))
        )
        for _ in range(2)
    )
    assert first == again


def test_a_card_is_made_once(invited):
    before = list(Card.objects.order_by("pk").values())
    assert (
        actions.issue_cards(
            event=invited, membership_ids=queries.on_roll(invited), by=MACHINE, at=AT + timedelta(days=1)
        )
        == 0
    )
    assert list(Card.objects.order_by("pk").values()) == before


def test_invitations_are_spread_over_the_districts(tmp_path):
    members(tmp_path, "marta", "yohanes", "petrus")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    chosen = queries.people(queries.choose(programme(), hall(), 2))
    assert sorted(p["district_name"] for p in chosen) == ["Alak", "Oebobo"]


def test_nobody_chosen_means_nobody(invited):
    assert list(printing.documents(programme=programme(), event=invited, membership_ids=[])) == []
    assert actions.issue_cards(event=invited, membership_ids=[], by=MACHINE, at=AT) == 0


def test_signing_the_sheet_again_changes_nothing(invited):
    sign(invited, receipt("marta"))
    assert sign(invited, receipt("marta")) == [] and Collection.objects.count() == 1


def test_somebody_else_may_come_but_does_not_wake_the_account(invited):
    (taken,) = sign(invited, receipt("marta", relation="child", receiver="Anak Contoh", proof="thumb"))
    assert account("marta").state == "OPENED" and b"Contoh" not in bytes(taken.receiver_sealed)


def test_what_one_has_taken_another_cannot_take(invited):
    sign(invited, receipt("marta"))
    with pytest.raises(actions.TakenAlready, match="sudah diambil pada 3 September 2025"):
        sign(invited, receipt("marta", relation="spouse", receiver="Suami Contoh"))


def test_a_card_is_not_handed_to_the_dead(invited):
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_person set died_on = '2025-08-30' where name = %s", [CAST["marta"].name]
        )
    with pytest.raises(actions.NotToTheDead, match="meninggal pada 30 Agustus 2025. Kami turut berduka"):
        sign(invited, receipt("marta"))


def test_without_a_card_there_is_nothing_to_hand_over(tmp_path):
    members(tmp_path, "marta")
    open_accounts(Bank(misbehave=[], lists=tmp_path))
    with pytest.raises(actions.NoCard, match="Belum ada kartu yang dicetak"):
        sign(hall(), receipt("marta"))


def test_nothing_is_handed_over_before_the_day(invited):
    with pytest.raises(actions.TooEarly, match="balai-kota baru pada 3 September 2025"):
        sign(invited, receipt("marta"), on=date(2025, 9, 2))


def test_a_machine_is_no_witness(invited):
    with pytest.raises(NotAllowed, match="handover.sign di 53.71"):
        sign(invited, receipt("marta"), by=MACHINE)


def test_an_officer_of_another_region_is_no_witness(invited):
    with pytest.raises(NotAllowed, match="handover.sign di 53.71"):
        sign(invited, receipt("marta"), by=officer("sikka", "regency_officer", "53.07"))


def test_the_same_code_is_not_another_event(invited):
    with pytest.raises(actions.AnotherEvent, match="balai-kota sudah tercatat pada 3 September 2025"):
        hall(held_on=date(2025, 9, 4))


def test_a_code_that_would_climb_out_of_its_folder_is_refused():
    with pytest.raises(actions.BadCode, match="huruf kecil, angka dan tanda hubung"):
        hall(code="../etc")


def test_a_person_who_is_no_member_is_named(invited):
    with pytest.raises(queries.NotAMember, match="NTIDAKADA"):
        queries.by_codes(programme(), invited, ["NTIDAKADA"])


def test_the_token_says_what_the_card_says_and_no_identity_number(invited):
    (card,) = [p for p in queries.people(queries.on_roll(invited)) if p["name"] == CAST["marta"].name]
    told = tokens.read(card["token"], at=AT)
    assert (told.number, told.name, told.since, told.until) == (
        card["card_number"],
        "Marta Yasinta Bere",
        date(2025, 7, 1),
        date(2025, 12, 31),
    )
    assert told.member_number == card["member_number"] and CAST["marta"].nik not in repr(told)


ON_CARD = tokens.OnCard(
    "N0-1", "12345678901", "Marta Bere", date(1978, 8, 12), "P", "53.71", date(2025, 7, 1), date(2025, 12, 31)
)


@pytest.mark.parametrize("spoil", [
    lambda t: t[:40] + ("A" if t[40] != "A" else "B") + t[41:], lambda t: t[:-6], lambda t: "", lambda t: "HELLO", lambda t: "a" * 9000,
])  # fmt: skip
def test_a_token_that_was_changed_is_not_ours(spoil):
    with pytest.raises(tokens.NotOurCard, match="bukan kartu program ini"):
        tokens.read(spoil(tokens.make(ON_CARD, issued_at=AT)), at=AT)


def test_a_card_counts_on_its_last_day_and_not_after():
    token = tokens.make(ON_CARD, issued_at=AT)
    assert tokens.read(token, at=datetime(2025, 12, 31, 15, 59, tzinfo=UTC)) == ON_CARD  # 23.59 WITA
    with pytest.raises(tokens.OutOfDate, match="berlaku 1 Juli 2025 sampai 31 Desember 2025"):
        tokens.read(token, at=datetime(2025, 12, 31, 16, 0, tzinfo=UTC))
    with pytest.raises(tokens.OutOfDate):
        tokens.read(token, at=datetime(2025, 6, 30, 15, 59, tzinfo=UTC))


@pytest.mark.parametrize("statement, message", [
    ("update handover_collection set proof = 'paper'", "append-only|permission denied"),
    ("delete from handover_card", "append-only|permission denied"),
    ("insert into handover_collection select id + 1000, collected_at, collected_on, relation, receiver_sealed, 'signature', null, passbook, "
     "witness_human, region, village, trail, event_id, membership_id + 1000, witness_id from handover_collection", "handover_|column|violates"),
])  # fmt: skip
def test_the_database_keeps_the_promises_too(invited, statement, message):
    sign(invited, receipt("marta"))
    with pytest.raises(DatabaseError, match=message), connection.cursor() as cursor:
        cursor.execute(statement)
