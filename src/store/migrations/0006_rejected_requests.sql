-- SCIM requests that were refused, without their secrets: the newest thousand of each organization.
create table rejected_request (
  org {text} not null,
  id {text} not null,
  at {int} not null,
  token {text} not null,
  token_name {text} not null,
  profile {text} not null,
  method {text} not null,
  path {text} not null,
  headers {json} not null,
  user_agent {text},
  content_type {text},
  status {int} not null,
  scim_type {text},
  detail {text} not null,
  body {text},
  body_kept {text} not null,
  redacted {json} not null,
  primary key (org, id)
) {rows};
create index rejected_request_by_token on rejected_request (org, token, id);
create index rejected_request_by_status on rejected_request (org, status, id);

-- Who used a token last, and when; apart from the token, which is written rarely and read with each request.
create table token_use (
  org {text} not null,
  token {text} not null,
  at {int} not null,
  user_agent {text},
  primary key (org, token)
) {keyed};
