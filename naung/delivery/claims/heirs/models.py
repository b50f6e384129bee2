from django.db import models
from django.db.models import F, Q


def _officer(**more: object) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+", **more)  # type: ignore[arg-type]


class Relative(models.Model):
    """One relative in a person's family tree, as known from one entry on. The tree belongs to the person, not to a claim:
    a second claim finds it again. Rows are written once; putting right is a further version that says why."""

    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    number = models.SmallIntegerField()  # 1, 2, 3 ... within this tree; the same relative keeps it
    version = models.SmallIntegerField()
    relation = models.TextField()  # the law's words, or other
    via = models.SmallIntegerField(
        null=True
    )  # the relative it descends through: a grandchild's parent, a child's other parent
    name = models.TextField()
    sex = models.CharField(max_length=1)
    born_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    joined_on = models.DateField(null=True)  # a spouse's wedding
    left_on = models.DateField(null=True)  # a spouse's divorce
    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    source = models.TextField()  # kk, heirs_letter, told
    void = models.BooleanField(default=False)  # entered by mistake: does not stand in the tree
    because = models.TextField(default="")  # why this version differs from the one before
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number", "version"], name="claims_relative_version"),
            models.CheckConstraint(
                name="claims_relative_relation",
                condition=Q(relation__in=["spouse", "child", "parent", "grandchild", "grandparent", "sibling", "parent_in_law", "named_in_will", "other"]),
            ),
            models.CheckConstraint(name="claims_relative_known", condition=~Q(name="") & Q(sex__in=["L", "P"]) & Q(source__in=["kk", "heirs_letter", "told"])),
            models.CheckConstraint(name="claims_relative_lived", condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on"))),
            models.CheckConstraint(
                name="claims_relative_married",
                condition=Q(relation="spouse") & (Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")))
                | Q(joined_on=None, left_on=None),
            ),
            models.CheckConstraint(name="claims_relative_says_why", condition=Q(version=1, void=False) | Q(version__gt=1) & ~Q(because="")),
            models.CheckConstraint(name="claims_relative_counted", condition=Q(number__gte=1, version__gte=1)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["nik_index"])]


class Mandate(models.Model):
    """Who may receive for somebody else in this claim, and by which document: a child's guardian, or an heir with the power of
    attorney of another."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    kind = models.TextField()  # GUARDIAN, POWER
    giver = models.SmallIntegerField()  # relative for whom somebody acts
    holder = models.SmallIntegerField(null=True)  # the relative who acts; null: somebody outside the tree
    holder_name = models.TextField()
    holder_nik_sealed = models.BinaryField(null=True)
    holder_nik_index = models.BinaryField(null=True)
    document = models.TextField()  # what was seen: the decision or letter, its number
    dated_on = models.DateField()
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    revoked_on = models.DateField(null=True)
    revoked_because = models.TextField(default="")
    state = models.TextField(default="VALID")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind", "giver"], condition=Q(state="VALID"), name="claims_mandate_one_a_giver"),
            models.CheckConstraint(name="claims_mandate_known", condition=Q(kind__in=["GUARDIAN", "POWER"]) & ~Q(document="") & ~Q(holder_name="")),
            models.CheckConstraint(name="claims_mandate_for_another", condition=Q(holder=None) | ~Q(holder=F("giver"))),
            models.CheckConstraint(
                name="claims_mandate_revoked_says_why",
                condition=Q(state="REVOKED", revoked_on__isnull=False) & ~Q(revoked_because="") | Q(state="VALID", revoked_on=None, revoked_because=""),
            ),
        ]  # fmt: skip


class Funeral(models.Model):
    """Who paid for the funeral, with the receipt. Counts where no heir is found. The newest row of a claim counts."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    number = models.SmallIntegerField()
    name = models.TextField()
    relation = models.TextField(default="")  # in words: neighbour, village, church
    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    receipt = models.TextField()
    paid_on = models.DateField()
    rupiah = models.BigIntegerField()
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claims_funeral_number"),
            models.CheckConstraint(
                name="claims_funeral_known",
                condition=~Q(name="") & ~Q(receipt="") & Q(rupiah__gt=0, number__gte=1),
            ),
        ]


class Hold(models.Model):
    """Several people contest who receives: the claim stands still until another person lifts it with a document."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    since = models.DateField()
    because = models.TextField()
    who = models.TextField()  # the claimants, by name
    opened_by = _officer()
    opened_human = models.BigIntegerField()
    opened_at = models.DateTimeField()
    lifted_by = _officer(null=True)
    lifted_human = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(default="")
    lifted_document = models.TextField(default="")
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim"], condition=Q(state="OPEN"), name="claims_hold_one_open"),
            models.CheckConstraint(name="claims_hold_says_why", condition=~Q(because="") & ~Q(who="")),
            models.CheckConstraint(
                name="claims_hold_lifted_by_another",
                condition=Q(state="OPEN", lifted_by=None, lifted_human=None, lifted_at=None)
                | Q(state="LIFTED", lifted_by__isnull=False, lifted_human__isnull=False, lifted_at__isnull=False)
                & ~Q(lifted_human=F("opened_human")) & ~Q(lifted_because="") & ~Q(lifted_document=""),
            ),
        ]  # fmt: skip


class Payee(models.Model):
    """Somebody who receives money of this claim: an heir, a child's guardian, who paid for the funeral, or the member after an
    accident. `share_rupiah`: only where the heirs agreed on shares in a document; the law states none."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    number = models.SmallIntegerField()
    kind = models.TextField()  # HEIR, GUARDIAN, FUNERAL, MEMBER
    relative = models.SmallIntegerField(null=True)  # the heir for whom the money is
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="+")
    funeral = models.ForeignKey(Funeral, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()  # of who receives
    nik_index = models.BinaryField(null=True)
    contact_sealed = models.BinaryField(null=True)  # telephone at the first entry; a change is told here
    share_rupiah = models.BigIntegerField(null=True)
    agreement = models.TextField(default="")  # the document in which shares were agreed
    without_account = models.BooleanField(
        default=False
    )  # had none when named: opening one is a paper of the file
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    ended_because = models.TextField(default="")
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="claims_payee_number"),
            models.UniqueConstraint(fields=["claim", "relative"], condition=Q(state="OPEN"), name="claims_payee_once"),
            models.UniqueConstraint(fields=["claim"], condition=Q(state="OPEN", relative=None), name="claims_payee_alone"),
            models.CheckConstraint(
                name="claims_payee_kind",
                condition=Q(kind="HEIR", relative__isnull=False, mandate=None, funeral=None)
                | Q(kind="GUARDIAN", relative__isnull=False, mandate__isnull=False, funeral=None)
                | Q(kind="FUNERAL", relative=None, mandate=None, funeral__isnull=False)
                | Q(kind="MEMBER", relative=None, mandate=None, funeral=None),
            ),
            models.CheckConstraint(name="claims_payee_share_agreed", condition=Q(share_rupiah=None, agreement="") | Q(share_rupiah__gt=0) & ~Q(agreement="")),
            models.CheckConstraint(name="claims_payee_ended_says_why", condition=Q(state="ENDED") & ~Q(ended_because="") | Q(state="OPEN", ended_because="")),
        ]  # fmt: skip


class PayeeAccount(models.Model):
    """The account a receiver brings, written by one person and confirmed by another. What was written is frozen; another account is a
    further row, which waits its hours and needs a "yes" of the old contact."""

    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    number = models.SmallIntegerField()  # 1: the first; from 2 on a change
    bank = models.TextField()  # clearing code
    bank_name = models.TextField()
    product = models.TextField()  # basic, regular
    account_sealed = models.BinaryField()
    account_index = models.BinaryField()
    tail = models.CharField(max_length=4)
    holder = models.TextField()  # the name on the account
    name_score = models.SmallIntegerField()
    document = models.TextField()  # what was seen: front page of the passbook
    because = models.TextField(default="")  # why it is changed
    wait_hours = models.IntegerField()
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    decided_by = _officer(null=True)
    decided_human = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    ended_because = models.TextField(default="")
    state = models.TextField(default="ENTERED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payee", "number"], name="claims_payeeaccount_number"),
            models.UniqueConstraint(fields=["payee"], condition=Q(state="ENTERED"), name="claims_payeeaccount_one_waits"),
            models.CheckConstraint(
                name="claims_payeeaccount_known",
                condition=~Q(bank="") & ~Q(holder="") & ~Q(document="") & Q(product__in=["basic", "regular"], name_score__range=(0, 100)),
            ),
            models.CheckConstraint(
                name="claims_payeeaccount_change_waits",  # shortening it is a migration that somebody signs
                condition=Q(number=1, wait_hours=0) | Q(number__gt=1, wait_hours__gte=48) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="claims_payeeaccount_by_two",
                condition=Q(state="ENTERED", decided_by=None, decided_human=None, decided_at=None, effective_at=None)
                | Q(state="REFUSED", decided_by__isnull=False, decided_human__isnull=False, decided_at__isnull=False, effective_at=None)
                | Q(state__in=["CONFIRMED", "STOPPED"], decided_by__isnull=False, decided_human__isnull=False, decided_at__gte=F("entered_at"),
                    effective_at__gte=F("decided_at")) & ~Q(decided_human=F("entered_human")),
            ),
            models.CheckConstraint(name="claims_payeeaccount_stopped_in_time", condition=Q(state="STOPPED", stopped_at__isnull=False, stopped_at__lt=F("effective_at")) | ~Q(state="STOPPED") & Q(stopped_at=None)),
            models.CheckConstraint(
                name="claims_payeeaccount_ended_says_why",
                condition=Q(state__in=["REFUSED", "STOPPED"]) & ~Q(ended_because="") | Q(state__in=["ENTERED", "CONFIRMED"], ended_because=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["account_index"])]


class PayeeCall(models.Model):
    """Somebody else than who wrote the account reached the old contact, or tried: whom, and what was said."""

    account = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    way = models.TextField()  # phone, visit
    spoke_with = models.TextField()
    answer = models.TextField()  # YES, NO, NOBODY
    said = models.TextField()
    called_by = _officer()
    called_human = models.BigIntegerField()
    called_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claims_payeecall_says_what",
                condition=Q(way__in=["phone", "visit"])
                & (Q(answer="NOBODY") | Q(answer__in=["YES", "NO"]) & ~Q(spoke_with="") & ~Q(said="")),
            )
        ]


class Scholar(models.Model):
    """A child whose school is paid for, one of the two the family chose. Followed year by year until it ends."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    relative = models.SmallIntegerField()
    place = models.SmallIntegerField()  # 1, 2: in the family's order
    level = models.TextField()  # at the start: tk-sd, smp, sma, s1
    starts_year = (
        models.SmallIntegerField()
    )  # the school year (its first calendar year) from which it is claimed
    entered_by = _officer()
    entered_human = models.BigIntegerField()
    entered_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(default="")  # code: level, age, married, working, died, chosen_other
    ended_note = models.TextField(default="")
    state = models.TextField(default="GOING")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "relative"], condition=Q(state="GOING"), name="claims_scholar_once"),
            models.UniqueConstraint(fields=["claim", "place"], condition=Q(state="GOING"), name="claims_scholar_place"),
            models.CheckConstraint(name="claims_scholar_known", condition=Q(place__gte=1, level__in=["tk-sd", "smp", "sma", "s1"])),
            models.CheckConstraint(
                name="claims_scholar_ended_says_why",
                condition=Q(state="ENDED", ended_on__isnull=False, ended_because__in=["level", "age", "married", "working", "died", "chosen_other"])
                | Q(state="GOING", ended_on=None, ended_because=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["region", "state"])]


class ScholarYear(models.Model):
    """One school year of a child: due, claimed with the school's letter, paid; or ended with the reason."""

    scholar = models.ForeignKey(Scholar, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    year = models.SmallIntegerField()  # 2026: the school year 2026/2027
    due_on = models.DateField()  # the year's first day
    level = models.TextField()
    rupiah = models.BigIntegerField()  # by the law of the event's day
    reference = models.TextField()
    confidence = models.TextField()
    school = models.TextField(default="")
    document = models.TextField(default="")  # the school's letter
    claimed_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_rupiah = models.BigIntegerField(null=True)
    payment = models.TextField(default="")  # the transfer's reference
    ended_because = models.TextField(default="")
    state = models.TextField(default="DUE")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scholar", "year"], name="claims_scholaryear_once"),
            models.UniqueConstraint(fields=["payment"], condition=~Q(payment=""), name="claims_scholaryear_payment_once"),
            models.CheckConstraint(name="claims_scholaryear_money", condition=Q(rupiah__gt=0, level__in=["tk-sd", "smp", "sma", "s1"]) & ~Q(reference="")),
            models.CheckConstraint(name="claims_scholaryear_claimed_with_a_letter", condition=~Q(state__in=["CLAIMED", "PAID"]) | Q(claimed_on__isnull=False) & ~Q(document="") & ~Q(school="")),
            models.CheckConstraint(
                name="claims_scholaryear_paid",
                condition=Q(state="PAID", paid_on__isnull=False, paid_rupiah__gt=0, paid_rupiah__lte=F("rupiah")) & ~Q(payment="")
                | ~Q(state="PAID") & Q(paid_on=None, paid_rupiah=None, payment=""),
            ),
            models.CheckConstraint(name="claims_scholaryear_ended_says_why", condition=Q(state="ENDED") & ~Q(ended_because="") | ~Q(state="ENDED") & Q(ended_because="")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["region", "year", "state"])]
