-- What the target shows in place of the texts that Muster wrote, by path, where it spells them its own way. Null: as written.
alter table link add column spelt {json};
