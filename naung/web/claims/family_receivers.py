"""Who receives and into which account, who acts for whom, and a dispute that keeps the claim still."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import banks, rules
from naung.delivery.claims.heirs import mandates, queries, receiving
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.rupiah import say
from naung.web.claims import family_form as forms
from naung.web.claims.family_form import Field, Form
from naung.web.claims.family_tags import tag
from naung.web.claims.one import file
from naung.web.page import page


def receivers(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    claim = file(request, programme, number)
    if request.method == "POST":
        return forms.act(request, ACTS, claim, lambda wrong, error: _shown(request, claim, wrong, error), ("claim-receivers", programme, number))  # fmt: skip
    return _shown(request, claim)


def _shown(request: HttpRequest, claim: Any, wrong: str = "", error: str = "") -> HttpResponse:
    by, now, today = staff.as_actor(request.user), clock.now(), clock.today()
    write = staff.may(by, "claims.heirs", claim.village, on=today)
    found, hold = queries.entitled(claim.pk, today=today), queries.hold(claim.pk)
    names = {one.number: one.name for one in queries.tree(claim.person_id, struck=True)}
    rows = [_row(one, by, request, wrong, error) for one in queries.payees(claim.pk, at=now)]
    given = [_given(one, names, request, wrong, error) for one in queries.mandates(claim.pk)]
    adding = forms.drawn([*_namings(claim, found), *_mandates(found, names), _dispute(hold, by)], request, wrong, error)  # fmt: skip
    every = [*adding, *(form for row in [*rows, *given] for form in row["forms"])]
    return page(request, "claims/heirs/receivers.html", {
        "claim": claim, "found": found, "rows": rows, "given": given, "hold": hold, "mine": hold is not None and hold.opened_human == by.human,
        "past": [one for one in queries.holds(claim.pk) if one.state == "LIFTED"], "funeral": queries.funeral(claim.pk), "forms": adding,
        "may_write": write, "error": error, "at": next((one["at"] for one in every if one["at"]), ""),
    }, status=422 if error else 200)  # fmt: skip


def _row(one: Any, by: Any, request: HttpRequest, wrong: str, error: str) -> dict[str, Any]:
    known = queries.accounts(one.id)
    newest = known[-1] if known else None
    waits = newest is not None and newest.state == "ENTERED"
    mine = newest is not None and newest.entered_human == by.human
    wanted = []
    if waits and not mine:
        wanted += [*([_call(newest)] if newest.number > 1 else []), _confirm(newest), _refuse(newest)]
    elif waits:
        wanted.append(_refuse(newest))
    else:
        wanted.append(_bring(one, bool(known)))
    if one.state == "WAITING" and newest:
        wanted.append(Form("hentikan", _("Hentikan penggantian ini"), _("Hentikan"), [Field("sebab", _("Mengapa dihentikan"), "long")], target=str(newest.pk)))  # fmt: skip
    wanted.append(Form("akhiri", _("Orang lain yang menerima"), _("Akhiri"), [Field("sebab", _("Mengapa"), "long")], target=str(one.id)))  # fmt: skip
    return {"one": one, "tag": tag(one.state), "accounts": known, "calls": queries.calls(one.id), "mine": waits and mine, "contact": queries.contact(one.id),
            "forms": forms.drawn(wanted, request, wrong, error)}  # fmt: skip


def _bring(one: Any, changed: bool) -> Form:
    note = _("Rekening lain dipakai sesudah %(n)s jam dan sesudah kontak lama berkata ya kepada orang lain.") % {"n": rules.value("change_wait_hours", on=clock.today())} if changed else _("Rekening atas nama penerima sendiri. Orang kedua memastikannya.")  # fmt: skip
    every = sorted(banks.BANKS.items(), key=lambda bank: (bank[0] != banks.OURS, bank[1]))
    fields = [
        Field("bank", _("Bank"), "select", options=every), Field("nomor", _("Nomor rekening"), "number"), Field("pemilik", _("Nama pada rekening"), start=one.name),
        Field("jenis", _("Jenis rekening"), "select", _("Tabungan dasar menampung paling banyak %(most)s.") % {"most": say(rules.value("basic_balance", on=clock.today()))}, [("regular", _("rekening biasa")), ("basic", _("tabungan dasar"))]),
        Field("dokumen", _("Dokumen yang Anda lihat"), hint=_("Misalnya halaman depan buku tabungan.")),
    ]  # fmt: skip
    if changed:
        fields.append(Field("sebab", _("Mengapa diganti"), "long"))
    title = _("Ganti rekening %(name)s") if changed else _("Tulis rekening %(name)s")
    return Form(
        "rekening", title % {"name": one.name}, _("Simpan rekening"), fields, note, target=str(one.id)
    )


def _call(account: Any) -> Form:
    return Form("telepon", _("Catat telepon ke kontak lama"), _("Simpan catatan"), [
        Field("cara", _("Cara"), "select", options=[("phone", _("telepon")), ("visit", _("kunjungan"))]), Field("siapa", _("Berbicara dengan")),
        Field("jawaban", _("Jawaban"), "select", options=[("YES", _("ya, itu permintaan saya")), ("NO", _("bukan saya yang meminta")), ("NOBODY", _("tidak terhubung"))]),
        Field("kata", _("Apa yang dikatakannya"), "long"),
    ], _("Hubungi nomor yang dikenal sebelum penggantian, bukan nomor dari permintaan ini."), str(account.pk))  # fmt: skip


def _confirm(account: Any) -> Form:
    says = _("%(bank)s akhiran %(tail)s, atas nama %(holder)s. Lihat sendiri dokumennya: %(document)s.") % {
        "bank": account.bank_name, "tail": account.tail, "holder": account.holder, "document": account.document}  # fmt: skip
    return Form("pastikan", _("Pastikan rekening ini"), _("Ya, ini rekeningnya"), [], says, str(account.pk))


def _refuse(account: Any) -> Form:
    return Form("tolak", _("Tolak rekening ini"), _("Tolak"), [Field("sebab", _("Mengapa ditolak"), "long")], target=str(account.pk))  # fmt: skip


def _namings(claim: Any, found: Any) -> list[Form]:
    shares = [Field("bagian", _("Bagian dalam rupiah"), "number", _("Hanya bila para ahli waris sepakat tertulis; aturan tidak menentukan bagian.")),
              Field("kesepakatan", _("Surat kesepakatan"))]  # fmt: skip
    without = Field("tanpa", _("Belum punya rekening sendiri"), "tick")
    if claim.kind != "death":
        return [Form("peserta", _("Peserta menerima sendiri"), _("Tunjuk peserta"), [without])]
    if found.funeral_only:
        return [_funeral(), Form("pemakaman", _("Tunjuk yang membayar pemakaman sebagai penerima"), _("Tunjuk"), [without])]  # fmt: skip
    people = [(str(who.number), f"{who.name}, {who.says}") for who in found.people]
    if not people:
        return []
    return [Form("tunjuk", _("Tunjuk penerima"), _("Tunjuk"), [Field("siapa", _("Untuk siapa"), "select", _("Untuk anak, walinya yang menerima."), people), *shares, without])]  # fmt: skip


def _funeral() -> Form:
    return Form("bayar-pemakaman", _("Catat siapa yang membayar pemakaman"), _("Simpan"), [
        Field("nama", _("Nama")), Field("hubungan", _("Hubungan"), hint=_("Misalnya tetangga, RT, gereja, atau masjid.")), Field("nik", _("NIK"), "number", _("Boleh kosong.")),
        Field("telepon", _("Telepon"), "number", _("Boleh kosong.")), Field("kuitansi", _("Kuitansi")), Field("jumlah", _("Jumlah rupiah"), "number"),
        Field("tanggal", _("Dibayar pada"), "day"),
    ])  # fmt: skip


def _mandates(found: Any, names: dict[int, str]) -> list[Form]:
    minors = [(str(who.number), who.name) for who in found.people if who.minor]
    adults = [(str(who.number), who.name) for who in found.people if not who.minor]
    paper = [Field("dokumen", _("Surat yang Anda lihat")), Field("tanggal", _("Tanggal surat"), "day")]
    wanted = []
    if minors:
        kin = [(str(number), name) for number, name in sorted(names.items())]
        wanted.append(Form("wali", _("Catat wali"), _("Simpan wali"), [Field("untuk", _("Wali dari"), "select", options=minors),
                      Field("wakil", _("Wali, bila ada di pohon keluarga"), "select", options=kin), Field("wakil_nama", _("Wali dari luar pohon keluarga")),
                      Field("wakil_nik", _("NIK wali dari luar"), "number", _("Boleh kosong.")), *paper]))  # fmt: skip
    if len(adults) > 1:
        wanted.append(Form("kuasa", _("Catat surat kuasa"), _("Simpan surat kuasa"), [Field("untuk", _("Yang memberi kuasa"), "select", options=adults),
                      Field("wakil", _("Yang menerima kuasa"), "select", options=adults), *paper]))  # fmt: skip
    return wanted


def _given(one: Any, names: dict[int, str], request: HttpRequest, wrong: str, error: str) -> dict[str, Any]:
    wanted = [Form("cabut", _("Cabut surat ini"), _("Cabut"), [Field("sebab", _("Mengapa dicabut"), "long")], target=str(one.pk))] if one.state == "VALID" else []  # fmt: skip
    kind = _("Wali") if one.kind == "GUARDIAN" else _("Surat kuasa")
    return {
        "one": one,
        "kind": kind,
        "giver": names.get(one.giver, "–"),
        "forms": forms.drawn(wanted, request, wrong, error),
    }


def _dispute(hold: Any, by: Any) -> Form:
    if hold:
        note = _("Anda yang menahan klaim ini, jadi orang lain yang melepasnya.") if hold.opened_human == by.human else _("Hanya bila ada surat damai atau putusan.")  # fmt: skip
        return Form("lepas", _("Lepas penahanan"), _("Lepas"), [Field("sebab", _("Bagaimana selesai"), "long"), Field("dokumen", _("Surat damai atau putusan"))], note, str(hold.pk))  # fmt: skip
    return Form("tahan", _("Ada sengketa: tahan klaim ini"), _("Tahan"), [Field("siapa", _("Siapa yang mempersoalkan")), Field("sebab", _("Apa persoalannya"), "long")],
                _("Selama ditahan, klaim tidak disetujui, tidak diputuskan, dan tidak dibayar. Orang lain yang melepasnya."))  # fmt: skip


# --- what the forms do -----------------------------------------------------------------------------------------------


def _mine(found: Any, claim: Any) -> Any:
    """What was named belongs to this claim, or nothing does."""
    if found is None or found.claim_id != claim.pk:
        raise queries.NoSuchReceiver(_("Itu bukan dari klaim ini. Muat ulang halaman ini."))
    return found


def _payee(claim: Any, given: Any) -> Any:
    return _mine(queries.payee(forms.number(given, "target") or 0), claim)


def _account(claim: Any, given: Any) -> Any:
    found = queries.account(forms.number(given, "target") or 0)
    _mine(found.payee, claim)
    return found


def _do_name(claim: Any, given: Any, **by: Any) -> str:
    relative = forms.number(given, "siapa")
    minor = any(who.number == relative and who.minor for who in queries.entitled(claim.pk, today=by["on"]).people)  # fmt: skip
    mandate = next((m for m in queries.mandates(claim.pk) if m.giver == relative and m.kind == "GUARDIAN" and m.state == "VALID"), None)  # fmt: skip
    share = forms.whole(given, "bagian") or None
    made = receiving.appoint(claim=claim, kind="GUARDIAN" if minor else "HEIR", relative=relative, mandate=mandate if minor else None, share_rupiah=share,
                             agreement=given.get("kesepakatan", ""), without_account=bool(given.get("tanpa")), **by)  # fmt: skip
    return _("%(name)s menerima. Tulis rekeningnya.") % {"name": made.name}


def _do_other(kind: str) -> Any:
    def do(claim: Any, given: Any, **by: Any) -> str:
        funeral = queries.funeral(claim.pk) if kind == "FUNERAL" else None
        made = receiving.appoint(claim=claim, kind=kind, funeral=funeral, without_account=bool(given.get("tanpa")), **by)  # fmt: skip
        return _("%(name)s menerima. Tulis rekeningnya.") % {"name": made.name}

    return do


def _do_bring(claim: Any, given: Any, **by: Any) -> str:
    brought = receiving.Brought(given.get("bank", ""), given.get("nomor", ""), given.get("pemilik", ""), given.get("jenis", ""), given.get("dokumen", ""),
                                given.get("sebab", ""))  # fmt: skip
    receiving.bring(payee=_payee(claim, given), brought=brought, **by)
    return _("Rekening tersimpan. Orang lain yang memastikannya.")


def _do_call(claim: Any, given: Any, **by: Any) -> str:
    receiving.call(account=_account(claim, given), way=given.get("cara", ""), spoke_with=given.get("siapa", ""), answer=given.get("jawaban", ""),
                   what=given.get("kata", ""), **by)  # fmt: skip
    return _("Tercatat. Terima kasih sudah menghubungi.")


def _do_confirm(claim: Any, given: Any, **by: Any) -> str:
    done = receiving.confirm(account=_account(claim, given), **by)
    return _("Dipastikan. Rekening dipakai sesudah %(n)s jam.") % {"n": done.wait_hours} if done.wait_hours else _("Dipastikan. Rekening ini dapat dipakai.")  # fmt: skip


def _do_refuse(claim: Any, given: Any, **by: Any) -> str:
    receiving.refuse(account=_account(claim, given), because=given.get("sebab", ""), **by)
    return _("Ditolak. Rekening itu tidak dipakai.")


def _do_stop(claim: Any, given: Any, **by: Any) -> str:
    receiving.stop(account=_account(claim, given), because=given.get("sebab", ""), **by)
    return _("Dihentikan sebelum dipakai. Rekening lama tetap yang dipakai.")


def _do_end(claim: Any, given: Any, **by: Any) -> str:
    done = receiving.end(payee=_payee(claim, given), because=given.get("sebab", ""), **by)
    return _("%(name)s tidak lagi penerima.") % {"name": done.name}


def _do_mandate(kind: str) -> Any:
    def do(claim: Any, given: Any, **by: Any) -> str:
        made = mandates.give(claim=claim, kind=kind, giver=forms.number(given, "untuk") or 0, holder=forms.number(given, "wakil"), holder_name=given.get("wakil_nama", ""),
                             holder_nik=given.get("wakil_nik", ""), document=given.get("dokumen", ""), dated_on=forms.must(given, "tanggal"), **by)  # fmt: skip
        return _("Surat tercatat: %(name)s yang mewakili.") % {"name": made.holder_name}

    return do


def _do_revoke(claim: Any, given: Any, **by: Any) -> str:
    found = next((m for m in queries.mandates(claim.pk) if m.pk == forms.number(given, "target")), None)
    mandates.revoke(mandate=_mine(found, claim), because=given.get("sebab", ""), **by)
    return _("Surat dicabut.")


def _do_funeral(claim: Any, given: Any, **by: Any) -> str:
    made = mandates.paid_the_funeral(claim=claim, name=given.get("nama", ""), relation=given.get("hubungan", ""), nik=given.get("nik", ""), phone=given.get("telepon", ""),
                                     receipt=given.get("kuitansi", ""), rupiah=forms.whole(given, "jumlah"), paid_on=forms.must(given, "tanggal"), **by)  # fmt: skip
    return _("Tercatat: %(name)s membayar pemakaman.") % {"name": made.name}


def _do_hold(claim: Any, given: Any, **by: Any) -> str:
    mandates.contest(claim=claim, who=given.get("siapa", ""), because=given.get("sebab", ""), **by)
    return _("Klaim ditahan. Orang lain yang melepasnya sesudah sengketa selesai.")


def _do_lift(claim: Any, given: Any, **by: Any) -> str:
    mandates.lift(hold=_mine(queries.hold(claim.pk), claim), because=given.get("sebab", ""), document=given.get("dokumen", ""), **by)  # fmt: skip
    return _("Penahanan dilepas. Klaim berjalan lagi.")


ACTS = {
    "tunjuk": _do_name, "peserta": _do_other("MEMBER"), "pemakaman": _do_other("FUNERAL"), "bayar-pemakaman": _do_funeral, "rekening": _do_bring,
    "telepon": _do_call, "pastikan": _do_confirm, "tolak": _do_refuse, "hentikan": _do_stop, "akhiri": _do_end, "wali": _do_mandate("GUARDIAN"),
    "kuasa": _do_mandate("POWER"), "cabut": _do_revoke, "tahan": _do_hold, "lepas": _do_lift,
}  # fmt: skip
