-- For how many days after a sign-in with this provider the personal tokens of a person without a password work.
alter table identity_provider add column token_days {int} not null default 30;
