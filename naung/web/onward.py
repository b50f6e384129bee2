"""After a form did something: on to a page that may be loaded again (303), with a sentence that it shows once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse


class SeeOther(HttpResponseRedirect):
    status_code = 303


def onward(request: HttpRequest, name: str, *args: Any, says: str = "") -> SeeOther:
    if says:
        messages.success(request, says)
    return SeeOther(reverse(name, args=args))
