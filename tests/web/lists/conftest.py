import io

import pytest

from tests.web.lists.clerk import workbook


@pytest.fixture
def upload(own_world, door):
    """Hands a workbook in as one of the cast and does the worker's part; the client and the upload's number."""
    from naung.delivery.intake.models import Upload
    from naung.foundation.staff.scope import seeing
    from naung.foundation.work import running
    from naung.foundation.work.models import Job
    from naung.kit import clock

    def hand_in(login="lurah", *, name="usulan namosain FIX.xlsx", data=None):
        client = door(login)
        file = io.BytesIO(workbook() if data is None else data)
        file.name = name
        answer = client.post("/usulan/unggah", {"berkas": file})
        assert answer.status_code == 303, answer.content.decode()
        with seeing(["*"]):
            job = Job.objects.order_by("-pk").first()
        running.run(job.pk, now=clock.now, today=clock.today())
        with seeing(["*"]):
            job.refresh_from_db()
            assert job.state == "DONE", job.refusal
            return client, Upload.objects.order_by("-pk").first()

    return hand_in
