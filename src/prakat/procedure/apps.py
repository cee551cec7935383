from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "prakat.procedure"
    label = "procedure"
