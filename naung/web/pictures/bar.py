"""A budget line as a bar: paid, committed and not yet paid, free. Widths are rounded down, so that no part looks fuller than it is."""

from django.utils.translation import gettext as _

from naung.web.pictures.svg import picture, tag
from naung.web.words import rupiah

WIDTH, HEIGHT = 120, 12


def bar(name: str, granted: int, committed: int, realised: int) -> str:
    """`name`: unique on the page. Told by width, by pattern of edges and in words, not by colour only."""
    paid, bound = WIDTH * min(realised, granted) // granted, WIDTH * committed // granted
    said = {"granted": rupiah(granted), "committed": rupiah(committed), "realised": rupiah(realised)}
    return picture(
        tag("rect", width=WIDTH, height=HEIGHT, class_="knot-ahead"),
        tag("rect", width=bound, height=HEIGHT, y=0, class_="knot-billed") if bound else "",
        tag("rect", width=paid, height=HEIGHT - 4, y=2, class_="knot-paid") if paid else "",
        id=name,
        title=_("Ditetapkan, terikat, dibayar"),
        desc=_("Ditetapkan %(granted)s, terikat %(committed)s, dibayar %(realised)s.") % said,
        width=WIDTH,
        height=HEIGHT,
        class_="bar-line",
    )
