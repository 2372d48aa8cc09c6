/** How long records are kept. */
export const retention = {
  "retention.out-of-bounds":
    "The {{place}} of {{kind}} can be from {{min}} to {{max}}, or have no limit. Nothing was changed.",
  "retention.no-number": "The records of {{kind}} have a limit by age alone. Nothing was changed.",
  "events.cursor-expired":
    "Events after this cursor were removed, because they are older than the organization keeps them. Read what you need from the directory, then go on from the end of the feed (after=now).",
  "retention-origin.default": "default",
  "retention-origin.instance": "installation",
  "retention-origin.organization": "organization",
  "column.retention-kind": "records",
  "column.retention-days": "days",
  "column.retention-number": "number",
  "column.retention-origin": "set by",
  "help.retention": "show and set how long records are kept",
  "help.retention.list": "list how long records of each kind are kept, and how many of them",
  "help.retention.set": "set how long records of a kind are kept; a limit that is left out stays",
  "help.retention.reset": "go back to the limits of the installation, or to the default",
  "help.option.retention-instance":
    "the limits of all organizations that have none of their own, in place of an organization",
  "help.option.retention-days": "days after which records are removed, or off",
  "help.option.retention-number": "number of the newest records that are kept, or off",
} as const;
