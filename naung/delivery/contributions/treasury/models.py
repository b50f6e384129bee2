from django.db import models
from django.db.models import F, Q

STANDING = ["PREPARED", "SIGNED", "ISSUED"]


class Disbursement(models.Model):
    """SPP, SPM and SP2D behind one run's payment. The numbers are the treasury's; the days follow each other."""

    run = models.ForeignKey("contributions.Run", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()  # the first set of this run, or what took the place of one that fell
    region = models.CharField(max_length=13)
    office = models.TextField()  # OPD
    account_code = models.TextField()  # kode rekening belanja
    payee = models.TextField()
    gross = models.BigIntegerField()
    deductions = models.BigIntegerField(default=0)
    spp_number = models.TextField()
    spp_on = models.DateField()
    spm_number = models.TextField()
    spm_on = models.DateField(null=True)  # the day it was signed
    sp2d_number = models.TextField(null=True)
    sp2d_on = models.DateField(null=True)
    why = models.TextField(default="")  # why the treasury gave it back, or it was taken back
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="contributions_papers_number"),
            models.UniqueConstraint(fields=["run"], condition=Q(state__in=STANDING), name="contributions_one_set_stands"),
            models.UniqueConstraint(fields=["spp_number"], condition=Q(state__in=STANDING), name="contributions_spp_once"),
            models.UniqueConstraint(fields=["spm_number"], condition=Q(state__in=STANDING), name="contributions_spm_once"),
            models.UniqueConstraint(fields=["sp2d_number"], name="contributions_sp2d_once"),
            models.CheckConstraint(
                name="contributions_papers_in_order",
                condition=(Q(spm_on=None) | Q(spm_on__gte=F("spp_on"))) & (Q(sp2d_on=None) | Q(sp2d_on__gte=F("spm_on"))),
            ),
            models.CheckConstraint(
                name="contributions_papers_of_their_state",
                condition=Q(state__in=["PREPARED", "REFUSED", "VOID"], spm_on=None, sp2d_on=None, sp2d_number=None)
                | Q(state__in=["SIGNED", "RETURNED"], spm_on__isnull=False, sp2d_on=None, sp2d_number=None)
                | Q(state="ISSUED", spm_on__isnull=False, sp2d_on__isnull=False, sp2d_number__isnull=False),
            ),
            models.CheckConstraint(
                name="contributions_papers_are_whole",
                condition=Q(gross__gt=0, deductions=0) & ~Q(spp_number="") & ~Q(spm_number="") & ~Q(sp2d_number="") & ~Q(office=""),
            ),
            models.CheckConstraint(
                name="contributions_papers_given_back_say_why", condition=~Q(state__in=["RETURNED", "VOID"]) | ~Q(why="")
            ),
        ]  # fmt: skip
