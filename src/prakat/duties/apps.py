from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "prakat.duties"
    label = "duties"
