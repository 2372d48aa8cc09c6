-- What a person wrote beside the answer to a hold.
alter table approval add column comment {text};
