"""CSV as Apache Commons CSV reads it in its default format."""

from java_values import Failure


def first_record(text):
    """The values of the first row; the others are read, so their errors count, and ignored. Raises Failure."""
    records = _records(text)
    if not records:
        raise Failure("Index: 0, Size: 0")
    return records[0]


def _records(text):
    """All rows. Rows end with any line end, empty lines are none, quotes count only at the start of a value."""
    records, record, place = [], [], 0
    while place < len(text):
        if not record and text[place] in "\r\n":
            place += 1
            continue
        read = _quoted if text[place] == '"' else _bare
        value, place = read(text, place)
        record.append(value)
        while text[place : place + 1] == ",":
            read = _quoted if text[place + 1 : place + 2] == '"' else _bare
            value, place = read(text, place + 1)
            record.append(value)
        records.append(record)
        record = []
        place += 2 if text.startswith("\r\n", place) else 1
    return records


def _bare(text, place):
    end = place
    while end < len(text) and text[end] not in ",\r\n":
        end += 1
    return text[place:end], end


def _quoted(text, start):
    found, place = [], start + 1
    while place < len(text):
        if text[place] != '"':
            found.append(text[place])
            place += 1
        elif text.startswith('""', place):
            found.append('"')
            place += 2
        else:
            return "".join(found), _after_quotes(text, place + 1)
    raise Failure(f"(startline {_line(text, start)}) EOF reached before encapsulated token finished")


def _after_quotes(text, place):
    while place < len(text) and text[place] not in ",\r\n":
        if not text[place].isspace():
            raise Failure(f"(line {_line(text, place)}) invalid char between encapsulated token and delimiter")
        place += 1
    return place


def _line(text, place):
    before = text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1
