from django.apps import AppConfig
from django.core.checks import Tags, register


class SearchConfig(AppConfig):
    name = "prakat.search"
    label = "search"

    def ready(self) -> None:
        from prakat.record import consumers
        from prakat.search import checks
        from prakat.search.consumer import SearchConsumer

        consumers.register(SearchConsumer())
        register(checks.check_database, Tags.database)
