# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with lone surrogates, NULs, direction marks, terminal escapes and markup."""

ODD = ("\ud800\x00\u202e\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>"
       "{{7*7}}\r\n=cmd|' /C calc'!A0 ]]> </testcase>")


def add_all(numbers):
    print(ODD.encode("utf-8", "surrogatepass"))
    raise ValueError(ODD, ODD.encode("utf-8", "surrogatepass"), {ODD: ODD})


def run_jobs(jobs, work):
    raise type("Evil\ud800<b>\x00", (Exception,), {})(ODD)


class Tally:
    def add(self, name, n=1):
        return ODD

    def count(self, name):
        return ODD

    total = ODD
