"""What runs in the box: standard library only, never imported by the host.

agent    answers the judge, relays frames, watches the session's processes
zygote   forked from the agent before it has seen anything; forks one keeper a case
keeper   owns a session's process tree: starts its leader, reaps, and ends all of it
leader   drops every right, loads the student's code and serves the judge's requests
"""
