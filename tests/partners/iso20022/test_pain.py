"""pain.001 as somebody else's reader finds it, and pain.002 in every way that a bank or a thief writes it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xsdata.formats.dataclass.parsers import XmlParser

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import PayLine
from naung.partners.iso20022 import charset, pain001, pain002, safe
from naung.partners.iso20022.pain import Pain
from naung.partners.orders import Ordered, Told, Unwritable

DAY = date(2025, 7, 20)
JULY = PayLine(1, "539000000017", "BPJS Ketenagakerjaan", "539000000017", 50400, "Iuran Juli 2025 53.71")
HEIR = PayLine(
    2,
    "JKM-2025-0001",
    "Héléna “Lena” d'Araújo & Søn",
    "99912345678901",
    42_000_000,
    "Santunan kematian",
    bank="008",
)
KEY = "ntt-2025/2025-07/1"


def written(*lines, version="09"):
    return Pain(version).write(lines or (JULY, HEIR), key=KEY, on=DAY)


def elsewhere(content, message="pain_001_001_09"):
    """As pyiso20022 reads it."""
    return XmlParser().from_bytes(content, import_module(f"pyiso20022.pain.{message}").Document)


@pytest.mark.parametrize("version", ["09", "03"])
def test_it_works_for_another_reader(version):
    document = elsewhere(written(version=version), f"pain_001_001_{version}").cstmr_cdt_trf_initn
    (payment,) = document.pmt_inf
    assert (document.grp_hdr.nb_of_txs, document.grp_hdr.ctrl_sum) == ("2", Decimal(42_050_400))
    assert (payment.nb_of_txs, payment.ctrl_sum, payment.btch_bookg) == ("2", Decimal(42_050_400), False)
    told = [(t.pmt_id.end_to_end_id, t.amt.instd_amt.value, t.amt.instd_amt.ccy, t.cdtr_acct.id.othr.id, t.cdtr_agt.fin_instn_id.clr_sys_mmb_id.mmb_id)
            for t in payment.cdt_trf_tx_inf]  # fmt: skip
    assert told == [
        ("539000000017", Decimal(50400), "IDR", "539000000017", "130"),
        ("JKM-2025-0001", Decimal(42_000_000), "IDR", "99912345678901", "008"),
    ]


def test_the_same_orders_are_the_same_bytes_and_two_decimals():
    assert written() == written()
    assert b'<InstdAmt Ccy="IDR">50400.00</InstdAmt>' in written() and b"DATA CONTOH" in written()
    assert b"<CreDtTm>2025-07-20T00:00:00</CreDtTm>" in written()


def test_another_batch_of_the_same_day_is_another_message():
    assert pain001.message_id(KEY, DAY) != pain001.message_id(f"{KEY}/2", DAY)


def test_a_name_is_brought_into_the_banks_letters_and_what_changed_is_told():
    (change,) = pain001.changes([JULY, HEIR])
    assert (change.reference, change.was, change.now) == (
        "JKM-2025-0001",
        HEIR.payee,
        "Helena 'Lena' d'Araujo dan Son",
    )
    assert b"Helena 'Lena' d'Araujo dan Son" in written()


@pytest.mark.parametrize("changed, sentence", [
    ({"reference": "5" * 36}, "tidak dapat ditulis apa adanya"),
    ({"reference": "iuran_juli"}, "tidak dapat ditulis apa adanya"),
    ({"account": "12 34"}, "hanya huruf dan angka"),
    ({"amount": 0}, "tidak mempunyai nilai"),
    ({"payee": "漢字"}, "tidak mempunyai nilai atau nama"),
])  # fmt: skip
def test_what_identifies_money_is_never_changed_but_refused(changed, sentence):
    with pytest.raises(Unwritable, match=sentence):
        written(replace(JULY, **changed))


def test_a_file_that_the_schema_would_not_take_does_not_leave(monkeypatch):
    monkeypatch.setenv("NAUNG_PAYER_ACCOUNT", "9" * 35)
    with pytest.raises(Unwritable, match="tidak menurut skemanya"):
        written()


def test_the_bank_does_not_believe_other_sums():
    content = written().replace(b"<CtrlSum>42050400.00</CtrlSum>", b"<CtrlSum>42050401.00</CtrlSum>", 1)
    with pytest.raises(Unreadable, match="Jumlah kendali"):
        pain001.read(content)


lines = st.lists(
    st.builds(
        PayLine, st.integers(1, 999), st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,33}", fullmatch=True),
        st.text(max_size=90).map(lambda s: "A" + s), st.from_regex(r"[0-9]{10,16}", fullmatch=True), st.integers(1, 10**13), st.text(max_size=150),
    ), min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(lines)
def test_whatever_is_ordered_is_what_the_bank_reads(orders):
    for version in ("09", "03"):
        read = Pain(version).read_order(written(*orders, version=version))
        assert [(n.number, n.reference, n.account, n.amount) for n in read.lines] == [
            (n.number, n.reference, n.account, n.amount) for n in orders
        ]
        assert all(charset.ALLOWED.fullmatch(n.payee) and len(n.payee) <= 70 for n in read.lines)


ORDERED = Ordered(pain001.message_id(KEY, DAY), DAY, (JULY, HEIR))
YES = Told(1, JULY.reference, JULY.amount)
NO = Told(2, HEIR.reference, HEIR.amount, ok=False, code="AM04", reason="Saldo kurang")


def report(*told, version="09", off=0):
    return Pain(version).write_answer(ORDERED, told or (YES, NO), on=DAY, off=off)


@pytest.mark.parametrize("version, message", [("09", "pain_002_001_12"), ("03", "pain_002_001_03")])
def test_the_banks_word_line_by_line(version, message):
    answers, totals = pain002.read(report(version=version))
    assert [(a.number, a.key, a.ok, a.code, a.rupiah) for a in answers] == [
        (1, JULY.reference, True, "", 50400),
        (2, HEIR.reference, False, "AM04", 42_000_000),
    ]
    assert answers[1].reason == "Saldo tidak cukup. Saldo kurang" and totals.rows == 2
    states = (
        elsewhere(report(version=version), message).cstmr_pmt_sts_rpt.orgnl_pmt_inf_and_sts[0].tx_inf_and_sts
    )
    assert [str(getattr(one.tx_sts, "value", one.tx_sts)) for one in states] == ["ACCP", "RJCT"]


@pytest.mark.parametrize("state, ok", [("ACSC", True), ("ACSP", True), ("ACCC", True), ("CANC", False)])
def test_other_words_for_yes_and_no(state, ok):
    answers, _ = pain002.read(
        report(YES).replace(b"<TxSts>ACCP</TxSts>", b"<TxSts>%s</TxSts>" % state.encode())
    )
    assert [a.ok for a in answers] == [ok]


@pytest.mark.parametrize("state", ["PDNG", "RCVD", "ACTC"])
def test_what_is_only_in_hand_is_no_answer(state):
    content = report().replace(b"<TxSts>ACCP</TxSts>", b"<TxSts>%s</TxSts>" % state.encode())
    answers, totals = pain002.read(content)
    assert [a.key for a in answers] == [HEIR.reference] and totals.rows == 1


def test_counts_that_are_not_the_lines_are_seen():
    assert pain002.read(report(off=1))[1].rows == 3


def test_a_status_that_nobody_knows_is_not_guessed_at():
    with pytest.raises(Unreadable, match="Status XXXX pada jawaban bank tidak dikenal"):
        pain002.read(report().replace(b"<TxSts>ACCP</TxSts>", b"<TxSts>XXXX</TxSts>"))


def test_a_part_of_a_rupiah_is_no_amount():
    with pytest.raises(Unreadable, match=r"50400\.50 bukan rupiah bulat"):
        pain002.read(report().replace(b"50400.00</InstdAmt>", b"50400.50</InstdAmt>"))


def test_a_word_on_the_whole_file_is_for_a_person():
    content = report(NO)
    whole = (
        content[: content.index(b"    <OrgnlPmtInfAndSts>")]
        + content[content.index(b"  </CstmrPmtStsRpt>") :]
    )
    with pytest.raises(Unreadable, match="Bank menolak seluruh berkas"):
        pain002.read(whole)


BOMB = b'<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BODY = report().split(b"?>", 1)[1].strip()


@pytest.mark.parametrize("content, sentence", [
    (BOMB + BODY, "membawa DOCTYPE"),
    ((BOMB + BODY).decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16"), "membawa DOCTYPE"),
    (b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + BODY, "membawa DOCTYPE"),
    (report()[:-30], "rusak atau terpotong"),
    (b"\xff\xfe\x00" + report()[:64], "rusak atau terpotong"),
    (report().replace(b"pain.002.001.12", b"pain.002.001.99"), r"melainkan pain\.002\.001\.99"),
    (report().replace(b"OrgnlMsgId>", b"Lain>"), "tidak menurut skemanya"),
    (b"<a>" * 4000 + b"</a>" * 4000, "rusak atau terpotong|melainkan"),
])  # fmt: skip
def test_a_hostile_or_broken_file_is_not_read(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        pain002.read(content)


def test_a_file_without_end_is_not_read(monkeypatch):
    monkeypatch.setattr(safe, "MOST", 2**20)
    with pytest.raises(Unreadable, match="lebih besar daripada 1 MB"):
        pain002.read(b" " * (2**20 + 1))
