"""Makers of the values, by region. `specs()` has all of them."""


def specs():
    from values import americas, asia, credentials, dach, europe, everywhere, people, spec  # noqa: F401: they fill the table
    return spec.SPECS
