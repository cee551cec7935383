from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "prakat.audit"
    label = "audit"
