-- The passkeys of persons: public keys alone. `credential` is the id that the authenticator gave its key.
create table passkey (
  org {text} not null,
  id {text} not null,
  person {text} not null,
  credential {text} not null,
  name {text} not null,
  public_key {text} not null,
  -- The authenticator's own count of its uses; 0 for one that does not count.
  counter {int} not null,
  created {int} not null,
  used {int},
  primary key (org, id)
) {keyed};
create unique index passkey_by_credential on passkey (credential);
create index passkey_by_person on passkey (org, person, id);

-- Challenges that authenticators have to sign, as hashes. Each counts once, until it expires.
create table passkey_challenge (
  org {text} not null,
  hash {text} not null,
  -- The person who adds a passkey; null for a challenge to sign in.
  person {text},
  -- The hash of the address that asked for it.
  address {text} not null,
  expires {int} not null,
  primary key (org, hash)
) {keyed};
create index passkey_challenge_by_address on passkey_challenge (org, address, hash);
