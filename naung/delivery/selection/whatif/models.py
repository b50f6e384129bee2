from django.db import models
from django.db.models import F, Q


class Scenario(models.Model):
    """A question "what if", with the answer as it was on its day; written once. Nothing is ever made of it: it has no states."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    criteria = models.TextField()  # version of the weights that it starts from
    changes = (
        models.JSONField()
    )  # {"weights.disability": 40, "quota.53.71": 2000}; only what differs from the present
    answer = models.JSONField()  # whatif.Answer as data: counts and rupiah, nobody by name
    content_hash = models.CharField(max_length=64)  # over the changes and both lists, person by person
    before = models.IntegerField()  # people on the list as it is, and as it would be
    after = models.IntegerField()
    enters = models.IntegerField()
    leaves = models.IntegerField()
    rupiah_before = models.BigIntegerField()
    rupiah_after = models.BigIntegerField()
    asked_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="selection_scenario_named_once"),
            models.CheckConstraint(name="selection_scenario_changes_something", condition=~Q(name="") & ~Q(changes={})),
            models.CheckConstraint(
                name="selection_scenario_adds_up",
                condition=Q(after=F("before") + F("enters") - F("leaves"), enters__gte=0, leaves__gte=0, leaves__lte=F("before"))
                & Q(rupiah_before__gte=0, rupiah_after__gte=0),
            ),
        ]  # fmt: skip
