-- The hash of the events of a message: one that is sent again on request has to hold the same ones. Null for a message of
-- an earlier version, and for a test.
alter table delivery add column digest {text};
