"""The start of the program: environment, one running instance, the application."""
