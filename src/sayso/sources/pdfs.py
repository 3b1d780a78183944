"""Text of PDF files (pypdfium2, the extra `pdf`)."""

from __future__ import annotations

from importlib.metadata import version

from sayso.errors import MissingExtra, UnreadableInput


def extract_pdf(data: bytes, name: str) -> tuple[str, str]:
    """The text of all pages, a blank line between them, and the extractor's version.

    Raises MissingExtra without pypdfium2, UnreadableInput for a damaged, locked or textless file. pypdfium2 is not
    thread-safe: one thread a process.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("pdf", f"{name}: reading a PDF") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        advice = "save it without its password" if locked else "download it again: it may be cut off"
        raise UnreadableInput(name, f"is no PDF that can be opened ({error})", advice) from error
    try:
        pages = [_page_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(name, f"is a damaged PDF ({error})", "download it again: it may be cut off") from error
    finally:
        document.close()
    return "\n\n".join(page for page in pages if page), version("pypdfium2")


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range()).strip()
    finally:
        text_page.close()
        page.close()
