"""Batches with partners: a list, a batch and its files in each of six rooms."""

from functools import partial

from naung.web.batches import files, one, registers
from naung.web.batches import list as every
from naung.web.batches.rooms import BANKING, CONTRIBUTIONS, ENROLMENT, PAYMENTS, PAYOUTS, REGISTERS, Room
from naung.web.pages import Page

DOWNLOAD = "exchange.download"


def _batch(room: Room, address: str) -> list[Page]:
    """A batch's page, and its files: to take one leaves a trace, so it is acted on."""
    return [
        Page(f"{room.name}-batch", address, partial(one.one, room), room.read, act=room.send),
        Page(f"{room.name}-file", f"{address}/berkas", partial(files.file, room), room.read, act=DOWNLOAD),
    ]


PAGES = [
    Page(
        "enrolment-batches",
        "kepesertaan",
        partial(every.listed, ENROLMENT),
        ENROLMENT.read,
        act=ENROLMENT.send,
    ),
    *_batch(ENROLMENT, "kepesertaan/<int:number>"),
    Page("banking-batches", "rekening", partial(every.listed, BANKING), BANKING.read, act=BANKING.send),
    *_batch(BANKING, "rekening/<int:number>"),
    Page("registers", "pemeriksaan", registers.listed, REGISTERS.read, act=REGISTERS.send),
    *_batch(REGISTERS, "pemeriksaan/<int:number>"),
    *_batch(CONTRIBUTIONS, "iuran/berkas/<int:number>"),
    Page("payouts-batches", "berkas-klaim", partial(every.listed, PAYOUTS), PAYOUTS.read, act=PAYOUTS.send),
    *_batch(PAYOUTS, "berkas-klaim/<int:number>"),
    Page("payments-batches", "perintah-bayar", partial(every.listed, PAYMENTS), PAYMENTS.read),
    *_batch(PAYMENTS, "perintah-bayar/<int:number>"),
]
