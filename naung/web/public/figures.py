"""A region's picture, kept while nothing new is on the trail; where counting it takes long, it rests."""

from datetime import date
from typing import Any

from naung.delivery.monitoring import queries as monitoring
from naung.kit import clock
from naung.web.resting import kept


def picture_of(programme: Any, code: str, *, on: date | None = None) -> monitoring.Picture | None:
    return kept(
        f"picture:{programme.pk}:{code}:{on}",
        lambda: monitoring.picture(programme, code, now=clock.now(), on=on),
        may_rest=True,
    )
