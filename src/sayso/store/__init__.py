"""The store: what a project keeps, in one SQLite file (docs/decisions/0002).

`Store` opens or creates a project. A `View` reads, as of a moment; a `Writer` writes. Reports, extractions,
readings, claims and judgements are only ever added; events are derived and replaced as a whole.
"""

from sayso.store.failures import Failure
from sayso.store.store import Store
from sayso.store.views import View
from sayso.store.writers import Writer

__all__ = ["Failure", "Store", "View", "Writer"]
