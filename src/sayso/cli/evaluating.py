"""`sayso eval`: how well readers do, on gold data."""

from __future__ import annotations

import typer

app = typer.Typer(help="Measure readers and resolvers on gold data.")


@app.callback()
def _group() -> None:
    """Measure readers and resolvers on gold data."""
