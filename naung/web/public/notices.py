"""Where the bank tells how a transfer ended. No person comes here: the bank's signature is what opens it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from naung.foundation.staff.scope import seeing
from naung.kit import clock
from naung.partners.snap import notify
from naung.partners.snap import service as services


@csrf_exempt  # the bank has no session; its signature is over every byte
def bank(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return JsonResponse({"accepts": "POST, signed by the bank (SNAP)"})
    service = services.load()
    if not service.bank_key_file:
        return JsonResponse({"responseCode": f"401{notify.NOTIFY}00", "responseMessage": "Unauthorized. Signature"}, status=401)  # fmt: skip
    with seeing(["*"]):
        status, said = notify.received(
            headers=request.headers, path=request.path, body=request.body, service=service, at=clock.now()
        )
    return JsonResponse(said, status=status)
