import json
import re

KEY = re.compile(r"[a-z]\w*")


def stats(numbers):
    return {
        "count": len(numbers),
        "min": min(numbers),
        "max": max(numbers),
        "sorted": sorted(numbers),
    }


def to_json(data):
    return json.dumps(data)


def from_json(text):
    return json.loads(text)


def _steps(path):
    return [int(s) if s.isdigit() else s for s in path.split(".")]


def get(data, path):
    try:
        for step in _steps(path):
            data = data[step]
    except (LookupError, TypeError):
        return None
    return data


def put(data, path, value):
    *steps, last = _steps(path)
    for step in steps:
        data = data[step]
    data[last] = value


def merge(left, right):
    result = dict(left)
    for key, value in right.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            value = merge(result[key], value)
        result[key] = value
    return result


def visit(data, hook, path=()):
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    out = []
    for key, value in pairs:
        if isinstance(value, (dict, list)):
            out += visit(value, hook, (*path, key))
        else:
            out.append(hook((*path, key), value))
    return out
