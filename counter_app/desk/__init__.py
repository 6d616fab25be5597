"""The desk's tasks: a folder here is a task; none of them knows its neighbours."""
