"""What `naung quality` says to a person: tables of counts, shares and intervals."""

from collections.abc import Mapping
from typing import Any

from naung.project.cli.base import Voice
from naung.project.words import _, gettext_noop, number

ERRORS = {
    "E01": gettext_noop("ejaan nama lain"), "E02": gettext_noop("urutan nama, singkatan"), "E03": gettext_noop("nama panggilan"),
    "E04": gettext_noop("gelar di kolom nama"), "E05": gettext_noop("NIK salah satu angka"), "E06": gettext_noop("NIK 15 atau 17 angka"),
    "E07": gettext_noop("NIK dirusak Excel"), "E08": gettext_noop("NIK anggota keluarga"), "E09": gettext_noop("nomor KK di kolom NIK"),
    "E10": gettext_noop("tanggal dan bulan tertukar"), "E11": gettext_noop("hanya tahun lahir diketahui"), "E12": gettext_noop("tanggal ditulis lain"),
    "E13": gettext_noop("tanpa nama ibu"), "E14": gettext_noop("tanpa HP, atau HP petugas"), "E15": gettext_noop("ejaan desa lain"),
    "E16": gettext_noop("dua kali di satu desa"), "E17": gettext_noop("di dua desa"), "E18": gettext_noop("NIK lama dan baru"),
    "E19": gettext_noop("dua orang bernama dan lahir sama"), "E20": gettext_noop("sudah meninggal"), "E21": gettext_noop("dibayar pihak lain"),
    "E22": gettext_noop("tidak memenuhi syarat"), "E23": gettext_noop("keluarga petugas"), "E24": gettext_noop("jenis kelamin"),
    "E25": gettext_noop("pekerjaan bahasa sehari-hari"), "E26": gettext_noop("bentuk lembar"), "E27": gettext_noop("berkas dikirim lagi"),
    "E28": gettext_noop("disabilitas dengan kata"),
}  # fmt: skip
LINE = "{:<34}{:>8}{:>8}{:>7}{:>26}{:>10}{:>10}{:>26}{:>25}"


def tell(voice: Voice, found: Mapping[str, Any]) -> None:
    _heads(voice, _("kekacauan"))
    for mess, tally in found["messes"].items():
        _row(voice, mess, tally)
    _row(voice, _("semua"), found["total"])
    voice.say()
    _heads(voice, _("jenis kesalahan"))
    for code, tally in found["by_error"].items():
        _row(voice, f"{code} {_(ERRORS[code])}", tally)
    aims = {name: share(aim) for name, aim in found["aims"].items()}
    voice.say()
    voice.say(
        _(
            "Tujuan: ketepatan paling sedikit %(precision)s, ditemukan paling sedikit %(found)s, untuk petugas di bawah %(work)s."
        )
        % aims
    )
    voice.say(
        _("%(n)s baris lain menunggu perbaikan desa dan belum dicocokkan.") % {"n": number(found["flawed"])}
    )
    if "curve" in found:
        _tell_curve(voice, found["curve"])
    voice.say(
        _("Belum tercapai: %(what)s") % {"what": ", ".join(found["missed"])}
        if found["missed"]
        else _("Semua tujuan tercapai.")
    )


def _heads(voice: Voice, first: str) -> None:
    voice.say(
        LINE.format(
            first, _("baris"), _("digabung"), _("salah"), _("ketepatan (95 %)"), _("rangkap"), _("ketemu"),
            _("ditemukan (95 %)"), _("untuk petugas (95 %)"),
        )
    )  # fmt: skip


def _row(voice: Voice, name: str, tally: Mapping[str, Any]) -> None:
    counts = [number(tally[key]) for key in ("rows", "merges", "wrong")]
    voice.say(
        LINE.format(name[:33], *counts, _interval(tally["precision"]), number(tally["duplicates"]), number(tally["found"]),
                    _interval(tally["found_share"]), _interval(tally["work"]))
    )  # fmt: skip


def share(value: float) -> str:
    return f"{value * 100:.2f} %"


def _interval(one: Mapping[str, float]) -> str:
    return f"{share(one['share'])} ({one['low'] * 100:.2f}-{one['high'] * 100:.2f})"


def _tell_curve(voice: Voice, curve: Mapping[str, Any]) -> None:
    _told_by(voice, "review_at", curve["review_at"])
    _told_by(voice, "merge_at", curve["merge_at"])
    for name, one in curve["thresholds"].items():
        voice.say(
            _("%(name)s: dipakai %(shipped)s; kurva mendukung %(from)s sampai %(to)s.")
            % {"name": name, "shipped": f"{one['shipped']:g}", "from": one["from"], "to": one["to"]}
        )


def _told_by(voice: Voice, name: str, points: list[Mapping[str, Any]]) -> None:
    voice.say()
    two = (_("ditanyakan"), _("benar")) if name == "review_at" else (_("NIK dekat"), _("salah"))
    voice.say(
        f"{name:<10}{_('digabung'):>10}{_('salah'):>8}{two[0]:>11}{two[1]:>8}{_('ketemu'):>10}{_('ditemukan (95 %)'):>26}{_('untuk petugas (95 %)'):>25}"
    )
    keys = ("asked", "asked_right") if name == "review_at" else ("near_merges", "near_wrong")
    for one in points:
        near = [number(one[key]) for key in keys]
        voice.say(
            f"{one['at']:<10g}{number(one['merges']):>10}{number(one['wrong']):>8}{near[0]:>11}{near[1]:>8}{number(one['found']):>10}"
            f"{_interval(one['found_share']):>26}{_interval(one['work']):>25}"
        )
    voice.say()


def tell_febrl(voice: Voice, found: list[Mapping[str, Any]]) -> None:
    voice.say(
        _(
            "Model ini dilatih untuk nama NTT dan NIK; FEBRL berisi nama Inggris dan nomor 7 angka. Angkanya pembanding, bukan janji."
        )
    )
    for one in found:
        voice.say(
            _("%(set)s, %(how)s: %(records)s rekaman (%(held)s tanpa nama atau tanggal lahir, tidak dibandingkan), %(pairs)s pasangan benar.")
            % {**one, "how": _("dengan nomor") if one["number"] else _("tanpa nomor"), "records": number(one["records"]),
               "held": number(one["held_back"]), "pairs": number(one["true_pairs"])}
        )  # fmt: skip
        for kind in ("linked", "merged", "asked"):
            voice.say(f"  {_febrl_kind(kind):<28}" + _febrl_line(one[kind]))


def _febrl_kind(kind: str) -> str:
    kinds = {
        "linked": _("bobot di atas ambang"),
        "merged": _("digabung tanpa petugas"),
        "asked": _("digabung atau ditanyakan"),
    }
    return kinds[kind]


def _febrl_line(one: Mapping[str, Any]) -> str:
    return _("%(pairs)s pasangan, ketepatan %(precision)s, ditemukan %(recall)s (dari yang dapat dibandingkan %(reach)s)") % {
        "pairs": number(one["pairs"]), "precision": _interval(one["precision"]), "recall": _interval(one["recall"]),
        "reach": share(one["recall_of_compared"]),
    }  # fmt: skip
