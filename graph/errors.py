"""The few errors that sanmaek raises, each a line that a person can act on."""


class SanmaekError(Exception):
    """Root of all errors that are raised on purpose; its text names the file, the value and what was expected."""


class ArticleError(SanmaekError):
    """One article cannot be read or extracted; it is skipped and the run goes on."""


class ExtractionError(SanmaekError):
    """A line of an interchange file breaks the format or the schema."""


class DataError(SanmaekError):
    """A register, gold file or schema is wrong; the run stops."""


class RecordError(SanmaekError):
    """The record of a corpus is not there, cannot be read, or does not hold what is asked for."""


class ExportError(SanmaekError):
    """A graph cannot be written without losing something."""


class QueryError(SanmaekError):
    """A question names an entity, a status or an option that is not there, or more than one."""
