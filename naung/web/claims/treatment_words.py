"""What a treatment's entries, dates and fields are called on a page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung import law
from naung.delivery.claims.treatment import parts
from naung.delivery.claims.treatment import queries as treatments
from naung.delivery.claims.treatment.ahead import Next
from naung.delivery.claims.treatment.kinds import FORMS, KINDS, PAYERS
from naung.web.decisions.say import day
from naung.web.words import indonesian, number

PLACES = ("facility", "plkk")


def title(entry: Any) -> str:
    """Biaya perawatan: operasi."""
    kind = KINDS[entry.kind]
    return f"{_(kind.word)}: {_(kind.whats[entry.what])}" if entry.what else _(kind.word)


def row(claim: Any, entry: Any, gone: Any, ended_on: Any) -> dict[str, Any]:
    """An entry as the timeline shows it. `gone`: the later entry that voided it."""
    return {
        "one": entry, "title": title(entry), "payer": _(PAYERS[entry.paid_by]) if entry.kind == "cost" else "", "gone": gone,
        "days": days(entry, ended_on) if entry.kind == "rest" else "", "note": treatments.note(entry),
        "parts": [part(claim, one) for one in parts.opened(entry.parts_sealed)],
    }  # fmt: skip


def days(entry: Any, ended_on: Any) -> str:
    counted = treatments.rest_days(entry, ended_on)
    whole = treatments.rest_days(entry, None)
    said = ngettext("%(n)s hari", "%(n)s hari", counted) % {"n": number(counted)}
    return said if counted == whole else _("%(said)s, dihitung sampai pernyataan dokter") % {"said": said}


def part(claim: Any, one: law.Part) -> str:
    """sebelah kaki dari mata kaki (25%), fungsi hilang 33%."""
    says = table(claim)[one.part]
    if one.percent is not None:
        says += f", {_percent(one.percent)}"
    if one.function_lost_percent is not None:
        says += _(", fungsi hilang %(n)s") % {"n": _percent(one.function_lost_percent)}
    return says


def table(claim: Any) -> dict[str, str]:
    """The parts of the law's table on the day of the accident; a range is written with its limits."""
    rows = law.provision("jkk.disability_table", on=claim.happened_on).value
    return {name: f"{row['id' if indonesian() else 'en']} ({_percent(row['percent'])})" for name, row in rows.items()}  # fmt: skip


def _percent(percent: Any) -> str:
    said = f"{percent[0]}–{percent[1]}%" if isinstance(percent, list) else f"{percent}%"
    return said.replace(".", ",") if indonesian() else said


def outcome(entries: list[Any]) -> str:
    stated = treatments.statement(entries)
    return _(FORMS[stated.what]) if stated else ""


def coming(one: Next) -> str:
    """Surat istirahat berakhir 30 April 2026 (5 hari lagi)."""
    names = {
        "rest_ends": _("Surat istirahat berakhir %(day)s"),
        "guarantee_ends": _("Surat jaminan berakhir %(day)s"),
        "visit": _("Kontrol di %(place)s, %(day)s"),
        "second_report": _("Laporan tahap II paling lambat %(day)s"),
        "expires": _("Hak menuntut berakhir %(day)s"),
    }
    return f"{names[one.what] % {'day': day(one.day), 'place': one.facility}} ({_away(one.days)})"


def _away(days: int) -> str:
    if days == 0:
        return _("hari ini")
    if days > 0:
        return ngettext("%(n)s hari lagi", "%(n)s hari lagi", days) % {"n": number(days)}
    return ngettext("sudah lewat %(n)s hari", "sudah lewat %(n)s hari", -days) % {"n": number(-days)}
