"""Long work, watched: the officer's own (anybody else's is 404); for an administrator everybody's, without its content."""

from naung.web.jobs import job
from naung.web.jobs import list as every
from naung.web.pages import SIGNED_IN, Page

PAGES = [
    Page("jobs", "pekerjaan", every.jobs, SIGNED_IN, act=SIGNED_IN),
    Page("job", "pekerjaan/<int:number>", job.job, SIGNED_IN, act=SIGNED_IN),
]
