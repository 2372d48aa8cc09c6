/** Users and groups of the directory: lists, accounts and timelines. */
export const directory = {
  "cli.accounts-none": "There are no applications.",
  "cli.account-linked": "account {{account}}, linked since {{since}}",
  "cli.owned-by":
    'This object belongs to the source "{{source}}": its attributes are changed there, and the next import brings the changes.',
  "column.source": "source",
  "help.user.timeline": "list what was done to a user and to the accounts of the user, newest first",
  "help.group.timeline":
    "list what was done to a group and to its counterparts in applications, newest first",
  "help.option.search": "only objects with this text in userName, displayName or an e-mail address",
  "help.option.of-source": "only objects of this source",
  "help.option.order": "created (the oldest first, the default) or name",
  "help.option.descending": "turn the order around",
  "help.option.user-state": "active or inactive: only users in this state",
} as const;
