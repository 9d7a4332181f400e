-- The claim's full look: groups of queued jobs with their lower bounds, and the lower bound of slots in use.
-- Claims are serialised, so an uncommitted one draws numbers above every committed one: the lowest committed number is a
-- safe bound. With none in use there is no such number, and 0 is the only safe one.
-- $1 account text  →  priority int2, lane text, seq int8, slot_seq int8
SELECT g.priority, g.lane, g.seq,
       coalesce((SELECT o.slot_seq FROM clapper.open_jobs o WHERE o.account = $1 AND o.phase <> 'queued'
                 ORDER BY o.slot_seq LIMIT 1), 0) AS slot_seq
FROM clapper.queue_groups($1) g
