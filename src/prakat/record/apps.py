from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "prakat.record"
    label = "record"
