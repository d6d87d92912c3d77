"""What to do about each of the usual ways into a deadlock."""

from __future__ import annotations

from .words import N_

HELP = {
    "worker died holding a lock": N_(
        "Take locks with `with lock:` and let a worker end by returning; a process that is ended "
        "inside the block never gives the lock back."
    ),
    "fork with a lock held": N_(
        "Start processes before threads, or with the start method spawn; and share a lock of "
        "multiprocessing, not one of threading, which a fork only copies."
    ),
    "crossed file locks": N_(
        "Let every process lock the files in the same order, for instance sorted by name."
    ),
    "waits while holding a lock": N_(
        "Leave the `with` block before you wait for others: hold a lock only for the few lines "
        "that need it. A condition's wait() gives back its own lock, no other."
    ),
    "waits inside its own pool": N_(
        "A task of a pool must not wait for another task of the same pool: call the function "
        "directly, or collect the results outside."
    ),
    "more taken than put": N_(
        "Count what is put and what is taken. Whoever works must answer for each of its jobs, "
        "also when a job fails."
    ),
    "full queue that nobody takes from": N_(
        "Start those who take from the queue before you fill it, and let them go on until all is "
        "taken."
    ),
    "polling in a loop": N_(
        "Wait in place of asking: get(), join(), acquire() and wait() without a timeout return "
        "as soon as there is something to do, and use no processor until then."
    ),
    "lock not re-entrant": N_(
        "A task can't take a Lock again that it holds already: use an RLock, or split off a "
        "function that expects the lock to be held already."
    ),
    "acquire without release on an error path": N_(
        "Use `with lock:` in place of acquire() and release(): it gives the lock back on every "
        "way out, an exception included."
    ),
    "opposite lock order": N_(
        "Let every task take the locks in the same order, for instance sorted by a number that "
        "each of them has."
    ),
    "task_done missing": N_(
        "Call task_done() exactly once for each item that get() returned, in a `finally`, also "
        "for items that are skipped."
    ),
    "barrier of the wrong size": N_(
        "The number given to Barrier must be the number of tasks that call wait(); count the "
        "main one only if it waits, too. Whoever gives up must call abort(), which wakes the "
        "others."
    ),
    "join before drain": N_(
        "Take everything out of the queue (or the pipe) first and join afterwards: a process "
        "can't end before its data has been taken."
    ),
    "pool not closed": N_(
        "Call close() before join(), or use `with` and collect the results in it: until the pool "
        "is closed its workers wait for more work."
    ),
    "both sides receive first": N_("One of the two must send first. Write down who speaks when."),
    "both sides send first": N_(
        "Receive the answer to one message before you send the next: a pipe holds only so much, "
        "and then send() waits until the other side receives."
    ),
    "no sentinel for each consumer": N_(
        "Put one end marker for each consumer into the queue, after the last item."
    ),
    "other end of the pipe left open": N_(
        "Let each process close the ends that it doesn't use, the reader included, and the "
        "writer close its own when all is said: only then does the reader see the end."
    ),
    "Event never set": N_(
        "Make sure that set() is called on every path, also when something fails: whoever waits "
        "for an event that nobody sets waits for ever."
    ),
    "asyncio from another thread": N_(
        "What belongs to asyncio may be used in its loop's own thread only. From another one hand "
        "it over: `loop.call_soon_threadsafe(event.set)`."
    ),
    "semaphore never released": N_(
        "A semaphore that begins at 0 lets one pass for each release(): make sure that it is "
        "called once for each acquire(), on every path, and that one side begins."
    ),
    "semaphore used up": N_(
        "A task that has one place and waits for another may wait for ever: let it give back the "
        "first one before, or let in fewer tasks. Where others are to release the semaphore, make "
        "sure that they do."
    ),
    "condition never true": N_(
        "wait_for() goes on once what it asks is true. Look at the data that this depends on: are "
        "they changed on every way out, while the condition is held, and is notify() called "
        "afterwards?"
    ),
    "lost wake-up": N_(
        "Wait for a state, not for a signal: `while not ready: condition.wait()` (or wait_for), "
        "and change the state under the same lock before notify()."
    ),
}
