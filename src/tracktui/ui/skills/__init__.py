"""The Skills screen, and drills run from it."""
