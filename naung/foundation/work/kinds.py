"""Which function does which kind of work: a table of dotted names in the settings, as with the partners' plugs."""

from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from naung.foundation.work.ports import Kind
from naung.kit.refusal import Refusal


class NoSuchWork(Refusal):
    """NAUNG_WORK names no function for this kind."""


def find(kind: str) -> Kind:
    try:
        return cast(Kind, import_string(settings.NAUNG_WORK[kind]))
    except KeyError:
        raise NoSuchWork(
            _("Tidak ada pekerjaan bernama %(kind)s; lihat NAUNG_WORK di naung/project/settings.py.")
            % {"kind": kind}
        ) from None


def known(kind: str) -> None:
    """Refuses a kind that nobody does, without loading what does it."""
    if kind not in settings.NAUNG_WORK:
        find(kind)
