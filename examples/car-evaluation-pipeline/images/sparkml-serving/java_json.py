"""JSON as Jackson reads it in its default settings: strictly, the last of equal keys wins, text behind the value is ignored.

Errors have Jackson's words without the place that it adds after them.
"""

from java_values import BigInteger, Double, Failure, Integer, Long, fits

ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"null": None, "true": True, "false": False}
VALUE = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
BLANK = " \t\r\n"


class Malformed(Failure):
    """Text that is no JSON."""


class Number(str):
    """A number as it was written, since a column may be called 1.50."""

    @property
    def is_whole(self):
        return not any(letter in self for letter in ".eE")


class Members(list):
    """The members of an object in their order, equal keys included."""


def read(text):
    """The first value of a text, made of Members, lists, text, Numbers, booleans and null. Raises Malformed."""
    reader = _Reader(text)
    if reader.peek() == "":
        raise Malformed("No content to map due to end-of-input")
    return reader.value()


def plain(node):
    """A value as Jackson gives it where the program does not ask for a type."""
    if isinstance(node, Members):
        return {key: plain(value) for key, value in node}
    if isinstance(node, list):
        return [plain(value) for value in node]
    if isinstance(node, Number):
        return _number(node)
    return node


def _number(text):
    if not text.is_whole:
        return Double(text)
    number = int(text)
    return Integer(number) if fits(number, 32) else Long(number) if fits(number, 64) else BigInteger(number)


class _Reader:
    def __init__(self, text):
        self.text = text
        self.place = 0

    def peek(self):
        """The next character that is not blank; '' at the end."""
        while self.place < len(self.text) and self.text[self.place] in BLANK:
            self.place += 1
        return self.text[self.place : self.place + 1]

    def value(self):
        letter = self.peek()
        if letter == "{":
            return self.members()
        if letter == "[":
            return self.elements()
        if letter == '"':
            return self.string()
        if letter == "-" or letter.isdigit() and letter.isascii():
            return self.number()
        return self.word(letter)

    def members(self):
        found = Members()
        self.place += 1
        if self.peek() == "}":
            self.place += 1
            return found
        while True:
            if self.peek() != '"':
                raise self.unexpected("was expecting double-quote to start field name")
            key = self.string()
            if self.peek() != ":":
                raise self.unexpected("was expecting a colon to separate field name and value")
            self.place += 1
            found.append((key, self.value()))
            if self.ends("}", "Object"):
                return found

    def elements(self):
        found = []
        self.place += 1
        if self.peek() == "]":
            self.place += 1
            return found
        while True:
            found.append(self.value())
            if self.ends("]", "Array"):
                return found

    def ends(self, closing, kind):
        letter = self.peek()
        if letter == "":
            raise Malformed(f"Unexpected end-of-input: expected close marker for {kind}")
        if letter not in (closing, ","):
            raise self.unexpected(f"was expecting comma to separate {kind} entries")
        self.place += 1
        return letter == closing

    def string(self):
        found = []
        self.place += 1
        while True:
            letter = self.next("in a String value")
            if letter == '"':
                return "".join(found)
            if letter == "\\":
                letter = self.escape()
            elif ord(letter) < 32:
                raise Malformed(
                    f"Illegal unquoted character ((CTRL-CHAR, code {ord(letter)})): "
                    "has to be escaped using backslash to be included in string value"
                )
            found.append(letter)

    def escape(self):
        letter = self.next("in character escape sequence")
        if letter != "u":
            if letter not in ESCAPES:
                raise Malformed(f"Unrecognized character escape '{letter}' (code {ord(letter)})")
            return ESCAPES[letter]
        code = self.hexadecimal()
        # Two halves that stand for one character.
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.place):
            start = self.place
            self.place += 2
            low = self.hexadecimal()
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
            self.place = start
        return chr(code) if not 0xD800 <= code < 0xE000 else "?"

    def hexadecimal(self):
        digits = self.text[self.place : self.place + 4]
        wrong = next((letter for letter in digits if letter not in "0123456789abcdefABCDEF"), None)
        if wrong is not None:
            raise Malformed(
                f"Unexpected character ('{wrong}' (code {ord(wrong)})): expected a hex-digit for character escape sequence"
            )
        if len(digits) < 4:
            raise Malformed("Unexpected end-of-input in character escape sequence")
        self.place += 4
        return int(digits, 16)

    def next(self, where):
        if self.place >= len(self.text):
            raise Malformed(f"Unexpected end-of-input {where}")
        self.place += 1
        return self.text[self.place - 1]

    def number(self):
        start = self.place
        self.place += self.text[start] == "-"
        first = self.digits("expected digit (0-9) to follow minus sign, for valid numeric value")
        if len(first) > 1 and first[0] == "0":
            raise Malformed("Invalid numeric value: Leading zeroes not allowed")
        if self.text.startswith(".", self.place):
            self.place += 1
            self.digits("Decimal point not followed by a digit")
        if self.text[self.place : self.place + 1] in ("e", "E"):
            self.place += 1
            self.place += self.text[self.place : self.place + 1] in ("+", "-")
            self.digits("Exponent indicator not followed by a digit")
        return Number(self.text[start : self.place])

    def digits(self, complaint):
        start = self.place
        while self.text[self.place : self.place + 1] in set("0123456789"):
            self.place += 1
        if start == self.place:
            raise self.unexpected(complaint, " in numeric value")
        return self.text[start : self.place]

    def word(self, letter):
        end = self.place
        while self.text[end : end + 1].isidentifier() or self.text[end : end + 1].isdigit():
            end += 1
        word = self.text[self.place : end]
        if word in WORDS:
            self.place = end
            return WORDS[word]
        if word in ("NaN", "Infinity"):
            raise Malformed(f"Non-standard token '{word}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow")
        if word:
            raise Malformed(f"Unrecognized token '{word}': was expecting {VALUE}")
        if letter == "+":
            plus = "enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow"
            raise self.unexpected(f"JSON spec does not allow numbers to have plus signs: {plus}", " in numeric value")
        raise self.unexpected(f"expected a valid value {VALUE}")

    def unexpected(self, what, where=""):
        letter = self.text[self.place : self.place + 1]
        if letter == "":
            return Malformed("Unexpected end-of-input")
        if letter == "/":
            what = "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)"
        code = f"{ord(letter)} / 0x{ord(letter):x}" if ord(letter) > 255 else ord(letter)
        return Malformed(f"Unexpected character ('{letter}' (code {code})){where}: {what}")
