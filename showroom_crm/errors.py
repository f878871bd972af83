"""Mistakes and mishaps a person can do something about, already worded for that person."""


class UserError(Exception):
    """What happened and what to do, in one plain sentence in the language of the user.

    `hint` may carry a second sentence that screens show below the first.
    """

    def __init__(self, text: str, hint: str = "") -> None:
        """Keep the sentence and the optional second one."""
        super().__init__(text)
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        """Return the sentence alone."""
        return self.text

    def __reduce__(self) -> tuple[type["UserError"], tuple[str, str]]:
        """Let the error travel whole between processes."""
        return type(self), (self.text, self.hint)


class InvalidInput(UserError):
    """A value or a combination of values cannot be accepted."""


class NotFound(UserError):
    """What was asked for is not there."""


class StoreLocked(UserError):
    """Another program has the store open."""


class WrongPassword(UserError):
    """Name and password, or the recovery code, do not open the store."""


class StoreDamaged(UserError):
    """The store's file cannot be trusted any more."""


class NewerStore(UserError):
    """The store was written by a newer version of the program."""


class DiskFull(UserError):
    """There is no room left to write."""


class NoPermission(UserError):
    """The operating system, or the user's role, does not allow it."""


class FileUnreadable(UserError):
    """A file given by the user cannot be understood."""


class FilePasswordNeeded(UserError):
    """A file given by the user is locked by a password of its own."""


class TargetInUse(UserError):
    """The file to write is open in another program."""


class Outdated(UserError):
    """What was to be done was worked out before something else was changed."""
