"""naung check, enrol, bank: what is asked of partners and answered by them, through the plugs that the settings name."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import click

from naung.project import words
from naung.project.cli.base import Voice, command
from naung.project.words import _, gettext_noop

DAY = click.DateTime(["%Y-%m-%d"])
REGISTERS = ("civil", "insured", "employed", "decile")
REGISTER_WORDS = {
    "civil": gettext_noop("Dukcapil"), "insured": gettext_noop("BPJS Ketenagakerjaan: sudah terlindungi?"),
    "employed": gettext_noop("BKN: pegawai, pensiunan, penerima upah?"), "decile": gettext_noop("DTSEN: desil"),
}  # fmt: skip
ANSWER_WORDS = {
    ("civil", "SAME"): gettext_noop("sesuai"), ("civil", "DIFFERS"): gettext_noop("berbeda"), ("civil", "DEAD"): gettext_noop("meninggal"),
    ("civil", "NOT_FOUND"): gettext_noop("tidak ditemukan"), ("insured", "ACTIVE"): gettext_noop("terlindungi pihak lain"),
    ("insured", "ENDED"): gettext_noop("pernah terlindungi"), ("insured", "OURS"): gettext_noop("terlindungi program ini"),
    ("insured", "SIMILAR"): gettext_noop("mirip, perlu dilihat"), ("insured", "NOT_FOUND"): gettext_noop("tidak terdaftar"),
    ("employed", "EMPLOYED"): gettext_noop("tercatat"), ("employed", "SIMILAR"): gettext_noop("mirip, perlu dilihat"),
    ("employed", "NOT_FOUND"): gettext_noop("tidak tercatat"), ("decile", "LISTED"): gettext_noop("ada desilnya"),
    ("decile", "DIFFERS"): gettext_noop("nama berbeda"), ("decile", "NOT_FOUND"): gettext_noop("tidak ada"),
}  # fmt: skip


def _options(callback: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--by", "login", default=None, help="Login of the officer who sends; without it, the system."
        ),
        click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out."),
        click.option("--region", default=None, help="Only this regency or city (53.71)."),
        click.option("--programme", "code", required=True, help="Such as ntt-2025."),
    ):
        callback = option(callback)
    return callback


@click.command()
@_options
@command()
def enrol(voice: Voice, code: str, region: str | None, day: datetime | None, login: str | None) -> int:
    """Register everybody who holds a place with the insurer, tell it who left, and take its answers. Run again: what came late, what is new."""
    from naung.delivery.enrolment import jobs, queries

    return _exchange(
        voice, "naung.delivery.enrolment.ports.Insurer", jobs, queries, code, region, day, login, _leavers
    )


@click.command()
@_options
@command()
def bank(voice: Voice, code: str, region: str | None, day: datetime | None, login: str | None) -> int:
    """Have an account opened for every member, and take the bank's answers. Run again: what came late, what is new."""
    from naung.delivery.banking import jobs, queries

    return _exchange(voice, "naung.delivery.banking.ports.Bank", jobs, queries, code, region, day, login)


@click.command()
@click.option(
    "--source",
    "sources",
    type=click.Choice(REGISTERS),
    multiple=True,
    help="Only this register; all four if left out.",
)
@click.option("--again", is_flag=True, help="Ask again about everybody whose answer is older than today.")
@click.option("--region", default="", help="Only this regency or city (53.71).")
@click.option("--on", "day", type=DAY, default=None, help="Business date; today in WITA if left out.")
@click.option("--by", "login", default=None, help="Login of the officer who asks; without it, the system.")
@command()
def check(
    voice: Voice, sources: tuple[str, ...], again: bool, region: str, day: datetime | None, login: str | None
) -> None:
    """Ask the registers about people (alive, insured elsewhere, employed, decile), and take their answers. Run again: what came late, what is old."""
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock
    from naung.project.work import registers

    on = day.date() if day else clock.today()
    by = staff.actor(login) if login else actor.system("check")
    told: dict[str, Any] = {}
    findings = 0
    for name in sources or REGISTERS:
        with voice.step(_(REGISTER_WORDS[name])) as step:
            found = registers.ask(names=[name], by=by, at=clock.now(), on=on, region=region, again=again, progress=step.progress)  # fmt: skip
            answers, step.into, step.out = found.registers[name].answers, found.asked, found.answered
            told[name], findings = {"asked": found.asked, "answers": answers}, findings + found.findings
        said = [f"{_(ANSWER_WORDS[name, code])} {words.number(n)}" for code, n in answers.items()]
        voice.say("  " + (", ".join(said) or _("tidak ada jawaban baru")))
    voice.answer(
        {"on": on, "registers": told, "findings": findings, "steps": [s.as_facts() for s in voice.steps]}
    )


def _exchange(
    voice: Voice,
    port: str,
    jobs: Any,
    queries: Any,
    code: str,
    region: str | None,
    day: datetime | None,
    login: str | None,
    more: Callable[..., dict[str, Any]] | None = None,
) -> int:
    from naung.delivery.programme import queries as programmes
    from naung.foundation.staff import queries as staff
    from naung.kit import actor, clock
    from naung.project.plugs import plug

    programme, on = programmes.by_code(code), day.date() if day else clock.today()
    partner, role = plug(port), port.rsplit(".", 1)[1].lower()
    by = staff.actor(login) if login else actor.system(role)
    asked = {"programme": programme, role: partner, "by": by, "at": clock.now(), "on": on, "region": region}
    before = _facts(queries.batches(programme, region, partner=partner.partner))
    with voice.step(_("Kirim ke %(partner)s") % {"partner": partner.partner}) as step:
        sent = jobs.send(**asked, progress=step.progress)
        step.into = step.out = sum(batch.rows for batch in sent)
        step.more = {"batches": len(sent)}
        step.held = {_(HELD[why]): n for why, n in queries.held_back(programme, region).items()}
    with voice.step(_("Jawaban %(partner)s") % {"partner": partner.partner}) as step:
        taken = jobs.take(**asked, progress=step.progress)
        now = _facts(queries.batches(programme, region, partner=partner.partner))
        _tell_step(step, before, now, taken, partner.reasons)
    _say(voice, now, on)
    told = more(voice, asked) if more else {}
    voice.answer({"on": on, "batches": now, **told, "steps": [s.as_facts() for s in voice.steps]})
    return 1 if any(b["suspense"] for b in now) else 0


def _leavers(voice: Voice, asked: dict[str, Any]) -> dict[str, Any]:
    """The file of those whose cover ended here, and how the insurer stands to it; silent where nobody left."""
    from naung.delivery.enrolment import departing

    if not departing.told(asked["programme"]):
        return {"leavers": {}}
    with voice.step(_("Yang berhenti, diberitahukan ke BPJS")) as step:
        sent = departing.send(**asked)
        departing.take(**asked)
        told = departing.told(asked["programme"])
        step.into, step.out = sum(batch.rows for batch in sent), told.get("agrees", 0)
        step.held = {_(LEFT[how]): n for how, n in told.items() if how in LEFT}
    return {"leavers": told}


LEFT = {
    "other_day": gettext_noop("BPJS mencatat hari terakhir lain"), "refused": gettext_noop("BPJS menolak mengakhiri"),
    "waiting": gettext_noop("belum dijawab BPJS"),
}  # fmt: skip
HELD = {"died": gettext_noop("tercatat meninggal"), "merged": gettext_noop("tercatat dua kali")}


def _tell_step(
    step: Any,
    before: list[dict[str, Any]],
    now: list[dict[str, Any]],
    taken: list[Any],
    reasons: Mapping[str, str],
) -> None:
    """In: lines that waited. Out: accepted now. Held: refused now by reason, and what waits still."""
    step.into = sum(b["rows"] - b["accepted"] - sum(b["refused"].values()) for b in before)
    step.into += sum(b["rows"] for b in now) - sum(b["rows"] for b in before)
    step.out = sum(one.accepted for one in taken)
    refused = _refusals(now)
    refused.subtract(_refusals(before))
    step.held = {_(reasons.get(code, code)): n for code, n in sorted(refused.items()) if n}
    if waiting := sum(b["missing"] for b in now):
        step.held[_("belum dijawab")] = waiting


def _refusals(batches: list[dict[str, Any]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for batch in batches:
        total.update(batch["refused"])
    return total


def _facts(batches: list[Any]) -> list[dict[str, Any]]:
    from naung.foundation.exchange import queries as exchange

    return [
        _one(
            exchange.facts(batch),
            exchange.suspended(batch.partner).filter(batch=batch, why="UNKNOWN").count(),
        )
        for batch in batches
    ]


def _one(facts: dict[str, Any], unknown: int) -> dict[str, Any]:
    """A line without an answer is missing, whether the batch still waits for it or gave up."""
    return {**facts, "missing": facts["waiting"] + facts["missing"], "unknown": unknown}


def _say(voice: Voice, batches: list[dict[str, Any]], on: date) -> None:
    for b in batches:
        counts = {"rows": b["rows"], "accepted": b["accepted"], "refused": sum(b["refused"].values()),
                  "missing": b["missing"], "suspense": b["suspense"]}  # fmt: skip
        said = _(
            "%(rows)s baris%(money)s, %(accepted)s diterima, %(refused)s ditolak, %(missing)s belum dijawab, %(suspense)s perlu dilihat"
        ) % {
            **{name: words.number(n) for name, n in counts.items()},
            "money": f", {words.rupiah(b['rupiah'])}" if b["rupiah"] else "",
        }
        voice.say(f"  {b['key']}: {said}; {b['state']}, sha256 {b['sha256'][:12]}")
