"""allauth's views with our page: rendered inside the gate, in the visitor's language, 422 where a form is shown again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from naung.web.page import page


class Ours:
    """Before one of allauth's class-based views; `look` is the template under templates/web/account/."""

    look = ""
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if answer.status_code == 429:
            return page(request, "account/too_many.html", status=429)
        answer.headers["Cache-Control"] = "no-store"  # keys and codes do not stay behind in a browser
        return answer

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        wrong = self.request.method == "POST" and any(
            form is not None and form.is_bound and form.errors
            for form in (context.get("form"), context.get("webauthn_form"))
        )
        return page(self.request, f"account/{self.look}", context, status=422 if wrong else 200)
