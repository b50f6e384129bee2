"""A file goes to a partner, and answers come back in every way that partners know."""

import pytest

from naung.foundation.exchange import actions, queries
from naung.foundation.exchange.ports import Answer, NewLine, Totals
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}
FILE = b"no;nama\n1;Marta\n2;Yohanes\n3;Petrus\n"


def prepared(content=FILE, n=3, key="2025-07/53.71"):
    lines = [NewLine(number=i, subject=100 + i, rupiah=16800, key=f"K{i}") for i in range(1, n + 1)]
    return actions.prepare_batch(partner="bpjs_tk", kind="registration", key=key, region="53.71", content=content,
                                 rupiah=16800 * n, lines=lines, **WHO)  # fmt: skip


def sent(**kw):
    return actions.send(batch=prepared(**kw), **WHO)


def take(batch, *answers, content=b"jawaban", **kw):
    return actions.take_reply(batch=batch, content=content, answers=answers, **WHO, **kw)


def yes(number, **kw):
    return Answer(ok=True, number=number, **kw)


def no(number, code="65+"):
    return Answer(ok=False, number=number, code=code, reason="Usia 65 tahun")


def states(batch):
    return list(queries.lines(batch).values_list("state", flat=True))


def test_it_works():
    batch = sent()
    taken = take(batch, yes(1, data={"start": "2025-07-01"}), no(2), Answer(ok=True, key="K3"))
    assert (taken.accepted, taken.refused, taken.missing, taken.unknown, taken.again) == (2, 1, 0, 0, False)
    assert states(batch) == ["ACCEPTED", "REFUSED", "ACCEPTED"]
    assert queries.reasons(batch) == {"65+": 1}
    assert [line.subject for line in queries.answered_by(taken.reply).filter(state="ACCEPTED")] == [101, 103]
    assert actions.close(batch=batch, **WHO).state == "CLOSED"


def test_the_file_comes_back_byte_for_byte_and_is_sealed_at_rest():
    batch = prepared()
    assert queries.file_of(batch) == FILE
    assert b"Marta" not in bytes(batch.content.sealed)


def test_prepared_again_it_is_the_same_batch():
    first, again = prepared(), prepared()
    assert (again.pk, again.sha256, again.rows, again.rupiah) == (first.pk, first.sha256, 3, 50400)


def test_the_same_name_with_other_bytes_refuses():
    prepared()
    with pytest.raises(actions.AnotherContent, match="sudah terdaftar dengan isi lain"):
        prepared(content=FILE + b"4;Lain\n")


def test_a_batch_without_lines_refuses():
    with pytest.raises(actions.NothingToSend, match="Tidak ada baris"):
        prepared(n=0)


def test_lines_come_from_a_select_as_well():
    sql = "select n, '', 500 + n, 16800 from generate_series(1, %s) n"
    batch = actions.prepare_batch(partner="bpjs_tk", kind="invoice", key="x", region="53", content=b"x", rupiah=33600,
                                  lines_sql=sql, params=[2], **WHO)  # fmt: skip
    assert list(queries.lines(batch).values_list("subject", flat=True)) == [501, 502]


def test_an_answer_before_sending_refuses():
    with pytest.raises(actions.NotSentYet, match="belum dikirim"):
        take(prepared(), yes(1))


def test_the_same_reply_twice_changes_nothing_and_says_so():
    batch = sent()
    take(batch, yes(1))
    again = take(batch, yes(1))
    assert (again.again, again.accepted, again.missing) == (True, 0, 2)


def test_answers_in_parts_keep_the_batch_open_until_the_last():
    batch = sent()
    take(batch, yes(1), content=b"bagian 1")
    assert queries.by_number(batch.pk).state == "ACKNOWLEDGED"
    assert take(batch, yes(1), yes(2), yes(3), content=b"bagian 2").repeated == 1
    assert queries.by_number(batch.pk).state == "ANSWERED"


def test_a_line_nobody_sent_goes_to_suspense():
    taken = take(sent(), yes(1), yes(99), Answer(ok=True, key="K99"))
    assert (taken.unknown, taken.suspended) == (2, {"UNKNOWN": 2})
    assert [s.facts["number"] for s in queries.suspended("bpjs_tk")] == [99, None]


def test_another_answer_never_overwrites():
    batch = sent()
    take(batch, yes(1))
    assert take(batch, no(1), content=b"lain").suspended == {"OTHER_ANSWER": 1}
    assert states(batch)[0] == "ACCEPTED"


def test_a_file_that_contradicts_itself_answers_nothing():
    batch = sent()
    assert take(batch, yes(1), no(1), yes(2), yes(2)).suspended == {"CONTRADICTS": 2}
    assert states(batch) == ["WAITING", "ACCEPTED", "WAITING"]


def test_another_amount_goes_to_suspense():
    assert take(sent(), yes(1, rupiah=16800), yes(2, rupiah=8400)).suspended == {"OTHER_AMOUNT": 1}


def test_a_refusal_without_a_reason_goes_to_suspense():
    assert take(sent(), no(1, code="")).suspended == {"NO_REASON": 1}


def test_wrong_control_totals_hold_the_whole_file():
    batch = sent()
    assert take(batch, yes(1), yes(2), totals=Totals(rows=3)).suspended == {"TOTALS": 1}
    assert states(batch) == ["WAITING"] * 3


def test_missing_lines_are_swept_and_may_still_be_answered_late():
    batch = sent()
    take(batch, yes(1))
    assert actions.sweep(batch=batch, **WHO) == 2
    assert states(batch) == ["ACCEPTED", "MISSING", "MISSING"]
    assert take(batch, no(2), content=b"terlambat").refused == 1
    assert actions.sweep(batch=batch, **WHO) == 0


def test_a_batch_with_waiting_lines_does_not_close():
    batch = sent()
    take(batch, yes(1))
    with pytest.raises(actions.StillWaiting, match="2 baris belum terjawab"):
        actions.close(batch=batch, **WHO)


def test_after_closing_answers_go_to_suspense():
    batch = sent()
    take(batch, yes(1), yes(2))
    actions.sweep(batch=batch, **WHO)
    actions.close(batch=batch, **WHO)
    assert take(batch, yes(3), content=b"sangat terlambat").suspended == {"CLOSED": 1}


def test_an_unreadable_file_is_kept_once():
    held = [
        actions.hold(partner="bpjs_tk", content=b"\x00", why="bukan csv", region="53.71", **WHO) for _ in "ab"
    ]
    assert held[0].pk == held[1].pk
    settled = actions.settle(suspense=held[0], because="Diminta kirim ulang", **WHO)
    assert (settled.state, queries.suspended().count()) == ("SETTLED", 0)
