"""Articles in, extractions out: the only place that knows Korean, Kiwi and spaCy."""
