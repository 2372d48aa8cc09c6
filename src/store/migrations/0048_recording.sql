-- What the planning of a cycle read, so that the plan can be computed once more elsewhere. The head is written after the
-- last part: a recording without one is not whole.
create table recording (
  org {text} not null,
  plan {text} not null,
  state {text} not null,
  detail {text},
  size {int} not null,
  primary key (org, plan)
) {keyed};

create table recording_part (
  org {text} not null,
  plan {text} not null,
  n {int} not null,
  data {text} not null,
  primary key (org, plan, n)
) {keyed};
