"""Records for tests: one module per app, made through the app's own services wherever those hold a rule."""
