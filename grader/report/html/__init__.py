"""Judgements as HTML pages: one file each, no scripts, nothing fetched, everything escaped.

render_submission    one submission: verdict, cases, wait-for graph, code with its marked lines
render_class         all submissions: scores, verdicts per case, a table with links
"""

from grader.report.html.classes import render_class, report_href
from grader.report.html.submissions import Audience, render_submission

__all__ = ["Audience", "render_class", "render_submission", "report_href"]
