# The box that student code runs in: a Python and nothing else.
#
#   docker build --build-arg PYTHON_VERSION=3.12 -t grader-sandbox:3.12 .
#   GRADER_IMAGE=grader-sandbox:3.12 grader grade ...
#
# `grader` builds it by itself when it is missing, with the Python version that it runs on.
ARG PYTHON_VERSION=3.12
FROM python:${PYTHON_VERSION}-slim

# Nothing that is installed later may look like part of the box; no program may gain rights; modules
# are compiled here because the box's file system is read-only.
RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && rm -rf /usr/local/lib/python3*/site-packages/* /usr/local/lib/python3*/test \
           /usr/local/lib/python3*/idlelib /usr/local/lib/python3*/ensurepip /root/.cache \
 && python3 -m compileall -q --invalidation-mode unchecked-hash /usr/local/lib/python3.* \
 && mkdir -p /sub

LABEL grader.sandbox="1"
USER 0:0
WORKDIR /
CMD ["/usr/local/bin/python3"]
