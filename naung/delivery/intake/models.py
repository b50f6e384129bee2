from django.db import models
from django.db.models import Q, Value


class File(models.Model):
    """A spreadsheet as it came. The same bytes come once into a programme."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()  # its path within the folder that was given
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    region = models.CharField(
        max_length=13, default=""
    )  # the village, district or regency it speaks of; '' is not known
    refusal_code = models.TextField(default="")
    refusal = models.TextField(default="")  # the sentence, as it was said
    rows = models.IntegerField(default=0)
    columns = models.JSONField(
        db_default=Value({}, models.JSONField())
    )  # {sheet: {field: column from 0}}: what each cell that was sent stands for
    received_at = models.DateTimeField()
    state = models.TextField(default="RECEIVED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "sha256"], name="intake_same_bytes_once"),
            models.UniqueConstraint(fields=["id", "programme"], name="intake_file_and_programme"),
            models.CheckConstraint(
                name="intake_a_refusal_has_a_sentence",
                condition=Q(state="REFUSED", rows=0) & ~Q(refusal="") & ~Q(refusal_code="")
                | ~Q(state="REFUSED") & Q(refusal="", refusal_code=""),
            ),
        ]


class Content(models.Model):
    """The bytes that were sent, sealed."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=13, default="")
    sealed = models.BinaryField()


class Row(models.Model):
    """One person's line: as it was sent (sealed), and as we understand it."""

    # Looked at a statement at a time (guards.belongs in migration 0002): a row is of its file, and of its file's programme.
    file = models.ForeignKey(
        File, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    programme = models.ForeignKey(
        "programme.Programme", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    sheet = models.TextField()
    number = models.IntegerField()  # as a spreadsheet program shows it; for csv, the line
    raw_sealed = models.BinaryField()
    nik_index = models.BinaryField(null=True)
    nik_sealed = models.BinaryField(null=True)
    kk_index = models.BinaryField(null=True)
    kk_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    name = models.TextField(default="")
    name_folded = models.TextField(default="")
    birth_place = models.TextField(default="")
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, default="")
    mother = models.TextField(default="")
    village = models.CharField(
        max_length=13
    )  # the best known place: village, else district or regency, else '53'
    village_text = models.TextField(default="")
    address = models.TextField(default="")
    occupation = models.TextField(default="")
    occupation_text = models.TextField(default="")
    disability = models.TextField(default="")
    disability_text = models.TextField(default="")
    decile = models.SmallIntegerField(null=True)
    status = models.TextField(null=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet", "number"], name="intake_one_row_a_line"),
            models.CheckConstraint(name="intake_row_sex", condition=Q(sex__in=["", "L", "P"])),
            models.CheckConstraint(
                name="intake_row_decile", condition=Q(decile=None) | Q(decile__range=(1, 10))
            ),
            models.CheckConstraint(
                name="intake_settled_rows_name_a_person",
                condition=Q(state__in=["ADMITTED", "REPEATED"], person__isnull=False)
                | Q(state__in=["CLEAN", "FLAWED", "IN_REVIEW"], person=None),
            ),
            models.CheckConstraint(
                name="intake_flawless_rows_are_whole",  # what a person cannot be admitted without
                condition=Q(state="FLAWED")
                | Q(
                    nik_index__isnull=False,
                    nik_sealed__isnull=False,
                    born_on__isnull=False,
                    sex__in=["L", "P"],
                )
                & ~Q(name_folded=""),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state"]),
            models.Index(fields=["nik_index"]),
            models.Index(
                fields=["phone_index"], condition=Q(phone_index__isnull=False), name="intake_row_by_phone"
            ),
        ]


class Finding(models.Model):
    """What we noticed on a row (or on the file as a whole), with the cell. Never holds an identity number."""

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.ForeignKey(Row, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    village = models.CharField(max_length=13, default="")
    code = models.TextField()  # R01.. of a row, F01.. of a file
    field = models.TextField()  # nik, born_on, ... as in Row
    cell = models.TextField(default="")  # "C17"
    params = models.JSONField(default=dict)
    severity = (
        models.TextField()
    )  # block: waits for correction; warn: goes on; fixed: we repaired it and say so
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "code", "field"], name="intake_said_once", condition=Q(row__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["file", "code", "cell"], name="intake_said_once_of_a_file", condition=Q(row=None)
            ),
            models.CheckConstraint(
                name="intake_severity", condition=Q(severity__in=["block", "warn", "fixed"])
            ),
            models.CheckConstraint(name="intake_finding_code", condition=Q(code__regex=r"^[RF]\d\d$")),
        ]


class Upload(models.Model):
    """A spreadsheet handed in at the site: its bytes are sealed at once, and read as soon as a worker is free."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=13)  # whose lists the sender may bring
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    sealed = models.BinaryField(null=True)  # until it was read: afterwards the file's own content keeps it
    sent_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.JSONField(default=dict)  # as jobs.Outcome: rows, clean, flawed, sentence
    state = models.TextField(default="WAITING")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_unread_bytes_are_kept",
                condition=Q(state__in=["WAITING", "REFUSED"], sealed__isnull=False)
                | Q(state="TAKEN", sealed=None, file__isnull=False)
                | Q(state="SAME", sealed=None),
            ),
        ]
        indexes = [models.Index(fields=["region", "state"])]


class Correction(models.Model):
    """What an officer typed instead of a line that was sent. The line stays as it was sent; the latest correction counts."""

    row = models.ForeignKey(Row, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    typed_sealed = models.BinaryField()  # {field: text}
    changed = models.JSONField()  # the fields that differ from what was there before, by name
    findings = models.JSONField(
        default=list
    )  # what is still said of the line: [code, field, params, severity]
    by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    trail = models.BigIntegerField()
