"""What the simulated insurer says of one line, and why. Everything it says is made up."""

from datetime import date
from pathlib import Path

from naung.kit.clock import say_date
from naung.kit.months import age_on
from naung.partners import numbers, world
from naung.partners.bpjs_tk import layout

AGE_LIMIT = 65  # under it on the day of acceptance, not of the proposal (reference, domain 1.4: SMG, MUKO)
SCATTER = 38_196_601_277
Row = dict[str, str]
Refusal = tuple[str, ...]  # code, sentence, who pays already, until when, the registry's name
NEW = layout.KINDS["NEW"]


class Judge:
    """One file's lines, by what the registers know on that day. Workers of a list start as the agreement says (PROB67 e)."""

    def __init__(self, lists: Path, agreement: str, start: date, on: date) -> None:
        self.start, self.on, self.agreement = start, on, agreement
        self.residents = world.residents(lists)
        self.others = world.active(lists)
        self.ours = world.registered(lists)

    def told(self, row: Row) -> tuple[object, ...]:
        if refusal := self._refusal(row):
            return (
                row["no"],
                row["nik"],
                layout.REFUSED,
                "",
                "",
                row["iuran"],
                *refusal,
                *[""] * (5 - len(refusal)),
            )
        number = row["kpj"] or numbers.eleven(row["nik"], SCATTER)
        return (
            row["no"],
            row["nik"],
            layout.ACCEPTED,
            number,
            layout.say_day(self.start),
            row["iuran"],
            *[""] * 5,
        )

    def _refusal(self, row: Row) -> Refusal | None:
        born_on = layout.read_day(row["tgl_lahir"])
        if born_on is None:
            return "N04", "Tanggal lahir tidak terbaca."
        return self._civil(row) or self._age(row, born_on) or self._elsewhere(row)

    def _civil(self, row: Row) -> Refusal | None:
        if self.residents is None:
            return None
        known = self.residents.get(row["nik"])
        if known is None:
            return "N01", "NIK tidak ditemukan pada data kependudukan."
        if known.died_on and known.died_on <= self.on:
            return "N02", f"Tercatat meninggal pada {say_date(known.died_on)}."
        if not world.same_name(row["nama"], known.name):
            return "N03", "Nama berbeda dari data kependudukan.", "", "", known.name.upper()
        return None

    def _age(self, row: Row, born_on: date) -> Refusal | None:
        """The limit is looked at when somebody first comes in; whoever goes on without a gap may (PROB59 9.e)."""
        age = age_on(born_on, self.on)
        if row["jenis"] in (NEW, layout.KINDS["RETURNS"]) and age >= AGE_LIMIT:
            return (
                "U65",
                f"Berusia {age} tahun pada tanggal pendaftaran; batasnya di bawah {AGE_LIMIT} tahun.",
            )
        return None

    def _elsewhere(self, row: Row) -> Refusal | None:
        """Others' people; and our own under another agreement, unless the line names the number that they have."""
        payer, until = self.others.get(row["nik"], ("", date.min))
        own = self.ours.get(row["nik"])
        if until < self.start and own and own.agreement != self.agreement and row["jenis"] == NEW:
            payer, until = own.payer, own.until
        if until < self.start:
            return None
        said = layout.PAYERS.get(payer, payer)
        return (
            "A01",
            f"Sudah terlindungi sampai {say_date(until)} (dibayar {said}).",
            said,
            layout.say_day(until),
        )
