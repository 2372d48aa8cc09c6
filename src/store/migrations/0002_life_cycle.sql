-- Tokens that are issued to a user, and end with the user's account.
alter table token add column issued_to {text};
create index token_by_holder on token (org, issued_to, id) where issued_to is not null;

-- Days for which a user that SCIM deletes is kept; 0: not at all.
alter table organization add column soft_delete_days {int} not null default 0;
create index object_deleted on object (org, type, deleted, id) where deleted is not null;
