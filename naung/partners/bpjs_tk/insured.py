"""BPJS Ketenagakerjaan asked who is covered already: by whom, for what, until when. Layout and simulator; both are ours.

Its list is that of the last month's end: who was registered since (another government's list of the same July) is not on
it yet, and is refused at registration. So the insurer has the last word, and this question only spares most of the refusals."""

from datetime import date, timedelta
from typing import Any

from naung.partners import registers, world
from naung.partners.bpjs_tk.layout import PAYERS

PAYERS_SAID = {ours: said.upper() for ours, said in PAYERS.items()}
PAYERS_READ = {said: ours for ours, said in PAYERS_SAID.items()}
SCHEMES = {"JKK,JKM": "jkk,jkm", "JKK,JKM,JHT": "jkk,jkm,jht"}


def facts(answer: str, row: registers.Row, heading: tuple[str, ...]) -> dict[str, Any] | None:
    """`payer` (apbd, village ...), `payer_name`, `schemes`, `until`, `agreement` with a find; `alike` with a doubtful one."""
    alike, payer, until = (
        registers.ALIKE.get(row["mirip"], "?"),
        PAYERS_READ.get(row["pembayar"]),
        registers.a_day(row["sampai"]),
    )
    if alike == "?" or (answer == "SIMILAR") != (alike is not None):
        return None
    if answer == "NOT_FOUND":
        return {}
    if payer is None or until is None or row["program"] not in SCHEMES:
        return None
    found = {
        "payer": payer,
        "payer_name": row["nama_pembayar"],
        "schemes": SCHEMES[row["program"]],
        "until": until.isoformat(),
    }
    return (
        found | ({"agreement": row["no_pks"]} if row["no_pks"] else {}) | ({"alike": alike} if alike else {})
    )


LAYOUT = registers.Layout(
    inquiry="BPJSTK-CEK-1",
    answer="BPJSTK-CEK-JAWABAN-1",
    results={"AKTIF": "ACTIVE", "BERAKHIR": "ENDED", "TIDAK TERDAFTAR": "NOT_FOUND", "MIRIP": "SIMILAR"},
    more=("mirip", "pembayar", "nama_pembayar", "program", "sampai", "no_pks"),
    facts=facts,
)


class InsuredRegister(registers.Register):
    partner, layout, list_name = "bpjs_tk", LAYOUT, "bpjs_active.csv"

    def judge(self, on: date) -> registers.Judge:
        members = world.registered(self.lists) | world.members(self.lists)
        residents = world.residents(self.lists)
        listed = {nik: m for nik, m in members.items() if m.since <= on.replace(day=1) - timedelta(days=1)}

        def judged(row: registers.Row) -> tuple[object, ...]:
            found = registers.alike(row, residents, listed)
            return _said(listed[found[0]], found[1], on) if found else _nobody()

        return judged


def _said(member: world.Member, alike: str, on: date) -> tuple[object, ...]:
    result = "SIMILAR" if alike else "ACTIVE" if member.until >= on else "ENDED"
    return (LAYOUT.said(result), registers.ALIKE_SAID[alike or None], PAYERS_SAID[member.payer], member.payer_name,
            "JKK,JKM", member.until.isoformat(), member.agreement)  # fmt: skip


def _nobody() -> tuple[object, ...]:
    return (LAYOUT.said("NOT_FOUND"), *[""] * len(LAYOUT.more))
