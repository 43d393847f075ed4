"""Values as the original container, a Java program, has them: their types, how text becomes one, how one is printed."""

import math
import re

WHOLE = re.compile(r"[+-]?\d+\Z")
REAL = re.compile(
    r"[+-]?(NaN|Infinity|((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|0[xX]([0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?\d+)[fFdD]?)\Z",
    re.ASCII,
)
# What Java takes for a blank around a number: everything up to the space.
BLANKS = "".join(map(chr, range(33)))


class Failure(Exception):
    """A request that can't be answered. `None` stands for an error without a text: then the answer has no body."""

    def __init__(self, text=None):
        super().__init__(text or "an error without a text (a null where a value is needed)")
        self.text = text


class Byte(int):
    java = "java.lang.Byte"
    bits = 8


class Short(int):
    java = "java.lang.Short"
    bits = 16


class Integer(int):
    java = "java.lang.Integer"
    bits = 32


class Long(int):
    java = "java.lang.Long"
    bits = 64


class BigInteger(int):
    java = "java.math.BigInteger"


class Float(float):
    java = "java.lang.Float"


class Double(float):
    java = "java.lang.Double"


JAVA_NAMES = {bool: "java.lang.Boolean", str: "java.lang.String", list: "java.util.ArrayList", dict: "java.util.LinkedHashMap"}


def java_name(kind):
    return JAVA_NAMES.get(kind) or kind.java


def cast(value, kind):
    """The value itself, which must be of this type or null."""
    if value is None or type(value) is kind:
        return value
    raise Failure(f"{java_name(type(value))} cannot be cast to {java_name(kind)}")


def whole_number(text, kind):
    """Text as a byte, short, int or long."""
    number = int(text) if WHOLE.match(text) else None
    parsed_as = 32 if kind.bits < 32 else kind.bits
    if number is None or not fits(number, parsed_as):
        raise Failure(f'For input string: "{text}"')
    if not fits(number, kind.bits):
        raise Failure(f'Value out of range. Value:"{text}" Radix:10')
    return kind(number)


def fits(number, bits):
    return -(1 << bits - 1) <= number < 1 << bits - 1


def real_number(text, kind):
    """Text as a float or double."""
    trimmed = text.strip(BLANKS)
    if not trimmed:
        raise Failure("empty String")
    if not REAL.match(trimmed):
        raise Failure(f'For input string: "{trimmed}"')
    digits = trimmed.lower()
    if "x" in digits:
        try:
            return kind(float.fromhex(digits.rstrip("fd") if "p" in digits else digits))
        except OverflowError:
            return kind(-math.inf if digits.startswith("-") else math.inf)
    return kind(float(digits if digits.endswith("infinity") else digits.rstrip("fd")))


def to_text(value):
    """How Java prints a value. Null can't be asked to."""
    if value is None:
        raise Failure()
    return _print(value)


def _print(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _print_real(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_print, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={_print(one)}" for key, one in value.items()) + "}"
    return str(value)


def _print_real(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    if value == 0:
        return f"{sign}0.0"
    digits, exponent = _shortest(abs(float(value)))
    if -3 <= exponent < 7:
        plain = format(abs(float(value)), f".{max(len(digits) - 1 - exponent, 1)}f")
        return sign + plain
    return f"{sign}{digits[0]}.{digits[1:] or '0'}E{exponent}"


def _shortest(value):
    """The digits that tell this number from all others, and the exponent of the first."""
    mantissa, _, exponent = f"{value!r}".partition("e")
    before, _, after = mantissa.partition(".")
    digits = (before + after).lstrip("0")
    shift = int(exponent or 0) + (len(before) - 1 if before != "0" else -(len(after) - len(after.lstrip("0")) + 1))
    return digits.rstrip("0") or "0", shift
