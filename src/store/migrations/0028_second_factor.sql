-- The authenticator app of a person. `confirmed` is null until the person has typed a code of it.
create table authenticator (
  org {text} not null,
  person {text} not null,
  secret {text} not null,
  confirmed {int},
  -- The last time step whose code was used: a code counts once.
  step {int} not null,
  created {int} not null,
  primary key (org, person)
) {keyed};

-- The unused recovery codes of a person, as hashes.
create table recovery_code (
  org {text} not null,
  person {text} not null,
  hash {text} not null,
  primary key (org, person, hash)
) {keyed};
