-- Of a blocked user, whether the source last delivered the user as active: the state that the user has once the block is lifted.
alter table source_object add column active {int};
-- Whether the row of a person says that the person is active; null where the row does not say.
alter table import_object add column active {int};
create index source_object_blocked on source_object (org, source) where blocked = 1;
-- The next import of such a source is not taken for a repetition, so that it notes the state that it delivers.
update source set place = null
where exists (select 1 from source_object s where s.org = source.org and s.source = source.name and s.blocked = 1);
