from django.apps import AppConfig


class Web(AppConfig):
    name = "naung.web"
    label = "web"
