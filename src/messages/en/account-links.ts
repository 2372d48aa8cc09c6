/** The links between objects and their accounts. */
export const accountLinks = {
  "help.link": "list, show and change the links between objects and their accounts in a target",
  "help.link.list": "list the links of an application",
  "help.link.show": "show the link of a user or group, and its history",
  "help.link.relink": "link a user or group to another account, in place of the one that it has",
  "help.link.unlink": "end the link of a user or group; the account stays in the target",
  "help.link.undo": "take back the last change of a link",
  "help.link.export": "write all links of an application into a CSV file",
  "help.link.import":
    "make the links of a file: CSV, the provisioning log of Entra ID, or Okta's list of an application's users",
  "help.option.link-type": "list only links of this type: user or group",
  "help.option.link-provenance":
    "list only links that came to be in this way: created, adopted, recovered, manual or imported",
  "help.option.link-scope": "list only links of objects in scope, or out of it: in or out",
  "help.option.link-of-account": "list only the link of the account with this id",
  "help.option.link-find": "list only links of the object with this id, userName or displayName",
  "help.option.link-account": "the id of the account in the target",
  "help.option.link-comment": "a comment for the audit log, 1,000 characters at most",
  "help.option.link-event":
    "the id of the change that muster link show prints; refused if another came after it",
  "help.option.link-out": "write the links into this file",
  "cli.links-none": "There are no such links.",
  "cli.link-none": "The object has no link now.",
  "cli.link-now": "linked to the account {{account}}, {{how}}, since {{since}}",
  "cli.link-before": "before: {{account}}",
  "cli.link-by": "by {{name}}",
  "cli.link-undoable": "can be undone, change {{event}}",
  "cli.link-made": "{{name}} is linked to the account {{account}}. The next cycle compares it.",
  "cli.link-ended":
    "The link of {{name}} has ended. Cycles do not adopt the account again without an approval.",
  "cli.link-left":
    "The account {{account}} stays in the target as it is, with whatever access it has. No object is linked to it now.",
  "cli.links-written_one": "{{file}} has {{count}} link.",
  "cli.links-written_other": "{{file}} has {{count}} links.",
  "cli.links-made_one": "{{count}} link was made.",
  "cli.links-made_other": "{{count}} links were made.",
  "cli.links-would_one": "{{count}} link would be made. Nothing was written.",
  "cli.links-would_other": "{{count}} links would be made. Nothing was written.",
  "cli.links-same_one": "{{count}} link was there already.",
  "cli.links-same_other": "{{count}} links were there already.",
  "cli.links-rejected_one": "{{count}} row was not linked:",
  "cli.links-rejected_other": "{{count}} rows were not linked:",
  "cli.line": "line {{line}}:",
  "column.account": "account",
  "column.made": "how",
  "link-event.created": "created the account {{account}}",
  "link-event.adopted": "adopted the account {{account}}",
  "link-event.recovered": "found the account {{account}} again after a lost answer",
  "link-event.ended": "the link with the account {{account}} ended",
  "link-event.relinked": "linked to the account {{account}} by hand",
  "link-event.unlinked": "unlinked from the account {{account}} by hand",
  "link-event.imported": "linked to the account {{account}} by an import",
  "link-event.undone": "the change before was undone, which concerns the account {{account}}",
  "link-end.deleted": "the account was deleted",
  "link-end.account-gone": "the target no longer has the account",
  "link-end.void": "the account is in a former target",
  "link-end.new-owner": "another object took the account over",
  "provenance.manual": "linked by hand",
  "provenance.imported": "imported",
  "account-link.none": "{{name}} has no link in this application, so there was nothing to end.",
  "account-link.taken":
    "The account {{account}} belongs to {{owner}} ({{id}}), and no account can belong to two objects. Nothing was changed. If the account is not theirs, end that link first.",
  "account-link.unchanged": "{{name}} is linked to the account {{account}} already. Nothing was changed.",
  "account-link.account-unknown":
    "The target has no account with the id {{account}}. Nothing was changed. Look the id up in the target: a name or an e-mail address does not take its place.",
  "account-link.object-unknown":
    "The directory has no object {{object}}, or it was deleted. Check the id or the name, and the type of the object.",
  "account-link.changed-meanwhile":
    "The link of {{name}} changed at the same time, so nothing was changed. Look again, and repeat.",
  "account-link.nothing-to-undo":
    "No change of the link of {{name}} can be undone: the last one was made by a cycle, which created the account or found that it is gone.",
  "account-link.not-the-last":
    "Another change of the link of {{name}} came after this one, so it was not undone. Undo the newest change first.",
  "account-link.file-unreadable":
    "The file cannot be read from line {{line}} on. Nothing was linked. Export it again as CSV or JSON in UTF-8.",
  "account-link.file-columns":
    "The file has no column for accounts, or none for objects. Nothing was linked. It has these columns: {{columns}}. Name them object or name, and account.",
  "account-link.file-too-long": "The file has more than {{max}} rows. Nothing was linked. Divide it.",
  "account-link.row-unreadable": "the row has more or fewer cells than the header, or is not sound text",
  "account-link.row-incomplete": "the row names no object, or no account",
  "account-link.object-ambiguous": "{{count}} objects have the name {{name}}; give the id of one",
  "account-link.object-repeated": "line {{line}} has another account for {{name}}, and that one counts",
  "account-link.account-repeated":
    "line {{line}} gives the account {{account}} to another object, and that one counts",
  "account-link.object-linked":
    "{{name}} is linked to the account {{account}} already; relink the object if the file is right",
} as const;
