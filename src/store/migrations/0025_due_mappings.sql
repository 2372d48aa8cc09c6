-- The time at which a mapping changes its result is stored by object, as that of a scoping filter is; `*` stood for every object.
insert into due_change (org, app, due, object)
select due_change.org, due_change.app, due_change.due, link.object
from due_change join link on link.org = due_change.org and link.app = due_change.app
where due_change.object = '*'
on conflict do nothing;
delete from due_change where object = '*';
