"""Sources: files, folders and streams become reports with their raw bytes, then texts with metadata.

`open_inputs` captures: it yields every item with its bytes before anything is parsed, so that they can be kept first.
`extract` takes the text from captured bytes. What cannot be used is an InputError that names file and line.
"""

from sayso.sources.capturing import open_inputs
from sayso.sources.extracting import extract
from sayso.sources.items import Captured, Extracted, SourceOptions

__all__ = ["Captured", "Extracted", "SourceOptions", "extract", "open_inputs"]
