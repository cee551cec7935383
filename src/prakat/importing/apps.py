from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "prakat.importing"
    label = "importing"
