from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "prakat.org"
    label = "org"
