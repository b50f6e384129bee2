"""Pictures as SVG text: pure functions from facts to markup. Every picture has a table beside it on the page."""
