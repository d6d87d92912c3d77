import logging
import warnings

logger = logging.getLogger("diary")
private = logging.getLogger("diary.private")
private.propagate = False


class BlotWarning(UserWarning):
    """There is ink on the page."""


class Diary:
    def __init__(self):
        self.pages = []

    def write(self, text):
        if len(text) > 20:
            warnings.warn(f"page of {len(text)} letters", BlotWarning, stacklevel=2)
        self.pages.append(text)
        logger.info("wrote page %d", len(self.pages) + 1)

    def tear(self, number):
        try:
            return self.pages.pop(number)
        except IndexError:
            logger.exception("no page %d", number)
            raise

    def read(self):
        warnings.warn("read() is old, use pages", stacklevel=2)
        logger.debug("read")
        return list(self.pages)

    def whisper(self):
        private.warning("psst")
