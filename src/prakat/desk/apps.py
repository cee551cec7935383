from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "prakat.desk"
    label = "desk"
