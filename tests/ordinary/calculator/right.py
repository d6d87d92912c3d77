import re


class CalculatorError(Exception):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


def _scan(text):
    i = 0
    while i < len(text):
        if text[i].isspace():
            i += 1
            continue
        found = re.compile(r"\d+|[a-z]+|[-+*/^()]").match(text, i)
        if not found:
            raise CalculatorError(f"character {text[i]!r}", i)
        yield found[0]
        i = found.end()


def tokenize(text):
    return list(_scan(text))


class _Parser:
    def __init__(self, text, names, functions):
        self.tokens = tokenize(text)
        self.end = len(text)
        self.names, self.functions = names, functions

    def peek(self):
        return self.tokens[0] if self.tokens else None

    def take(self, wanted=None):
        if not self.tokens:
            raise CalculatorError("unexpected end", self.end)
        token = self.tokens.pop(0)
        if wanted and token != wanted:
            raise CalculatorError(f"wanted {wanted!r}", self.end)
        return token

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.peek() in ("*", "/"):
            value = value * self.power() if self.take() == "*" else value / self.power()
        return value

    def power(self):
        base = self.atom()
        if self.peek() == "^":
            self.take()
            return base ** self.power()
        return base

    def atom(self):
        token = self.take()
        if token == "-":
            return -self.atom()
        if token == "(":
            value = self.sum()
            self.take(")")
            return value
        if token.isdigit():
            return int(token)
        if self.peek() == "(" and token in self.functions:
            self.take()
            value = self.sum()
            self.take(")")
            return self.functions[token](value)
        if token in self.names:
            return self.names[token]
        raise NameError(token)


def evaluate(text, names={}, functions={}):
    return _Parser(text, names, functions).sum()


class Calculator:
    def __init__(self):
        self._names, self._functions, self.history = {}, {}, []

    def define(self, name, function):
        self._functions[name] = function

    def __setitem__(self, name, value):
        self._names[name] = value

    def __getitem__(self, name):
        return self._names[name]

    def eval(self, text):
        value = evaluate(text, self._names, self._functions)
        self.history.append(text)
        return value

    def close(self):
        self._names.clear()
