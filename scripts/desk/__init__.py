"""The editing desk: a page in the local browser that shows records as forms and writes them through ``editing``."""
