from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from naung.foundation.staff.roles import ROLES


class Human(models.Model):
    """A person behind accounts, known by the keyed index of a NIP or NIK."""

    index = models.BinaryField(unique=True)
    name = models.TextField()


class OfficerManager(BaseUserManager["Officer"]):
    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(login=username)


class Officer(AbstractBaseUser):
    """An account; exactly one human stands behind it, for good."""

    login = models.TextField(unique=True)
    name = models.TextField()
    human = models.ForeignKey(Human, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(
        default=False
    )  # somebody else knows it: it opens one page, the one to change it

    USERNAME_FIELD = "login"
    objects = OfficerManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["id", "human"], name="staff_officer_and_human")]


class Post(models.Model):
    """A role held in a region, and below it, for a time."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    region = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(db_default=Now())
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="staff_role_known", condition=Q(role__in=sorted(ROLES))),
            models.UniqueConstraint(
                fields=["officer", "role", "region"], name="staff_post_once", condition=Q(until=None)
            ),
        ]
