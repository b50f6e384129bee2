"""The addresses, in Indonesian, each behind its gate."""

from naung.web.errors import refused
from naung.web.scope import patterns
from naung.web.site import EVERY

urlpatterns = patterns(EVERY, refused)
