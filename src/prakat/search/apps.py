from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import Tags, register


class SearchConfig(AppConfig):
    name = "prakat.search"
    label = "search"

    def ready(self) -> None:
        from prakat.record import consumers, schedule
        from prakat.search import actions, checks
        from prakat.search.consumer import SearchConsumer

        consumers.register(SearchConsumer())
        schedule.register("search tidy", timedelta(days=1), actions.tidy)
        register(checks.check_database, Tags.database)
