-- Whether an administrator blocked the object: its source leaves it inactive, whatever it delivers.
alter table source_object add column blocked {int} not null default 0;
