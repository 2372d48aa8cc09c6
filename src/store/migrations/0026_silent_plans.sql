-- How many decisions of a plan send something. Plans of an earlier version did not count it.
alter table plan add column sending {int};
