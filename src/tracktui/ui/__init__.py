"""The terminal program. Only this package knows Textual; a screen composes widgets and calls the workspace."""
