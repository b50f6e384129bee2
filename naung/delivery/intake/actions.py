"""What officers do with lists and lines, and what later steps say about rows they did not read themselves."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import checked, storing, typed, versions
from naung.delivery.intake.ages import rules
from naung.delivery.intake.checked import Checked
from naung.delivery.intake.models import Correction, Row, Upload
from naung.delivery.intake.queries import received
from naung.delivery.intake.states import LED, ROW
from naung.delivery.intake.versions import MATCHING
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState

Params = Sequence[Any] | Mapping[str, Any] | None
LARGEST = 20 * 2**20  # bytes of one spreadsheet; a village's list has some hundred thousand


class TooLarge(Refusal):
    """The spreadsheet is larger than a list of a village can be."""


class StillFlawed(Refusal):
    """What was typed cannot be taken yet; `findings` says what is wrong at which field, `found` how it was understood."""

    def __init__(self, findings: list[dict[str, Any]]) -> None:
        super().__init__(" ".join(typed.sentence(one) for one in findings))
        self.findings = findings


class GoneOn(Refusal):
    """A person was made of the line, or an officer is asked about it: it is not corrected any more."""


class AlreadyThere(Refusal):
    """The same line was typed before."""


# --- uploads --------------------------------------------------------------------------------------------------------


@transaction.atomic
def keep(*, name: str, data: bytes, programme: Any, region: str, by: Actor, at: datetime) -> Upload:
    """Seals the bytes of a spreadsheet that was handed in, to be read later (`uploads.read`). The same bytes that still wait
    are kept once. region: the sender's village, district, regency or province. Refuses: NotAllowed, TooLarge."""
    staff.require(by, "intake.receive", region, on=at.astimezone(WITA).date())
    if len(data) > LARGEST:
        raise TooLarge(
            _(
                "%(name)s berukuran %(size)d MB; paling besar %(most)d MB. Mohon kirim satu berkas per desa atau kelurahan."
            )
            % {"name": name, "size": len(data) >> 20, "most": LARGEST >> 20}
        )
    hash_, name = sha256(data), PurePath(name.replace("\\", "/")).name[:200] or "tanpa-nama"
    waiting = Upload.objects.filter(
        programme=programme, region=region, sha256=hash_, state__in=["WAITING", "ASKS"]
    ).first()
    if waiting:
        return waiting
    entry = trail.record(
        by=by,
        verb="intake.keep",
        subject=f"intake.file:{hash_[:16]}",
        at=at,
        region=region,
        facts={"size": len(data)},
    )
    return Upload.objects.create(
        programme=programme, region=region, name=name, sha256=hash_, size=len(data), sealed=seals.seal_bytes(data, "file"),
        sent_by_id=by.officer, sent_at=at, trail=entry,
    )  # fmt: skip


# --- one line -------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_row(*, row: Row, by: Actor, at: datetime) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(the fields as last typed, field -> (cell, text) as sent) for whoever is going to correct them: identity numbers are
    among them, so who opened it when is on the trail. Refuses: NotAllowed."""
    staff.require(by, "intake.correct", row.village, on=at.astimezone(WITA).date())
    trail.record(by=by, verb="intake.open", subject=f"intake.row:{row.pk}", at=at, region=row.village)
    return typed.as_typed(row), typed.as_sent(row)


@transaction.atomic
def correct(*, row: Row, values: Mapping[str, str], by: Actor, at: datetime) -> Row:
    """Takes what an officer typed (field -> text, see typed.FIELDS) instead of what was sent, after every check that a
    spreadsheet's line goes through. Corrected again as long as nobody was made of the line; the same again changes nothing.

    What was sent stays. Refuses: NotAllowed (here, and where the line says it lives), GoneOn, StillFlawed."""
    with connection.cursor() as cursor:
        cursor.execute(MATCHING)
    row = Row.objects.select_for_update(of=("self",)).select_related("programme").get(pk=row.pk)
    on = at.astimezone(WITA).date()
    staff.require(by, "intake.correct", row.village, on=on)
    state = _corrected(row)
    before = typed.latest(row)
    given = {name: values.get(name, "").strip()[: typed.LONGEST] for name in typed.FIELDS}
    if before and json.loads(seals.open_sealed(before.typed_sealed, "row")) == given:
        return row
    found = typed.read(given, rules=rules(row.programme, at), region=_reach(by, row.village, on))
    findings = _of_the_same_number(found, row)
    _stop(findings)
    staff.require(by, "intake.correct", typed.values(found)["village"], on=on)
    row = _write(row, state, given, found, findings, by, at)
    versions.take_over(row)
    return row


def _corrected(row: Row) -> str:
    try:
        return ROW.after(row.state, "correct")
    except NotInThisState:
        raise GoneOn(gone_on(row)) from None


def gone_on(row: Row) -> str:
    """Why this line is not corrected any more, and where one turns instead."""
    if (
        row.state == "IN_REVIEW"
    ):  # what the officer weighs is kept as it was seen, so it does not change under them
        return _("Petugas dinas sedang memeriksa apakah ini orang yang sudah ada, dengan isi baris seperti sekarang. Sampaikan perbaikannya kepada "
                 "petugas yang memutuskan; sesudah diputuskan, data orangnya yang diperbaiki.")  # fmt: skip
    if row.state == "SAME":
        return _("Baris ini sama dengan baris di daftar sebelumnya. Perbaiki baris di daftar itu.")
    if row.state == "REPLACED":
        return _("Baris ini sudah diganti oleh daftar yang lebih baru. Perbaiki baris di daftar itu.")
    return _(
        "Baris ini sudah dipakai: orangnya sudah terdaftar. Minta perubahan data orang kepada petugas dinas kabupaten/kota; tidak lagi lewat baris usulan."
    )


def _reach(by: Actor, village: str, on: Any) -> str:
    """The widest region of the officer's posts that the line lies in: a line may move as far as its officer sees."""
    held = [
        p.region_id
        for p in staff.posts(by.officer or 0, on=on)
        if village == p.region_id or village.startswith(p.region_id + ".")
    ]
    return min(held, key=len, default=village)


def _of_the_same_number(found: Checked, row: Row | None) -> list[dict[str, Any]]:
    """The line's findings, and R07 where another good line of the same file has this NIK and is clearly somebody else."""
    findings, mine = typed.said(found), typed.values(found)
    others = (
        Row.objects.filter(file_id=row.file_id, nik_index=seals.index(mine["nik"], "nik"))
        if row and mine["nik"]
        else Row.objects.none()
    )
    for other in others.exclude(pk=row.pk if row else None).exclude(state__in=["FLAWED", *LED]):
        both = {
            "name_folded": [other.name_folded, mine["name_folded"]], "sex": [other.sex, mine["sex"]],
            "born_on": [other.born_on.isoformat() if other.born_on else None, mine["born_on"]],
        }  # fmt: skip
        if checked.differ(both, 0, 1):
            params = {"row": other.number, "name": other.name}
            return [{"code": "R07", "field": "nik", "params": params, "severity": "block"}, *findings]
    return findings


def _stop(findings: list[dict[str, Any]]) -> None:
    if stops := [one for one in findings if one["severity"] == "block"]:
        raise StillFlawed(stops)


def _write(
    row: Row,
    state: str,
    given: dict[str, str],
    found: Checked,
    findings: list[dict[str, Any]],
    by: Actor,
    at: datetime,
) -> Row:
    now = _understood(found)
    was = {name: bytes(v) if isinstance(v := getattr(row, name), memoryview) else v for name in now}
    told = [name for name in now if not name.endswith(("_sealed", "_folded")) and name != "village_text"]
    changed = [name.removesuffix("_index") for name in sorted(told) if now[name] != was[name]]
    row.trail = trail.record(by=by, verb="intake.correct", subject=f"intake.row:{row.pk}", at=at, region=now["village"],
                             facts={"fields": changed, "was": row.state})  # fmt: skip
    for name, value in now.items():
        setattr(row, name, value)
    row.state = state
    row.save(update_fields=[*now, "state", "trail"])
    Correction.objects.create(row=row, village=row.village, typed_sealed=seals.seal(json.dumps(given, ensure_ascii=False), "row"),
                              changed=changed, findings=findings, by_id=by.officer, at=at, trail=row.trail)  # fmt: skip
    return row


KEPT = ("name", "name_folded", "birth_place", "sex", "mother", "village", "address", "occupation", "occupation_text", "disability",
        "disability_text", "decile")  # fmt: skip


def _understood(found: Checked) -> dict[str, Any]:
    """The columns of a row, identity numbers sealed and indexed."""
    values = typed.values(found)
    secret: dict[str, Any] = {}
    for name in ("nik", "kk", "phone"):
        number = values[name]
        secret[f"{name}_index"] = seals.index(number, name) if number else None
        secret[f"{name}_sealed"] = seals.seal(number, name) if number else None
    born = {"born_on": datetime.fromisoformat(values["born_on"]).date()}  # noqa: DTZ007  a day
    return {
        **secret,
        **born,
        **{name: values[name] for name in KEPT},
        "village_text": ", ".join(filter(None, values["place"])),
    }


@transaction.atomic
def add(*, values: Mapping[str, str], programme: Any, region: str, by: Actor, at: datetime) -> Row:
    """One person more, typed into a form: a list of one line, with the same checks. Refuses: NotAllowed, StillFlawed, AlreadyThere."""
    on = at.astimezone(WITA).date()
    staff.require(by, "intake.receive", region, on=on)
    found = typed.read(values, rules=rules(programme, at), region=region)
    _stop(typed.said(found))
    staff.require(by, "intake.receive", typed.values(found)["village"], on=on)
    stored = (
        []
        if received(programme, found.loaded.sha256)
        else storing.store([found], programme_id=programme.pk, by=by, at=at)
    )
    if not stored:
        raise AlreadyThere(_("Baris yang sama persis sudah pernah dimasukkan. Tidak ada yang berubah."))
    return Row.objects.get(file=stored[0])


# --- what later steps say -------------------------------------------------------------------------------------------


def add_findings(*, source_sql: str, trail: int, params: Params = None) -> int:
    """Findings for rows from a SELECT giving row_id, code ("R08"), field ("name"), params (jsonb, no identity number),
    severity (block, warn, fixed); how many were new. The cell is the row's own; said once, a thing is not said again.

    Call it inside the transaction of the entry `trail`. A SELECT with %s or %(name)s takes `params`."""
    sql = f"""
        insert into intake_finding (file_id, row_id, village, code, field, cell, params, severity, trail)
        select r.file_id, r.id, r.village, s.code, s.field, r.number::text, s.params, s.severity, {int(trail)}
        from ({source_sql}) s join intake_row r on r.id = s.row_id
        on conflict do nothing"""  # noqa: S608  the SELECT is code of the house, values come as params
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
