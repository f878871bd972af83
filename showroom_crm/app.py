"""Where the window is put together: paths, log, crash report, unlocking, main window."""
