-- How far a running cycle has come, and the request to end it early: for servers other than the one that runs it.
alter table cycle add column cancel_requested {int};
alter table cycle add column steps_done {int} not null default 0;
alter table cycle add column steps_total {int} not null default 0;
