"""A statement is recognised by its content, and its balances join or it is refused with the gap."""

import pytest

from naung.foundation.exchange.ports import Unreadable
from naung.partners import statements, tables
from tests.partners.statement_files import ACCOUNT, CODE, DAY, camt, mt940, oracle

LINES = [("B1", 50400, CODE, "Iuran Juli"), ("B2", 2500, "", "BIAYA ADM"), ("B3", -9000, CODE, "retur")]


def said(found):
    (sheet,) = found.sheets
    return sheet.account, sheet.opening, sheet.closing, [(line.bank_ref, line.amount, line.reference, line.on) for line in sheet.lines]  # fmt: skip


WANTED = (
    ACCOUNT,
    100_000,
    56_100,
    [("B1", 50400, CODE, DAY), ("B2", 2500, "", DAY), ("B3", -9000, CODE, DAY)],
)


@pytest.mark.parametrize("version", ["02", "03", "04", "05", "06", "07", "08"])
def test_it_works_in_every_version_of_camt_053(version):
    found = statements.read(camt(LINES, version=version))
    assert found.format == f"camt.053.001.{version}"
    assert said(found) == WANTED
    assert (found.sheets[0].number, found.sheets[0].sequence) == ("RK-3", 3)


def test_what_an_independent_writer_wrote_is_read_the_same():
    assert said(statements.read(oracle(LINES))) == WANTED


def test_mt940_says_the_same():
    lines = [
        ("D", 50400, CODE, "B1", "Iuran Juli"),
        ("D", 2500, "", "B2", "BIAYA ADM"),
        ("RD", 9000, CODE, "B3", "retur"),
    ]
    found = statements.read(mt940(lines))
    assert (found.format, said(found)) == ("mt940", WANTED)


def test_the_sign_of_a_reversed_credit_in_mt940_is_ours():
    (line,) = statements.read(mt940([("RC", 700, "x", "B9", "")])).lines
    assert line.amount == 700  # what came in was taken back: it left


def test_the_banks_own_table_with_and_without_balances():
    rows = [(DAY.isoformat(), "B1", 50400, CODE, "Iuran Juli")]
    for more in ((), (ACCOUNT, "3", 100_000, 49_600)):
        content = tables.write("BANKNTT-MUTASI-1", (DAY.isoformat(), *more), ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan"), rows,
                               (1, 50400))  # fmt: skip
        (sheet,) = statements.read(content).sheets
        assert (sheet.opening, sheet.closing) == ((100_000, 49_600) if more else (None, None))


@pytest.mark.parametrize(
    "write", [lambda **kw: camt(LINES, **kw), lambda **kw: mt940([("D", 50400, CODE, "B1", "x")], **kw)]
)
def test_balances_that_do_not_join_are_told_with_the_gap(write):
    with pytest.raises(Unreadable, match=r"tidak bertemu: saldo awal Rp100\.000.*selisih -?Rp"):
        statements.read(write(closing=1))


def test_a_batch_of_details_that_add_up_becomes_its_bookings():
    detail = """<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs><Amt Ccy="IDR">{}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>"""
    whole = camt([("B1", 300, "x", "")])
    start, end = whole.index(b"<TxDtls>"), whole.index(b"</TxDtls>") + len(b"</TxDtls>")
    both = (detail.format("ORDER-ONE", 100) + detail.format("ORDER-TWO", 200)).encode()
    lines = statements.read(whole[:start] + both + whole[end:]).lines
    assert [(line.reference, line.amount) for line in lines] == [("ORDER-ONE", 100), ("ORDER-TWO", 200)]
    assert len({line.bank_ref for line in lines}) == 2


def test_a_booking_without_a_number_gets_the_same_one_from_every_statement():
    one, other = (
        statements.read(mt940([("D", 10, "a", "", "x"), ("D", 10, "a", "", "x")], number=n)).lines
        for n in "34"
    )
    assert [line.bank_ref for line in one] == [line.bank_ref for line in other]
    assert len({line.bank_ref for line in one}) == 2


def test_what_is_not_booked_yet_moves_nothing():
    pending = camt([("B1", 10, "a", "")]).replace(b"BOOK", b"PDNG").replace(b"99990.00", b"100000.00")
    assert statements.read(pending).lines == []


def test_an_identity_number_in_a_text_stays_with_the_bank():
    (line,) = statements.read(camt([("B1", 10, "a", "untuk 5371010808789001 ya")])).lines
    assert "5371010808789001" not in line.text
    assert "untuk" in line.text


def with_cents():
    """The fee has 55 cents, and so has the closing balance: in the three languages."""
    fee = (b">2500.00<", b">2500.55<")
    lines = [("D", 50400, CODE, "B1", "Iuran Juli"), ("D", 2500, "", "B2", "BIAYA ADM"), ("RD", 9000, CODE, "B3", "retur")]  # fmt: skip
    rows = [(DAY.isoformat(), ref, f"{amount}.55" if ref == "B2" else amount, reference, text) for ref, amount, reference, text in LINES]  # fmt: skip
    yield camt(LINES).replace(*fee).replace(b">56100.00<", b">56099.45<")
    yield mt940(lines).replace(b"D2500,00", b"D2500,55").replace(b"56100,00", b"56099,45")
    yield tables.write("BANKNTT-MUTASI-1", (DAY.isoformat(), ACCOUNT, "3", 100_000, "56099.45"), ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan"),
                       rows, (3, "43900.55"))  # fmt: skip


@pytest.mark.parametrize("content", with_cents(), ids=["camt", "mt940", "own"])
def test_a_line_with_cents_is_set_aside_and_the_rest_is_taken(content):
    found = statements.read(content)
    (sheet,) = found.sheets
    assert [(line.bank_ref, line.amount) for line in sheet.lines] == [("B1", 50400), ("B3", -9000)]
    ((account, odd),) = found.odd
    assert (account, str(odd.amount), odd.on) == (ACCOUNT, "2500.55", DAY)
    assert "memuat sen" in odd.why and "BIAYA ADM" in odd.text
    assert (sheet.opening, sheet.closing) == (
        None,
        None,
    )  # looked at to the cent; not kept, since they would not join


@pytest.mark.parametrize("content", [one.replace(b"56099.45", b"56099.40").replace(b"56099,45", b"56099,40") for one in with_cents()],
                         ids=["camt", "mt940", "own"])  # fmt: skip
def test_balances_join_to_the_cent_or_nothing_is_taken(content):
    with pytest.raises(Unreadable, match=r"tidak bertemu: .*saldo akhir Rp56\.099,40; selisih -?Rp0,05"):
        statements.read(content)


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>"""
HOSTILE = {
    "DOCTYPE": BOMB,
    "deklarasi": BOMB.decode().encode("utf-16"),
    "ENTITY": b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><Document/>""",
    "rusak atau terpotong": camt(LINES)[:-40],
    "bukan camt.053 versi": camt(LINES).replace(b"camt.053.001.08", b"camt.054.001.08"),
    "lebih besar dari": b"<Document>" + b" " * (17 << 20),
    "kosong": b" \n",
    "bukan rekening koran yang kami kenal": b"/etc/passwd",
    "IDR": camt(LINES, currency="USD"),
    "selisih Rp0,55": camt(LINES).replace(b">2500.00<", b">2500.55<"),
    "satu nomor kepada dua mutasi": camt([("B1", 1, "a", ""), ("B1", 1, "b", "")]),
    "saldo akhirnya": mt940([("D", 1, "a", "b", "")]).split(b":62F:")[0],
    "di tempat rupiah": camt(LINES).replace(b">2500.00<", b">1e999<"),
    "masuk atau keluar": camt([("B1", 1, "a", "")]).replace(b"DBIT", b"BOTH"),
    "tidak terbaca: no control line": b"H;BANKNTT-MUTASI-1;DATA CONTOH;2025-08-15\ntanggal;nomor_mutasi;rupiah;referensi;keterangan\nx;y;z;a;b\n",
}  # fmt: skip


@pytest.mark.parametrize("sentence", sorted(HOSTILE))
def test_what_cannot_be_used_is_refused_with_a_sentence(sentence):
    with pytest.raises(Unreadable, match=sentence):
        statements.read(HOSTILE[sentence])


def test_a_file_that_names_a_file_of_ours_is_not_opened(tmp_path, monkeypatch):
    """mt-940 takes bytes that name an existing file for that file; the reader never gives it bytes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ":20:x").write_bytes(mt940([("D", 1, "secret", "b", "")]))
    with pytest.raises(Unreadable, match="saldo"):
        statements.read(b":20:x")
