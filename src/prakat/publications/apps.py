from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "prakat.publications"
    label = "publications"
