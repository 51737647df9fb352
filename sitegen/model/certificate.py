"""What was compared between the languages of a program."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Certificate:
    """A program's runs, compared over its locales: what is equal in all of them.

    `digest` stands for the code with its words blanked, the numbers printed, the values
    recorded and the drawings: two certificates with one digest say the same.
    """

    program: str
    locales: tuple[str, ...]
    trees: bool
    numbers: bool
    values: bool
    drawings: bool
    digest: str

    @property
    def holds(self) -> bool:
        """Whether nothing but words differs."""
        return self.trees and self.numbers and self.values and self.drawings
