"""Properties are no stopwatches: on a busy machine an example may take long and still hold."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
