"""Reading what was handed in at the site: the worker's part of an upload."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import jobs, mapping, queries, sentences
from naung.delivery.intake.jobs import Outcome
from naung.delivery.intake.models import File, Row, Upload
from naung.delivery.intake.shelf import Sent
from naung.delivery.intake.states import UPLOAD
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.foundation.work import ports
from naung.kit.actor import Actor
from naung.kit.clock import WITA


def read(task: ports.Task, report: ports.Report) -> ports.Outcome:
    """The work "intake.read": {"uploads": [numbers]}. One that was read already is left as it is."""
    done = [_one(number, task, report) for number in task.arguments["uploads"]]
    taken, asks = ([one for one in done if one.state == state] for state in ("TAKEN", "ASKS"))
    counts = {
        "files": len(done) - len(asks),
        "rows": sum(one.outcome["rows"] for one in taken),
        "flawed": sum(one.outcome["flawed"] for one in taken),
    }
    refused = sum(one.state == "REFUSED" for one in done)
    return ports.Outcome(
        _says(len(done) - len(asks) - refused, len(asks), refused), counts, href=_href(done, asks)
    )


def _says(read: int, asks: int, refused: int) -> str:
    """A file that could not be taken is never told as one that was read."""
    said = [_read(read, asks)] if read or asks or not refused else []
    if refused:
        said.append(_("%(n)d berkas belum dapat kami ambil; sebabnya ada di hasilnya.") % {"n": refused})
    return " ".join(said)


def _read(read: int, asks: int) -> str:
    if not asks:
        return _("%(n)d berkas selesai dibaca.") % {"n": read}
    if not read:
        return _("%(n)d berkas menunggu jawaban Anda: kami belum yakin kolom mana berisi apa.") % {"n": asks}
    return _("%(n)d berkas selesai dibaca; %(asks)d menunggu jawaban Anda tentang kolomnya.") % {
        "n": read,
        "asks": asks,
    }


def _href(done: Sequence[Upload], asks: Sequence[Upload]) -> str:
    """The one file there is, or the first that asks; else all lists."""
    first = done[0] if len(done) == 1 else asks[0] if asks else None
    return f"/usulan/kiriman/{first.pk}" if first else "/usulan"


def _one(number: int, task: ports.Task, report: ports.Report) -> Upload:
    upload = Upload.objects.select_related("programme").get(pk=number)
    if upload.state == "WAITING":
        report(0, None, _("Membaca %(name)s") % {"name": upload.name})
        take(upload=upload, by=task.by, at=task.at)
    return upload


def take(*, upload: Upload, by: Actor, at: datetime) -> Upload:
    """Reads an upload into rows and findings, and notes what became of it; one whose columns are doubtful waits for an answer (ASKS).
    Run again after it was ended: goes on, doubles nothing."""
    came = queries.received(upload.programme, upload.sha256)
    if (
        came is None
        and "answered" not in upload.outcome
        and mapping.doubtful(mapping.look(upload=upload, at=at))
    ):
        return mapping.ask(upload=upload, by=by, at=at)
    if came is None:
        sent = Sent(Path(upload.name), upload.name, seals.open_bytes(upload.sealed, "file"))
        (outcome,) = jobs.receive(
            paths=[sent], programme=upload.programme, region=upload.region, by=by, at=at
        )
    elif _ours(upload):
        outcome = _told(upload)
    else:
        outcome = Outcome(
            upload.name, "same", sentence=sentences.same_as(upload.name, came.astimezone(WITA).date())
        )
    return _settle(upload, outcome, by, at)


def _file(upload: Upload) -> File | None:
    return File.objects.filter(programme=upload.programme, sha256=upload.sha256, state="READ").first()


def _ours(upload: Upload) -> bool:
    """The file was stored by an earlier attempt at this very upload, which ended before it said so."""
    file = _file(upload)
    return (
        file is not None
        and file.received_at >= upload.sent_at
        and not Upload.objects.filter(file=file).exists()
    )


def _told(upload: Upload) -> Outcome:
    rows = Row.objects.filter(file=_file(upload))
    count, flawed = rows.count(), rows.filter(state="FLAWED").count()
    return Outcome(upload.name, "read", count, count - flawed, flawed)


VERBS = {"read": "take", "same": "recognise", "refused": "refuse"}


@transaction.atomic
def _settle(upload: Upload, outcome: Outcome, by: Actor, at: datetime) -> Upload:
    verb = VERBS[outcome.state]
    upload.state = UPLOAD.after(upload.state, verb)
    upload.outcome = {
        "rows": outcome.rows,
        "clean": outcome.clean,
        "flawed": outcome.flawed,
        "sentence": outcome.sentence,
    }
    upload.file = None if verb == "refuse" else _file(upload)
    upload.sealed = upload.sealed if verb == "refuse" else None
    upload.trail = trail.record(by=by, verb=f"intake.{verb}_upload", subject=f"intake.file:{upload.sha256[:16]}", at=at,
                                region=upload.region, facts={"upload": upload.pk})  # fmt: skip
    upload.save(update_fields=["state", "outcome", "file", "sealed", "trail"])
    return upload


def start_of(uploads: Sequence[Upload]) -> dict[str, Any]:
    """The arguments of the work that reads these."""
    return {"uploads": sorted(upload.pk for upload in uploads)}
