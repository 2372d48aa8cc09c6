-- One memory of what a target refuses. Until now the abilities of a target named the attributes that it refuses for
-- every account; now the refused values are the evidence of that. They stay, and whether an attribute is refused as a
-- whole is found out again; so are the abilities.
alter table target_refusal add column evidence_for {text};
create index target_refusal_evidence on target_refusal (org, app, evidence_for, object, part)
  where evidence_for is not null;
update provisioning set abilities = null;
