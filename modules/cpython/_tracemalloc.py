# _tracemalloc — allocations are not traced one by one; the totals are those of the heap.
import gc

_is_tracing = False
_peak = 0


def start(nframe=1):
    global _is_tracing, _peak
    _is_tracing = True
    _peak = gc.mem_alloc()


def stop():
    global _is_tracing
    _is_tracing = False


def is_tracing():
    return _is_tracing


def clear_traces():
    reset_peak()


def reset_peak():
    global _peak
    _peak = gc.mem_alloc()


def get_traceback_limit():
    return 1


def get_tracemalloc_memory():
    return 0


def get_traced_memory():
    global _peak
    if not _is_tracing:
        return 0, 0
    now = gc.mem_alloc()
    _peak = max(_peak, now)
    return now, _peak


def _get_traces():
    return []


def _get_object_traceback(obj):
    return None
