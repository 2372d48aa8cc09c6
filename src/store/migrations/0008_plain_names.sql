-- Names that say what is in a table: the values that are unique, and the entries of the index.
alter table claim rename to unique_value;
{postgres_only} alter table unique_value rename constraint claim_pkey to unique_value_pkey;
alter table object_key rename to index_entry;
{postgres_only} alter table index_entry rename constraint object_key_pkey to index_entry_pkey;

-- The kind of a change as a word; it was 1, 0 or -1.
alter table feed add column change {text} not null default 'changed';
update feed set change = case sign when 1 then 'added' else 'removed' end where sign <> 0;
alter table feed drop column sign;
