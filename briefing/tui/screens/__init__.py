"""One file a screen, its `.tcss` beside it where it has a look of its own. Screens ask the app for the desk."""
