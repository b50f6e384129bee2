"""A small world that walked the real road: 30 people of Kota Kupang, three months paid, a fourth billed. All made up.

Namosain has 14 people, Nunhila 10, Oebobo 3 (too few to publish), and three who are not chosen. Marta is the one to look at.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.programme import queries as programmes
from naung.delivery.registry import jobs as registry
from naung.foundation.staff import actions as staff
from naung.foundation.staff import queries as officers
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.actor import Actor, system
from naung.kit.months import Month
from naung.kit.text import fold
from naung.project.plugs import plug

PASSWORD = "contoh-kata-sandi"
NAMOSAIN, NUNHILA, OEBOBO = "53.71.01.1001", "53.71.01.1004", "53.71.04.1001"
CAST = (
    ("sari", "Sari Contoh Verifikator", "verifier", "53"),
    ("budi", "Budi Contoh Penyetuju", "approver", "53"),
    ("tina", "Tina Contoh Bendahara", "treasurer", "53"),
    ("bpjs", "Bela Contoh BPJS", "bpjs_officer", "53"),
    ("dewi", "Dewi Contoh Dinas", "regency_officer", "53.71"),
    ("lurah", "Lusi Contoh Lurah", "village_operator", NAMOSAIN),
    ("jauh", "Jefri Contoh Jauh", "regency_officer", "53.03"),
    ("admin", "Adi Contoh Admin", "administrator", "53"),
)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC)


def who(login: str) -> Actor:
    return officers.actor(login)


def appoint() -> None:
    for login, name, role, region in CAST:
        staff.appoint(login=login, name=name, identity=f"NIP-{login}", password=PASSWORD, role=role, region=region,
                      since=date(2025, 1, 1), by=system("test"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip


def people() -> list[dict[str, Any]]:
    made = [_person(0, "Marta Contoh Tefa", NAMOSAIN, True, 1, "gerak")]
    made += [_person(i, f"Yohanes Contoh Banoet {chr(64 + i)}", NAMOSAIN, False, 1) for i in range(1, 14)]
    made += [_person(i, f"Petrus Contoh Lay {chr(64 + i)}", NUNHILA, False, 2) for i in range(14, 24)]
    made += [_person(i, f"Rambu Contoh Ana {chr(64 + i)}", OEBOBO, True, 2) for i in range(24, 27)]
    return made + [
        _person(i, f"Daud Contoh Nope {chr(64 + i)}", NUNHILA, False, 8) for i in range(27, 30)
    ]  # decile 8: not chosen


def _person(
    i: int, name: str, village: str, woman: bool, decile: int, disability: str = ""
) -> dict[str, Any]:
    born = date(1978, 8, 1 + i % 28)
    number = nik.make("537101", born, woman, 9001 + i)
    return {"nik_index": seals.index(number, "nik"), "nik_sealed": seals.seal(number, "nik"), "name": name, "name_folded": fold(name), "born_on": born,
            "sex": "P" if woman else "L", "birth_place": "Kupang", "mother": "Yosina Contoh Lay", "village": village, "address": "RT 01/RW 02",
            "occupation": "11", "occupation_text": "Nelayan", "disability": disability, "decile": decile, "status": "none"}  # fmt: skip


@transaction.atomic
def propose() -> None:
    """The spreadsheet of one village clerk, read and matched."""
    programme = programmes.by_code("ntt-2025")
    received = trail.record(
        by=who("lurah"),
        verb="intake.receive",
        subject="intake.file:usulan",
        at=at(date(2025, 7, 14)),
        facts={"rows": 30},
    )
    matched = trail.record(
        by=system("match"),
        verb="matching.match",
        subject="matching.programme:ntt-2025",
        at=at(date(2025, 7, 15)),
        facts={},
    )
    columns = ", ".join(people()[0])
    with connection.cursor() as cursor:
        cursor.execute(
            f"create temporary table cast_rows on commit drop as select n as number, {columns} from (select 0 as n, * from registry_person limit 0) x"
        )
        for n, one in enumerate(people()):
            cursor.execute(
                f"insert into cast_rows (number, {columns}) values (%s, {', '.join(['%s'] * len(one))})",
                [n + 7, *one.values()],
            )
        cursor.execute(
            """insert into intake_file (programme_id, name, sha256, size, region, refusal_code, refusal, rows, columns, received_at, state, trail)
               values (%s, 'usulan-kota.xlsx', repeat('a', 64), 9000, '53.71', '', '', 30, '{}', %s, 'RECEIVED', %s) returning id""",
            [programme.pk, at(date(2025, 7, 14)), received],
        )
        (file,) = cursor.fetchone()
        cursor.execute(
            f"""insert into intake_row (file_id, programme_id, sheet, number, raw_sealed, {columns}, village_text, disability_text, state, trail)
                select %s, %s, 'Usulan', number, 'x', {columns}, '', '', 'CLEAN', %s from cast_rows""",
            [file, programme.pk, received],
        )
        registry.admit(
            source_sql="select *, null::bytea as kk_index, null::bytea as kk_sealed, null::bytea as phone_index, null::bytea as phone_sealed from cast_rows",
            trail=matched,
        )
        cursor.execute(
            "update intake_row r set state = 'ADMITTED', person_id = p.id, trail = %s from registry_person p where p.nik_index = r.nik_index",
            [matched],
        )


def select() -> None:
    from naung.delivery.selection import actions, issuing, jobs

    programme, day = programmes.by_code("ntt-2025"), date(2025, 7, 17)
    jobs.assess(programme=programme, on=day, by=system("select"), at=at(day))
    jobs.rank(programme=programme, on=day, by=system("select"), at=at(day))
    for draft in actions.prepare_decrees(
        programme=programme, by=who("sari"), at=at(day, 15), on=day, region="53.71"
    ):
        signed = actions.decide_decree(
            decree=draft,
            approve=True,
            content_hash=draft.content_hash,
            by=who("budi"),
            at=at(date(2025, 7, 18)),
            on=date(2025, 7, 18),
        )
        issuing.issue(
            decree=signed, address="http://127.0.0.1:8000", by=who("budi"), at=at(date(2025, 7, 18))
        )


def enrol() -> None:
    from naung.delivery.enrolment import jobs

    programme, day = programmes.by_code("ntt-2025"), date(2025, 7, 21)
    insurer = plug("naung.delivery.enrolment.ports.Insurer")
    jobs.send(programme=programme, insurer=insurer, by=who("sari"), at=at(day), on=day)
    jobs.take(programme=programme, insurer=insurer, by=who("bpjs"), at=at(day, 15), on=day)


def contribute(month: Month, *, pay: bool = True) -> None:
    from naung.delivery.contributions import actions, jobs

    day = max(date(month.year, month.month, 15), date(2025, 7, 28))
    when = {"at": at(day), "on": day}
    insurer = plug("naung.delivery.contributions.ports.Insurer")
    run = jobs.run(programme=programmes.by_code("ntt-2025"), month=month, by=who("tina"), **when).run
    run = actions.propose(run=run, by=who("tina"), **when)
    run = actions.decide(run=run, approve=True, content_hash=run.content_hash, by=who("budi"), **when)
    jobs.bill(run=run, insurer=insurer, by=who("tina"), **when)
    papers(run, who("tina"), who("budi"), day)
    if pay:
        run.refresh_from_db()
        jobs.pay(run=run, bank=plug("naung.foundation.payments.ports.Bank"), by=who("tina"), **when)
        run.refresh_from_db()
        jobs.acknowledge(run=run, insurer=insurer, by=who("bpjs"), **when)


def papers(run, preparer, signer, day: date) -> None:
    """SPP, SPM and SP2D, as the demonstration writes them."""
    from naung.project.road.partners import papers as written

    run.refresh_from_db()
    written(run, preparer, signer, day)


def hand_in() -> None:
    """A later list of Namosain: one line to put right (row 31), one that may be Marta again (row 32, pair 1); a file nobody can read; and one
    whose columns we ask about (upload 3)."""
    from naung.delivery.intake import actions, uploads
    from naung.delivery.matching import jobs as matching

    programme, when = programmes.by_code("ntt-2025"), at(date(2025, 10, 15))
    again = nik.make("530104", date(1978, 8, 1), True, 9701)
    lines = (
        "DAFTAR SUSULAN (DATA CONTOH)", "NIK;Nama;Tanggal lahir;L/P;Ibu kandung;Pekerjaan", "53710112;Selfi Contoh Nope;12-08-1990;P;;Penenun",
        f"{again};Marta Contoh Tefa;01-08-1978;P;Yosina Contoh Lay;Nelayan",
    )  # fmt: skip
    odd = (
        "DAFTAR (DATA CONTOH)\nNomor Kartu;Nama Warga;Tanggal lahir;L/P;Kode Khusus\n"
        + f"{again};Marta Contoh Tefa;01-08-1978;P;x\n"
    )
    for name, data in (
        ("susulan.csv", "\n".join(lines).encode()),
        ("foto.xlsx", b"%PDF-1.7 DATA CONTOH"),
        ("kolom.csv", odd.encode()),
    ):
        sent = actions.keep(
            name=name, data=data, programme=programme, region=NAMOSAIN, by=who("lurah"), at=when
        )
        uploads.take(upload=sent, by=who("lurah"), at=when)
    matching.match(programme=programme, by=system("match"), at=when)


def wonder() -> None:
    """A question "what if" (1), and a field check (1) of 13 people on the list and the three who are not."""
    from naung.delivery.selection.fieldcheck import draw as fieldcheck_draw
    from naung.delivery.selection.whatif import actions as whatif

    programme, told, day = programmes.by_code("ntt-2025"), date(2025, 10, 13), date(2025, 10, 15)
    whatif.save(programme=programme, name="Andai disabilitas lebih berat", changes={"weights.disability": 60, "quota.53.71": 20}, by=who("sari"),
                at=at(told), on=told)  # fmt: skip
    found = fieldcheck_draw.announce(programme=programme, seed="angka koran 13 Oktober", draws_on=day, half_width=200, by=who("sari"), at=at(told),
                                     on=told)  # fmt: skip
    fieldcheck_draw.draw(fieldcheck=found, by=who("sari"), at=at(day), on=day)


def misfortune() -> None:
    """Two reports: a fisher hurt at sea (K-2025-0001), and a death by illness (K-2025-0002); and one by
    somebody at the open door, about whom nobody knows yet (L-2025-0003)."""
    from naung.delivery.claims import actions
    from naung.delivery.claims.reporting import actions as reporting
    from naung.kit.actor import Actor

    told = date(2025, 10, 14)
    for login, name, kind, cause, day, place in (
        ("lurah", "Yohanes Contoh Banoet A", "accident", "work_accident", date(2025, 10, 13), "di perahu, teluk Kupang"),
        ("dewi", "Yohanes Contoh Banoet B", "death", "illness", date(2025, 10, 12), "di rumah"),
    ):  # fmt: skip
        actions.report(person_id=_id_of(name), kind=kind, cause=cause, happened_on=day, on=told, by=who(login), at=at(told), relation="family",
                       reporter="Keluarga (DATA CONTOH)", place=place)  # fmt: skip
    reporting.hear(kind="death", happened_on=date(2025, 10, 17), name="Yohanes Contoh Banoet", regency="53.71", village="Namosain", born_on=date(1978, 8, 4),
                   channel="form", relation="neighbour", phone="0800 0000 1234", by=Actor("public"), on=date(2025, 10, 17), at=at(date(2025, 10, 17)))  # fmt: skip


def mourn() -> None:
    """The families of both: a wife and a mother after the death, she receives; a child of the fisher whose school would be paid."""
    from naung.delivery.claims import queries
    from naung.delivery.claims.heirs import receiving, schooling, tree
    from naung.delivery.claims.heirs.tree import Told

    told = date(2025, 10, 15)
    by: dict[str, Any] = {"by": who("dewi"), "at": at(told), "on": told}
    hurt, dead = queries.by_number("K-2025-0001"), queries.by_number("K-2025-0002")
    for claim, one in (
        (dead, Told("spouse", "Rosa Contoh Lay", "P", date(1992, 2, 3), source="kk")),
        (dead, Told("parent", "Yuliana Contoh", "P", date(1960, 1, 1))),
        (hurt, Told("child", "Erna Contoh", "P", date(2013, 7, 9), source="kk")),
    ):
        tree.enter(claim=claim, told=one, **by)
    payee = receiving.appoint(claim=dead, kind="HEIR", relative=1, **by)
    receiving.bring(
        payee=payee,
        brought=receiving.Brought(
            "002", "909090909090", "Rosa Contoh Lay", "regular", "Buku tabungan contoh"
        ),
        **by,
    )
    schooling.choose(claim=hurt, relative=1, level="smp", starts_year=2025, **by)


def build() -> None:
    """The whole world, in a database where it may commit."""
    appoint()
    propose()
    select()
    enrol()
    for number in (7, 8, 9):
        contribute(Month(2025, number))
    contribute(Month(2025, 10), pay=False)
    wonder()
    hand_in()
    misfortune()
    mourn()


def _id_of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select id from registry_person where name = %s", [name])
        (found,) = cursor.fetchone()
    return int(found)


def code_of(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select code from registry_person where name = %s", [name])
        (code,) = cursor.fetchone()
    return str(code)


def paper_of_the_first_decree() -> str:
    from naung.foundation.papers import codes

    return codes.of("selection.decree", "selection.decree:1")


_built: dict[str, str] = {}


def database() -> str:
    """The name of a database in which the world was built: once a test run, for whoever asks first."""
    import os

    from tests import conftest as house

    if "name" not in _built:
        name = f"naung_world_{os.getpid()}"
        house._copy(name)
        house._use(name)
        build()
        _built["name"] = name
    return _built["name"]


def forget() -> None:
    from tests import conftest as house

    if "name" in _built:
        house._admin(f'drop database if exists "{_built.pop("name")}" with (force)')
