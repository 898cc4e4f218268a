"""Errors meant for people: a stable code, a message with the next step, and a place in the user's file."""


class Place:
    """A definition or a line in a file of the user's."""

    def __init__(self, file, line, name=None):
        self.file = file
        self.line = line
        self.name = name

    def told(self):
        return {"file": self.file, "line": self.line, "name": self.name}


class Problem(Exception):
    """Nothing can be checked, or one row cannot."""

    def __init__(self, code, message, place=None, detail=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = place
        self.detail = detail

    def told(self):
        return {
            "code": self.code,
            "message": self.message,
            "place": self.place and self.place.told(),
            "detail": self.detail,
        }
