"""Numbers of a run as a reader's language writes them in prose."""

from babel.numbers import get_decimal_symbol, get_group_symbol

from sitegen.errors import ShortcodeError

MINUS = "\N{MINUS SIGN}"


def format_value(value: object, spec: str, locale: str) -> str:
    """Format a recorded value with a format specification of Python, in the locale's signs.

    Digits are grouped only where the specification asks for it (`,.1f`). Raises
    ShortcodeError where the specification does not fit the value.
    """
    if isinstance(value, (dict, list)):
        kind = "a mapping" if isinstance(value, dict) else "a list"
        raise ShortcodeError(f"is {kind}, not a single value", "name one of its parts", "value")
    try:
        text = format(value, spec)
    except (ValueError, TypeError, OverflowError) as error:
        message = f"the format '{spec}' does not fit the value {value!r}"
        raise ShortcodeError(message, "use one like '.2f'", "value") from error
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return text
    tag = locale.replace("-", "_")
    signs = {".": get_decimal_symbol(tag), ",": get_group_symbol(tag), "-": MINUS}
    mantissa, exponent, power = text.partition("e")
    return "".join(signs.get(letter, letter) for letter in mantissa) + exponent + power
