from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "prakat.website"
    label = "website"
