from django.db import models
from django.db.models import F, Q

KINDS = [
    "perda_apbd",
    "perda_perubahan",
    "peraturan_kepala_daerah",
    "perdes",
    "hibah",
]  # of a budget document


class Payer(models.Model):
    """Whose money it is: the province, a regency or city, a village, a donor. `kind` is what the law asks for."""

    kind = models.TextField()  # apbn, apbd, village, donor, self
    name = models.TextField()  # "Pemerintah Kota Kupang"
    region = models.ForeignKey("regions.Region", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "region"], name="programme_payer_once", nulls_distinct=False
            ),
            models.UniqueConstraint(fields=["id", "kind"], name="programme_payer_and_kind"),
            models.CheckConstraint(
                name="programme_payer_is_somebody",
                condition=Q(kind__in=["apbn", "apbd", "village", "donor", "self"]) & ~Q(name=""),
            ),
            models.CheckConstraint(
                name="programme_a_government_has_its_region",
                condition=~Q(kind__in=["apbd", "village"]) | Q(region__isnull=False),
            ),
        ]


class Funding(models.Model):
    """A budget line of a fiscal year: who gives how much. Without a document it is PROPOSED, holds nothing, and nothing is
    committed on it; with one, nothing is committed beyond it."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    paid_by = models.ForeignKey(Payer, on_delete=models.PROTECT, related_name="+")
    payer = models.TextField()  # the payer's kind, as the law asks for it
    reference = models.TextField()  # what the line is called in the payer's own budget
    account_code = models.TextField(default="", blank=True)  # kode rekening belanja, to be agreed with BKAD
    asked = models.BigIntegerField()  # what was proposed
    rupiah = models.BigIntegerField(default=0)  # what its documents grant
    committed = models.BigIntegerField(default=0)
    state = models.TextField(default="PROPOSED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="programme_funding_once"),
            models.UniqueConstraint(fields=["id", "programme"], name="programme_funding_and_programme"),
            models.CheckConstraint(
                name="programme_never_beyond_the_line",
                condition=Q(committed__gte=0, committed__lte=F("rupiah")),
            ),
            models.CheckConstraint(
                name="programme_a_proposed_line_holds_nothing",
                condition=Q(asked__gt=0) & ~Q(reference="") & (~Q(state="PROPOSED") | Q(rupiah=0)),
            ),
            models.CheckConstraint(
                name="programme_line_has_a_year", condition=Q(year__gte=2000, year__lte=2999)
            ),
        ]


class Change(models.Model):
    """A document that changes budget lines, signed by two people: it grants one, amends one (naming the document before), or
    moves rupiah from one line to another of the same payer and year. Without an approval only where the house was set up with it."""

    year = models.SmallIntegerField()
    number = models.IntegerField()
    what = models.TextField()  # GRANT, AMEND, MOVE
    line = models.ForeignKey(Funding, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Funding, null=True, on_delete=models.PROTECT, related_name="+")
    rupiah = models.BigIntegerField()  # what the line holds from now on; of a MOVE: what moves
    account_code = models.TextField(default="", blank=True)
    kind = models.TextField()
    document = models.TextField()
    dated = models.DateField()
    amends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(default="", blank=True)
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField(
        "approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+"
    )
    line_before = models.BigIntegerField(null=True)  # what the lines held when it was decided
    source_before = models.BigIntegerField(null=True)
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="programme_change_number"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(state="DECIDED", what="GRANT"), name="programme_granted_once"
            ),
            models.UniqueConstraint(
                fields=["amends"], condition=Q(state="DECIDED"), name="programme_amended_once"
            ),
            models.CheckConstraint(
                name="programme_change_names_its_document",
                condition=Q(kind__in=KINDS, dated__lte=F("prepared_on")) & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="programme_change_is_one",
                condition=Q(what="GRANT", source=None, amends=None, rupiah__gt=0)
                | Q(what="AMEND", source=None, amends__isnull=False, rupiah__gte=0)
                | Q(what="MOVE", source__isnull=False, amends=None, rupiah__gt=0)
                & ~Q(source=F("line"))
                & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="programme_a_decided_change_says_what_was",
                condition=Q(state="DECIDED", decided_on__gte=F("prepared_on"), line_before__gte=0)
                & (Q(source=None, source_before=None) | Q(source__isnull=False, source_before__gte=F("rupiah")))
                | ~Q(state="DECIDED") & Q(decided_on=None, line_before=None, source_before=None),
            ),
        ]  # fmt: skip
