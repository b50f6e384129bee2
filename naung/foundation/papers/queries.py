"""Reads: a paper by its code or subject, and its bytes."""

from django.utils.translation import gettext as _

from naung.foundation.papers import codes
from naung.foundation.papers.models import Copy, Paper
from naung.foundation.vault import seals
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal

FIELD = "paper"


class Damaged(Refusal):
    """The stored bytes are not the registered ones: nothing is handed out."""


class NotYours(Refusal):
    """The bytes lie outside the regions of whoever asks."""


def by_code(typed: str) -> Paper | None:
    """What somebody typed or scanned; None for a code that was never given, or is none."""
    code = codes.read(typed)
    return Paper.objects.filter(code=code).first() if code else None


def of(kind: str, subject: str) -> Paper | None:
    return Paper.objects.filter(kind=kind, subject=subject).first()


def content(paper: Paper) -> bytes:
    """Byte for byte what was registered; Damaged, NotYours."""
    copy = Copy.objects.filter(paper=paper).first()
    if copy is None:
        raise NotYours(_("Dokumen %(number)s bukan dari wilayah Anda.") % {"number": paper.number})
    found = seals.open_bytes(copy.content_sealed, f"{FIELD}:{paper.code}")
    if sha256(found) != paper.sha256:
        raise Damaged(
            _("Berkas %(number)s tidak lagi sama dengan yang terdaftar. Jangan dipakai; beri tahu auditor.")
            % {"number": paper.number}
        )
    return found
