from django.db import models
from django.db.models import F, Q, Value


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
    # The line that goes on in place of this one: of an earlier file for SAME, of a later one for REPLACED.
    stands = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    read_as = models.TextField(db_default="")  # FLAWED or CLEAN: what it was before another line stood for it
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
                | Q(state__in=["CLEAN", "FLAWED", "IN_REVIEW", "SAME", "REPLACED"], person=None),
            ),
            models.CheckConstraint(
                name="intake_row_names_what_stands_for_it",  # lines are numbered as they come: no circle of these two
                condition=Q(state="SAME", stands__lt=F("id"), read_as__in=["CLEAN", "FLAWED"])
                | Q(state="REPLACED", stands__gt=F("id"), read_as__in=["CLEAN", "FLAWED"])
                | ~Q(state__in=["SAME", "REPLACED"]) & Q(stands=None, read_as=""),
            ),
            models.CheckConstraint(
                name="intake_flawless_rows_are_whole",  # what a person cannot be admitted without
                condition=Q(state__in=["FLAWED", "SAME", "REPLACED"])
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
            models.Index(fields=["village", "file"], name="intake_row_by_village"),
            models.Index(fields=["stands"], condition=Q(stands__isnull=False), name="intake_row_led"),
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
                condition=Q(state__in=["WAITING", "ASKS", "REFUSED"], sealed__isnull=False)
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


class Columns(models.Model):
    """What an officer said the columns under certain headings are. The latest word of a sender's region counts; an empty one forgets."""

    region = models.CharField(max_length=13)
    signature = models.CharField(max_length=64)  # of the headings: reading/signatures.py
    headings = models.JSONField()  # as they stand there, for showing
    meaning = models.JSONField()  # {field: column from 0}
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["region", "signature"], name="intake_columns_by_heading")]


class Comparison(models.Model):
    """A file beside the earlier files of its villages, as it was found when it came. A file that is like none of them has none."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=13, default="")
    against = models.JSONField()  # numbers of the earlier files, first to last
    fresh = models.IntegerField()
    changed = models.IntegerField()
    same = models.IntegerField()
    missing = models.IntegerField()
    changes = models.JSONField()  # [{row, earlier, fields: [names], what: see versions.py}]
    absent = models.JSONField()  # numbers of earlier rows that did not come again
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_comparison_counts",
                condition=Q(fresh__gte=0, changed__gte=0, same__gte=0, missing__gte=0),
            ),
        ]


OCCUPATION, DISABILITY, VILLAGE = "occupation", "disability", "village"


class Word(models.Model):
    """What a way of writing means, as an officer said it once for a whole region."""

    kind = models.TextField()
    inside = models.CharField(
        max_length=13, db_column="region"
    )  # where it holds: an officer's region; of a village's name its district or regency
    text = models.TextField()  # the writing as words_learned.plain or regions' key make it
    shown = models.TextField()  # as it stands in the lists; no long number
    code = models.TextField()  # of the occupation, the disability or the village; '' is none of them
    by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    state = models.TextField(default="GIVEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "inside", "text"],
                condition=Q(state="GIVEN"),
                name="intake_one_meaning_at_a_time",
            ),
            models.CheckConstraint(
                name="intake_word_kind", condition=Q(kind__in=["occupation", "disability", "village"])
            ),
            models.CheckConstraint(name="intake_word_says_something", condition=~Q(text="") & ~Q(shown="")),
            models.CheckConstraint(
                name="intake_village_word_names_a_village",
                condition=~Q(kind="village")
                | Q(code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$", code__startswith=F("inside")),
            ),
            models.CheckConstraint(
                name="intake_word_withdrawn_by_somebody",
                condition=Q(state="GIVEN", withdrawn_by=None, withdrawn_at=None)
                | Q(state="WITHDRAWN", withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]


class Answer(models.Model):
    """A finding that an officer's word answers, as long as the word is not withdrawn. `was`: what stood in the row before."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+", db_index=False)
    row = models.ForeignKey(Row, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    was = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "word"], name="intake_answered_once_by_a_word")
        ]
