-- The OpenID providers that people sign in with: of an organization, or of the instance.
create table identity_provider (
  org {text} not null,
  id {text} not null,
  name {text} not null,
  name_key {text} not null,
  -- Never changes: the persons are known by it and by the subject that it gives them.
  issuer {text} not null,
  client_id {text} not null,
  method {text} not null,
  key_id {text},
  secret {text},
  scope {text} not null,
  -- The claim whose values give roles, and the role of each value.
  role_claim {text},
  claim_roles {json} not null,
  state {text} not null,
  version {int} not null,
  created {int} not null,
  modified {int} not null,
  primary key (org, id)
) {keyed};
create unique index identity_provider_by_name on identity_provider (org, name_key);

-- The person behind a subject of a provider. `role` is the one that claims gave; null for a person who was invited.
create table person_identity (
  org {text} not null,
  provider {text} not null,
  subject {text} not null,
  issuer {text} not null,
  person {text} not null,
  role {text},
  created {int} not null,
  used {int} not null,
  primary key (org, provider, subject)
) {keyed};
create index person_identity_by_person on person_identity (org, person, provider);
