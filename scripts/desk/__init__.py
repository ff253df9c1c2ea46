"""The editing desk: a page in the local browser that shows records as forms and saves them through ``editing``."""
