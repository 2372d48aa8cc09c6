-- Set while an initial cycle has begun and its end is not stored: if it is interrupted, the next cycle is initial.
alter table provisioning add column initial_owed {int} not null default 0;
