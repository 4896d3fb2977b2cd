"""The kernel app: it has no models; it lends its words to templates."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "sinau.kernel"
