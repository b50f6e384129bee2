from django.db import models
from django.db.models import Q


class Event(models.Model):
    """A day on which cards and passbooks are given out."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    code = models.TextField(unique=True)  # "balai-kota"
    name = models.TextField()
    held_on = models.DateField()
    place = models.TextField()
    region = models.CharField(max_length=13)  # of any level; the people on its roll live there
    trail = models.BigIntegerField()


class Card(models.Model):
    """A card as printed. Its token can be checked without any connection; printing it again gives the same card."""

    membership = models.ForeignKey("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(
        Event, null=True, on_delete=models.PROTECT, related_name="+"
    )  # whose roll it is on
    number = models.TextField(unique=True)  # the person's public code and the issue: N0123456789ABCD-1
    issue = models.SmallIntegerField(default=1)
    token_sealed = models.BinaryField()  # carries the participant number, so it rests sealed
    valid_until = models.DateField()
    printed_at = models.DateTimeField()
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "issue"], name="handover_one_card_an_issue"),
            models.CheckConstraint(name="handover_issues_count_from_one", condition=Q(issue__gt=0)),
        ]
        indexes = [models.Index(fields=["event"])]


class Collection(models.Model):
    """Card and passbook given to somebody, against a proof, before a witness."""

    membership = models.OneToOneField("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    collected_at = models.DateTimeField()
    collected_on = models.DateField()
    relation = models.TextField()
    receiver_sealed = models.BinaryField(null=True)  # the name of whoever came in the member's stead
    proof = models.TextField()
    signature_sealed = models.BinaryField(null=True)  # as drawn on the screen
    passbook = models.BooleanField()  # was one given along with the card?
    witness = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    witness_human = models.BigIntegerField()
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_relation_known",
                condition=Q(relation__in=["self", "spouse", "child", "parent", "sibling", "proxy"]),
            ),
            models.CheckConstraint(
                name="handover_proof_is_there",
                condition=Q(proof="signature", signature_sealed__isnull=False)
                | Q(proof__in=["thumb", "paper"], signature_sealed=None),
            ),
            models.CheckConstraint(
                name="handover_another_receiver_has_a_name",
                condition=Q(relation="self", receiver_sealed=None)
                | ~Q(relation="self") & Q(receiver_sealed__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["event"])]
