"""An executor of one process; its future is event and answer in one."""

from concurrent.futures import ProcessPoolExecutor, wait


class Oracle:
    def __init__(self, ponder):
        self._temple = ProcessPoolExecutor(max_workers=1)
        self._answer = self._temple.submit(ponder)

    def is_ready(self):
        return self._answer.done()

    def wait(self):
        wait([self._answer])

    def look(self):
        if not self.is_ready():
            raise LookupError("the stone is empty")
        error = self._answer.exception()
        if error is not None:
            raise RuntimeError(str(error)) from error
        return self._answer.result()

    def join(self):
        self._temple.shutdown(wait=True)
