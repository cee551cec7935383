from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "prakat.search"
    label = "search"
