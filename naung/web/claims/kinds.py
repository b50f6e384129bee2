"""The second question, in plain words: what happened? Each answer is one kind and one cause.

A work accident has no waiting time, so whoever is not sure is taken to have had one until an assessor settles it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Case:
    says: str
    hint: str
    kind: str
    cause: str
    suspected: bool = False


CASES = {
    "hurt": Case(gettext_noop("Celaka saat bekerja, orangnya hidup"), gettext_noop("Juga di jalan dari rumah ke tempat kerja dan pulangnya, dan sakit yang datang dari pekerjaan."), "accident", "work_accident"),
    "died_at_work": Case(gettext_noop("Meninggal karena celaka saat bekerja"), gettext_noop("Juga yang hilang di laut, dan yang meninggal kemudian karena celakanya."), "death", "work_accident"),
    "died_ill": Case(gettext_noop("Meninggal karena sakit atau tua"), gettext_noop("Di rumah, di puskesmas, atau di rumah sakit, tanpa celaka."), "death", "illness"),
    "hurt_unsure": Case(gettext_noop("Orangnya hidup, belum jelas karena kerja atau bukan"), gettext_noop("Kami catat sebagai dugaan kecelakaan kerja, supaya perawatannya tidak tertunda."), "accident", "work_accident", True),
    "died_unsure": Case(gettext_noop("Meninggal, belum jelas sebabnya"), gettext_noop("Kami catat sebagai dugaan kecelakaan kerja sampai penilai memastikan sebabnya."), "death", "work_accident", True),
}  # fmt: skip

# What a work accident looks like in an occupation (KTP's code of it): nobody reports what they do not take for one.
EXAMPLES = {
    "11": gettext_noop("Nelayan: tenggelam, perahu terbalik, kena mata kail atau baling-baling, sesak sesudah menyelam."),
    "21": gettext_noop("Anak buah kapal: jatuh dari kapal, terjepit tali, perahu terbalik."),
    "9": gettext_noop("Petani: jatuh dari pohon lontar atau kelapa, kena parang, digigit ular, keracunan semprotan."),
    "20": gettext_noop("Buruh tani: kena parang atau sabit, digigit ular, terjepit mesin giling."),
    "10": gettext_noop("Peternak: diseruduk atau ditendang ternak, jatuh saat mencari rumput."),
    "19": gettext_noop("Buruh harian: tertimpa bahan, jatuh dari tempat tinggi, terjepit."),
    "26": gettext_noop("Tukang batu: jatuh dari perancah, tertimpa batu."), "27": gettext_noop("Tukang kayu: tangan kena gergaji, tertimpa balok."),
    "84": gettext_noop("Pedagang: tersiram minyak panas, tertabrak di jalan ke pasar."), "88": gettext_noop("Ojek dan sopir: tabrakan, jatuh dari motor, dipukul orang saat bekerja."),
    "81": gettext_noop("Sopir: tabrakan, terjepit saat mengganti ban."),
}  # fmt: skip
EVERYDAY = gettext_noop(
    "Misalnya jatuh, terjepit, tertabrak, kena alat, tersengat listrik, digigit ular, tenggelam."
)


def example(occupation: str) -> str:
    return EXAMPLES.get(occupation.lstrip("0"), EVERYDAY)
