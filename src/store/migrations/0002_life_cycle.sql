-- Tokens that are issued to a user, and end with the user's account.
alter table token add column issued_to {text};
create index token_by_holder on token (org, issued_to, id) where issued_to is not null;
