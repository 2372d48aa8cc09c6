-- When the person of a session last proved who they are. Null: their identity provider did not say when.
alter table session add column proven {int};
update session set proven = created;
