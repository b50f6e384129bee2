"""Who is entitled, by the law of the day of death: each relative with the reason, also those who are not."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.heirs import words
from naung.delivery.claims.heirs.models import Relative
from naung.kit.clock import say_date
from naung.kit.months import age_on


@dataclass(frozen=True, slots=True)
class Who:
    """One relative: `because` says why they are entitled or why not. `minor`: acts through a guardian."""

    number: int
    name: str
    relation: str
    says: str  # the relation in words
    because: str
    entitled: bool = False
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Entitled:
    """`people`: entitled together; `others`: who is not, and why; `asks`: what a person settles before money goes.

    `funeral_only`: nobody is left; funeral money to who paid for it, the grant to the social security fund."""

    people: list[Who] = field(default_factory=list)
    because: str = ""
    article: str = ""
    funeral_only: bool = False
    others: list[Who] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)


def of(tree: list[Relative], *, died_on: date, today: date) -> Entitled:
    """`today` only for who is a minor and who died meanwhile. The law's own refusals pass (NotProvided)."""
    asks: list[str] = []
    out = {one.number: _out(one, died_on, asks) for one in tree}
    living = [one for one in tree if not out[one.number]]
    found = law.heirs(sorted({one.relation for one in living if one.relation != "other"}), on=died_on)
    article = found.provision.article
    adult = law.provision("heirs.guardian_age", on=died_on).value
    people = [_in(one, today, adult, asks) for one in living if one.relation in found.relations]
    others = [_not(one, out[one.number], found.relations) for one in tree if one.number not in {who.number for who in people}]  # fmt: skip
    return Entitled(
        people, _because(people, article, bool(tree)), article, bool(tree) and not people, others, asks
    )


def _out(one: Relative, day: date, asks: list[str]) -> str:
    """Why this relative did not count on the day; empty for who did."""
    if one.died_on and one.died_on <= day:
        if one.died_on == day:
            asks.append(_("%(name)s meninggal pada hari yang sama. Siapa yang lebih dahulu menentukan ahli warisnya: tanyakan dahulu.") % {"name": one.name})  # fmt: skip
        return _("sudah meninggal %(day)s") % {"day": say_date(one.died_on)}
    if one.joined_on and one.joined_on > day:
        return _("menikah %(day)s, sesudah hari itu") % {"day": say_date(one.joined_on)}
    if one.left_on and one.left_on <= day:
        return _("sudah bercerai %(day)s") % {"day": say_date(one.left_on)}
    if one.born_on and one.born_on > day:
        asks.append(_("%(name)s lahir sesudah hari itu. Aturan yang kami kenal tidak menyebutnya: tanyakan kepada BPJS Ketenagakerjaan.") % {"name": one.name})  # fmt: skip
        return _("lahir %(day)s, sesudah hari itu") % {"day": say_date(one.born_on)}
    return ""


def _in(one: Relative, today: date, adult: int, asks: list[str]) -> Who:
    if one.died_on:
        asks.append(_("%(name)s berhak, tetapi meninggal sesudahnya. Siapa yang menerima bagiannya: tanyakan dahulu.") % {"name": one.name})  # fmt: skip
    if one.born_on is None and one.relation in ("child", "grandchild", "sibling"):
        asks.append(_("Tanggal lahir %(name)s belum diketahui, jadi belum jelas perlu wali atau tidak.") % {"name": one.name})  # fmt: skip
    minor = one.born_on is not None and age_on(one.born_on, today) < adult
    says = words.relation(one.relation, one.sex)
    why = _("%(relation)s, hidup pada hari itu") % {"relation": says}
    return Who(
        one.number,
        one.name,
        one.relation,
        says,
        why + (_("; di bawah %(n)s tahun, diwakili wali") % {"n": adult} if minor else ""),
        True,
        minor,
    )


def _not(one: Relative, out: str, nearer: tuple[str, ...]) -> Who:
    says = words.relation(one.relation, one.sex)
    if not out:
        near = ", ".join(words.relation(code) for code in nearer)
        out = (
            _("hubungan ini tidak disebut dalam urutan ahli waris")
            if one.relation == "other"
            else _("ada yang lebih dekat: %(near)s") % {"near": near}
        )
    return Who(one.number, one.name, one.relation, says, out)


def _because(people: list[Who], article: str, known: bool) -> str:
    if not known:
        return _("Pohon keluarga belum diisi, jadi belum dapat dikatakan siapa ahli warisnya.")
    if not people:
        return _("Tidak ada ahli waris dalam urutan aturan: biaya pemakaman untuk yang membayarnya, santunan ke Dana Jaminan Sosial (%(article)s).") % {"article": article}  # fmt: skip
    names = ", ".join(f"{who.name} ({who.says})" for who in people)
    if len(people) == 1:
        return _("Yang berhak: %(names)s, urutan pertama yang masih ada (%(article)s).") % {"names": names, "article": article}  # fmt: skip
    return _("Yang berhak bersama: %(names)s, urutan pertama yang masih ada (%(article)s). Pembagiannya tidak diatur: satu orang menerima dengan surat kuasa yang lain, atau masing-masing menurut kesepakatan tertulis.") % {"names": names, "article": article}  # fmt: skip
