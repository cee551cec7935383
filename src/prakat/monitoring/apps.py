from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "prakat.monitoring"
    label = "monitoring"
