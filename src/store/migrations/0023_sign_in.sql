-- Persons sign in to Muster; they are not the users of a directory. They belong to the instance, because one person may
-- have roles in several organizations.
create table person (
  org {text} not null,
  id {text} not null,
  name {text} not null,
  name_key {text} not null,
  display_name {text} not null,
  language {text},
  password {text},
  created {int} not null,
  disabled {int},
  version {int} not null,
  primary key (org, id)
) {keyed};
create unique index person_by_name on person (org, name_key);

-- The role of a person in an organization; that of the instance administrator is kept under the instance.
create table person_role (
  org {text} not null,
  person {text} not null,
  role {text} not null,
  created {int} not null,
  primary key (org, person)
) {keyed};
create index person_role_by_person on person_role (person, org);

create table session (
  org {text} not null,
  id {text} not null,
  hash {text} not null,
  person {text} not null,
  created {int} not null,
  used {int} not null,
  expires {int} not null,
  ended {int},
  user_agent {text},
  address {text} not null,
  primary key (org, id)
) {keyed};
create unique index session_by_hash on session (hash);
create index session_by_person on session (org, person, id);

-- Links that are valid once: for the first owner, for an invited person, and for a new password.
create table one_time_link (
  org {text} not null,
  id {text} not null,
  hash {text} not null,
  purpose {text} not null,
  person {text},
  created {int} not null,
  expires {int} not null,
  ended {int},
  primary key (org, id)
) {keyed};
create unique index one_time_link_by_hash on one_time_link (hash);
create index one_time_link_by_person on one_time_link (person, org);

-- How often signing in failed in a row, for an account and for an address, and until when the next attempt is refused.
create table sign_in_delay (
  org {text} not null,
  subject {text} not null,
  failures {int} not null,
  until {int} not null,
  forgotten {int} not null,
  version {int} not null,
  primary key (org, subject)
) {keyed};

-- A personal token has the rights of a person at the time of its use.
alter table token add column person {text};
create index token_by_person on token (person, id) where person is not null;
