"""Imported by a zygote before any module of pywps, which must find its database replaced."""

from terrarium.bridge import dblog

dblog.install()
