from django.db import models  # noqa: F401  tables of this room come here
