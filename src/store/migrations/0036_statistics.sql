-- How the cycles of an application went until now: failures in a row, the last successes, when nothing was left to do.
alter table provisioning add column statistics {json};
