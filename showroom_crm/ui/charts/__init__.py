"""Charts one can point at, click into and keep as a picture."""
