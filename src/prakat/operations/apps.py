from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "prakat.operations"
    label = "operations"
