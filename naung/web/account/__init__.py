"""Coming in, staying in, going out: django-allauth's machinery with our pages around it. See docs/decisions/0013-sign-in.md."""
