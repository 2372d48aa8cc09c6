-- Members that left groups, by group and time and by member: the guard over groups that lose many members reads them.
create index feed_left_group on feed (org, object, at) where kind = 'member' and change = 'removed';
create index feed_left_member on feed (org, other, object, at) where kind = 'member' and change = 'removed';
