-- Documents as searches compare them (core/scim/search-document.ts). Filled for what is there in the same transaction.
alter table object add column search {json} not null default '{}';
alter table import_object add column search {json} not null default '{}';
