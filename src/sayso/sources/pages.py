"""Text of HTML pages, without menus and advertisements (trafilatura, htmldate)."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sayso.errors import UnreadableInput

if TYPE_CHECKING:
    from sayso.sources.extracting import Found


LEAST_WORDS = 5
"""Words of the shortest text of a page: fewer are a menu's."""


def extract_page(data: bytes, name: str) -> Found:
    """The main text of a page with title, outlet, address and original publication time.

    Raises UnreadableInput for a page without text.
    """
    from trafilatura import bare_extraction
    from trafilatura.utils import decode_file

    from sayso.sources.extracting import Found

    for noisy in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    page = decode_file(data)
    if not isinstance(page, str) or "<" not in page:
        raise UnreadableInput(name, "is no HTML page", "give it its right suffix, or leave it out")
    found: Any = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params={})
    text = (found.text or "") if found is not None else ""
    if len(text.split()) < LEAST_WORDS:
        raise UnreadableInput(name, "is a page without text", "save the page after its scripts have run, or its text")
    values = {
        "title": found.title or "",
        "outlet": found.sitename or "",
        "url": found.url or "",
        "published": _published(page),
    }
    return Found(text.strip(), "trafilatura", version("trafilatura"), values)


def _published(page: str) -> str:
    """When a page first came out: to the second if it says so, else the original day that htmldate finds."""
    from htmldate import find_date
    from lxml.html import fromstring

    tree = fromstring(page.encode("utf-8", "replace"))
    for name in ("article:published_time", "datePublished", "og:published_time"):
        stated = tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name)
        if stated:
            return str(stated[0])
    return find_date(page, original_date=True) or ""
