-- How many of the last failures of a waiting object were the same refusal: this many in a row park it.
alter table pending add column equal_failures {int} not null default 0;
