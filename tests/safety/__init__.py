"""The rules about what may be published, one by one."""
