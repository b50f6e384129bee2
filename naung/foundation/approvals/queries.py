from naung.foundation.approvals.models import Approval


def latest(kind: str, subject: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, subject=subject).order_by("-pk").first()


def pending() -> list[Approval]:
    """What waits for a decision, oldest first."""
    return list(Approval.objects.filter(state="PENDING").order_by("prepared_at", "pk"))


def approved(kind: str, subject: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, subject=subject, state="APPROVED").order_by("-pk").first()
