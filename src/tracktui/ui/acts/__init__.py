"""The commands that neither a screen nor the app has: each group in a module that is imported when first asked for."""
