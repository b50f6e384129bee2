"""Finds the plug that the settings name for a port."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from naung.kit.refusal import Refusal
from naung.project.words import _


class NoPlug(Refusal):
    """The settings name no plug for this port."""


def plug(port: str, **options: Any) -> Any:
    """An instance of what NAUNG_PLUGS names for `port` ("naung.delivery.enrolment.ports.Insurer")."""
    try:
        return import_string(settings.NAUNG_PLUGS[port])(**options)
    except KeyError:
        raise NoPlug(
            _(
                "Tidak ada penghubung yang disebut untuk %(port)s; lihat NAUNG_PLUGS di naung/project/settings.py."
            )
            % {"port": port}
        ) from None
