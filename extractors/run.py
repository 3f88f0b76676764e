"""Extract many articles in as many processes as asked for; what comes out is in the order of what went in."""

import atexit
import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.articles import Skipped
from graph.errors import SanmaekError
from graph.model import Article, Extraction

if TYPE_CHECKING:
    from extractors.pipeline import Extractor

# Articles handed to a process and extracted together: few enough for steady progress, enough that handing over costs
# nothing and that what a step looks up stays in the processor's cache (8 take 2 % longer, 32 as long).
CHUNK = 16
# Chunks that wait for each process, so that none idles and memory stays bounded however many articles come.
WAITING = 4

Result = Extraction | Skipped
Extract = Callable[[list[Article]], list[Result]]


def extract_all(articles: Iterable[Article], data: Path, *, jobs: int) -> Iterator[Result]:
    """Yield what each article says, or why it could not be extracted.

    With one job the work is done in this process; with more, this process loads no tokenizer. Raises SanmaekError
    where a register is wrong or a worker process dies.
    """
    extract = partial(_extract_chunk, data)
    chunks = iter(partial(_take, iter(articles)), [])
    for results in map(extract, chunks) if jobs == 1 else _in_processes(extract, chunks, jobs):
        yield from results


def _take(articles: Iterator[Article]) -> list[Article]:
    return list(islice(articles, CHUNK))


def _in_processes(extract: Extract, chunks: Iterable[list[Article]], jobs: int) -> Iterator[list[Result]]:
    waiting: deque[Future[list[Result]]] = deque()
    # A fresh interpreter for each worker behaves the same on every system; Ctrl-C ends it at once and in silence.
    with ProcessPoolExecutor(jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(extract, chunk))
                if len(waiting) > jobs * WAITING:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise SanmaekError(
                "작업 프로세스가 죽음, 대개 메모리가 모자라서임(하나에 900 MB쯤): --jobs를 줄여 보세요"
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _extract_chunk(data: Path, articles: list[Article]) -> list[Result]:
    extractor = load_extractor(data)
    try:
        return list(extractor.extract(articles))
    except Exception:  # which of them it is shows when each is by itself
        return [_extract(extractor, article) for article in articles]


def _extract(extractor: "Extractor", article: Article) -> Result:
    try:
        [extraction] = extractor.extract([article])
    except Exception as error:  # whatever is wrong with one article never stops the run
        return Skipped(article.id, f"추출하지 못함: {type(error).__name__}: {error}")
    return extraction


@cache
def load_extractor(data: Path) -> "Extractor":
    """Return this process's extractor, loaded when first asked for.

    It keeps to one core: the matrices are small, so that more threads cost more than they give.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # is read when numpy is loaded
    from extractors.pipeline import Extractor

    extractor = Extractor(data)
    gc.freeze()  # what was loaded stays, so the garbage collector need not go through it again and again
    atexit.register(gc.unfreeze)  # else DuckDB complains at the end that its objects were never collected
    return extractor
