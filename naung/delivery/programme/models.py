from django.db import models
from django.db.models import F, Q

from naung.delivery.programme.budget_models import (  # noqa: F401  Django looks for tables here
    Change,
    Funding,
    Payer,
)


class Programme(models.Model):
    """One year's promise: who pays, for which months, on which base, narrowed by which overlay of the law."""

    code = models.TextField(unique=True)  # "ntt-2025"
    name = models.TextField()
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    overlay = models.TextField()  # naung/law/parameters/overlays
    payer = models.TextField()  # apbn, apbd, village, donor, self
    schemes = models.TextField()  # "jkk,jkm"
    base = models.BigIntegerField()  # declared monthly income, whole rupiah
    first_month = models.DateField()
    last_month = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_months_are_firsts", condition=Q(first_month__day=1, last_month__day=1)
            ),
            models.CheckConstraint(
                name="programme_months_in_order", condition=Q(last_month__gte=F("first_month"))
            ),
            models.CheckConstraint(
                name="programme_payer_known",
                condition=Q(payer__in=["apbn", "apbd", "village", "donor", "self"]),
            ),
            models.CheckConstraint(name="programme_base_above_zero", condition=Q(base__gt=0)),
        ]


class Quota(models.Model):
    """How many places a regency or city has, and how many are taken. The counter cannot pass its limit."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    cap = models.IntegerField()
    used = models.IntegerField(default=0)
    source = models.TextField()  # published, estimate, decided

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "region"], name="programme_one_quota_a_region"),
            models.CheckConstraint(
                name="programme_quota_never_exceeded", condition=Q(used__gte=0, used__lte=F("cap"))
            ),
            models.CheckConstraint(
                name="programme_quota_source", condition=Q(source__in=["published", "estimate", "decided"])
            ),
        ]


class Move(models.Model):
    """Places of one region's quota given to another's, signed by two people. The sum of the programme stays."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    source = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    places = models.IntegerField()
    reason = models.TextField()
    document = models.TextField()  # the number of the letter or decision it rests on
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    source_before = models.IntegerField(null=True)  # the caps when it was decided
    target_before = models.IntegerField(null=True)
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_move_number"),
            models.CheckConstraint(
                name="programme_move_is_one",
                condition=Q(places__gt=0) & ~Q(source=F("target")) & ~Q(reason="") & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="programme_a_decided_move_says_what_was",
                condition=Q(state="DECIDED", decided_on__gte=F("prepared_on"), source_before__gte=F("places"), target_before__gte=0)
                | ~Q(state="DECIDED") & Q(decided_on=None, source_before=None, target_before=None),
            ),
        ]  # fmt: skip


class Agreement(models.Model):
    """What was agreed with a partner (PKS), with the day from which cover may begin."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    partner = models.TextField()  # bpjs_tk, bank_ntt
    number = models.TextField()
    signed_on = models.DateField()
    cover_starts = models.DateField()
    unused_months = models.TextField(
        default="none"
    )  # paid and not used, by agreement: none, refund, replace, either

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "partner", "number"], name="programme_agreement_once"
            ),
            models.UniqueConstraint(fields=["id", "cover_starts"], name="programme_agreement_and_start"),
            models.CheckConstraint(
                name="programme_no_cover_before_signing", condition=Q(cover_starts__gte=F("signed_on"))
            ),
            models.CheckConstraint(
                name="programme_unused_months_known",
                condition=Q(unused_months__in=["none", "refund", "replace", "either"]),
            ),
        ]
