from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "prakat.record"
    label = "record"

    def ready(self) -> None:
        from prakat.record import consumers, log

        consumers.register(log.LogConsumer())
