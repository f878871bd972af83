"""Showroom CRM: follow-up and customer levels for one car showroom."""


def __getattr__(name: str) -> str:
    """Look the version up when it is asked for: that costs more than showing a window may."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("showroom-crm")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"
