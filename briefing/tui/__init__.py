"""EDGE: the screen. The app, and the same for a screen reader, line by line.

    desk        what lies before the reader: an edition, its marks and filters; knows nothing of widgets
    app         the program on a whole screen; owns the refresh
    screens/    one file a screen
    widgets/    what screens are made of
    linear      the same desk, as questions and answers

The app reads the store and writes the reader's marks. All else, the network above all, is done by commands of this
program, started beside it: a refresh can neither hold up a key nor take the app down with it.
"""
