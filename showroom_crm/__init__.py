"""Showroom CRM: follow-up and customer levels for one car showroom."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("showroom-crm")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0"
