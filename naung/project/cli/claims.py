"""naung claim: what happened and who decides (claims_deciding), papers and heirs (claims_file), the insurer's word and the money (claims_money),
files of claims to the insurer and back (claims_sent)."""

from naung.project.cli import (  # each adds its commands to the group
    claims_deciding,
    claims_file,
    claims_money,
    claims_sent,
)
from naung.project.cli.claims_base import claim

__all__ = ["claim", "claims_deciding", "claims_file", "claims_money", "claims_sent"]
