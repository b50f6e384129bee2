"""naung claim: what happened and who decides (claims_deciding), papers and heirs (claims_file), the insurer's word and the money (claims_money,
claims_objecting), files of claims to the insurer and back (claims_sent), treatment (claims_care), mandates and disputes (claims_family), lists of deaths
(claims_deaths)."""

from naung.project.cli import (  # each adds its commands to the group
    claims_care,
    claims_deaths,
    claims_deciding,
    claims_family,
    claims_file,
    claims_money,
    claims_objecting,
    claims_sent,
)
from naung.project.cli.claims_base import claim

__all__ = [
    "claim", "claims_care", "claims_deaths", "claims_deciding", "claims_family", "claims_file", "claims_money", "claims_objecting", "claims_sent",
]  # fmt: skip
