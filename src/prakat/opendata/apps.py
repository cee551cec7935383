from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "prakat.opendata"
    label = "opendata"
