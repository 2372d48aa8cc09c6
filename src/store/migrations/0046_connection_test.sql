-- The last test of the connection that a person ran, with its time and why it failed; null before the first one.
alter table provisioning add column tested {json};
