from sayso.resolving.times.old import resolve_time, resolve_when
