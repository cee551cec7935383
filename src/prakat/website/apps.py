from datetime import timedelta

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "prakat.website"
    label = "website"

    def ready(self) -> None:
        from prakat.record import consumers, schedule
        from prakat.website import clock, consumer, pages

        pages.register_all()
        consumers.register(consumer.WebsiteConsumer())
        schedule.register("website clock", timedelta(minutes=1), clock.tick)
        schedule.register("website garbage", timedelta(days=1), clock.collect_garbage)
