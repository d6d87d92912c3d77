"""Decide in which order a program's tasks take their steps.

    director     in the keeper: hears what tasks say
    scheduler    in the keeper: knows every task, says who goes next
    thetest      whether it is the test's turn, and nobody of the program's goes
    strategies   how it chooses
    client       in the program: a task stops, tells the director where, and waits for its turn
    control      in the program: which of its threads are under control
    protocol     what the two say to each other
    patches      what makes the standard library's primitives stop there

One task goes at a time. A task that would have to wait tries without waiting, tells what it waits
for, and tries again when another task has done something about it. When nobody can go, all are
let go to wait for real: whether that is a deadlock is for the watcher to prove.
"""
