/** Users and groups of the directory: lists, accounts and timelines. */
export const directory = {
  "cli.accounts-none": "There are no applications.",
  "cli.former-name": "formerly {{path}} {{value}}",
  "cli.account-linked": "account {{account}}, linked since {{since}}",
  "cli.owned-by":
    'This object belongs to the source "{{source}}": its attributes are changed there, and the next import brings the changes.',
  "column.source": "source",
  "help.user.timeline":
    "list what was done to a user and to the accounts of the user, newest first; a purged user is found by the id",
  "help.group.timeline":
    "list what was done to a group and to its counterparts in applications, newest first; a deleted group is found by the id",
  "help.option.search": "only objects with this text in userName, displayName or an e-mail address",
  "help.option.of-source": "only objects of this source",
  "help.option.order": "created (the oldest first, the default) or name",
  "help.option.descending": "turn the order around",
  "help.option.user-state": "active or inactive: only users in this state",
  "object.invalid": "The {{type}} {{find}} was not written. {{detail}} Correct the attribute, and try again.",
  "object.owned-by-source":
    'The {{type}} {{find}} was not changed, because "{{attribute}}" belongs to the source "{{source}}", whose next import would undo the change. Change it in the source.',
  "object.version-differs":
    "The {{type}} {{find}} was not changed, because it has changed since you read it. Read it again, and repeat the change.",
  "object.value-taken":
    'The {{type}} {{find}} was not written, because another object has the same "{{path}}". Give another value.',
  "object.value-too-long":
    'The {{type}} {{find}} was not written, because "{{path}}" has more than 500 characters. Give a shorter value.',
  "object.member-unknown":
    "The group {{find}} was not changed, because the directory has no user or group with the id {{member}}. Give the id of a user or group.",
  "object.changed-meanwhile":
    "The {{type}} {{find}} was not changed, because other requests kept changing it at the same time. Try again.",
  "object.own-account":
    "The user {{find}} was not deleted, because your token was issued to this user. Ask another administrator.",
  "usage.no-attributes": "Give at least one of --set, --remove, --file.",
  "usage.no-members": "Name at least one member: its userName, or with --group the displayName of a group.",
  "usage.user-delete-yes":
    "Nothing was deleted. This command would delete {{name}} ({{id}}), with accounts in applications ({{accounts}}) and memberships ({{groups}}). To delete the user, repeat the command with --yes.",
  "usage.group-delete-yes":
    "Nothing was deleted. This command would delete {{name}} ({{id}}) for good, with its members ({{members}}; they stay in the directory) and its counterparts in applications ({{accounts}}). To delete the group, repeat the command with --yes.",
  "cli.file-not-attributes":
    "The file {{file}} does not hold the attributes of a user or group: it must be one JSON object.",
  "cli.user-created": "The user {{name}} was created: {{id}}",
  "cli.user-changed": "The user {{name}} has version {{version}} now.",
  "cli.user-blocked": "The user {{name}} is blocked, and all tokens of this user are revoked.",
  "cli.user-block-lasts":
    'The imports of the source "{{source}}" keep the block until muster user unblock lifts it.',
  "cli.user-is-blocked":
    "An administrator blocked this user; imports keep that until muster user unblock lifts it.",
  "cli.user-unblocked": "The user {{name}} is active.",
  "cli.user-unblocked-inactive":
    'The block of the user {{name}} is lifted. The source "{{source}}" has made this user inactive, so the user stays inactive.',
  "cli.user-deleted":
    "The user {{name}} was deleted. muster user deleted lists the users that can be restored.",
  "cli.group-created": "The group {{name}} was created: {{id}}",
  "cli.group-renamed": "The group is now called {{name}}.",
  "cli.group-deleted": "The group {{name}} was deleted. Its members stay in the directory.",
  "cli.group-members_one": "{{name}} has {{count}} member now.",
  "cli.group-members_other": "{{name}} has {{count}} members now.",
  "help.user.create": "create a user",
  "help.user.set": "change attributes of a user; those of a source are changed there",
  "help.user.block":
    "block a user, also one of a source: the user becomes inactive until unblocked, and all tokens of the user are revoked",
  "help.user.unblock": "make a blocked user active again",
  "help.user.delete":
    "delete a user; a restore is possible for as long as the organization keeps deleted users",
  "help.group.create": "create a group",
  "help.group.rename": "give a group another name",
  "help.group.delete": "delete a group for good; its members stay",
  "help.group.add": "add users or groups to a group",
  "help.group.remove": "remove members from a group",
  "help.option.attribute-set":
    "set an attribute, as SCIM names it: title=Nurse, name.familyName=Lund; JSON for lists; may be repeated",
  "help.option.attribute-remove": "remove the value of an attribute; may be repeated",
  "help.option.attribute-file": "a JSON file with the attributes, as SCIM names them",
  "help.option.if-version": "only if the object still has this version",
  "help.option.delete-yes": "delete without a further question",
  "help.option.member-group": "a group as a member, by displayName or id; may be repeated",
} as const;
