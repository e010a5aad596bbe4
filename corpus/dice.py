"""Repeatable chance. Only `random.random()` is promised to stay the same in every Python, so everything is made of it."""
import random


class Dice:
    """A stream of choices of its own for each name: a new document does not change the others."""

    def __init__(self, seed, name):
        self._stream = random.Random(f"{seed}/{name}")

    def below(self, n):
        return int(self._stream.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def take(self, alphabet, count):
        return "".join(self.pick(alphabet) for _ in range(count))

    def digits(self, count):
        return self.take("0123456789", count)

    def bytes(self, count):
        return bytes(self.below(256) for _ in range(count))

    def chance(self, one_in):
        return self.below(one_in) == 0
