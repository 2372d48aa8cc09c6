/** The work of the cycles of an application, day by day. */
export const history = {
  "help.app.history": "show what the cycles did on each of the last days, and how fast access was taken away",
  "help.option.history-days": "the number of days, from 1 to 90 (default 30)",
  "history.day": "day",
  "history.cycles": "cycles",
  "history.created": "created",
  "history.updated": "updated",
  "history.disabled": "disabled",
  "history.deleted": "deleted",
  "history.failed": "failed",
  "history.p50": "half within (s)",
  "history.longest": "longest (s)",
  "cli.history-note":
    "Days are in UTC. The last two columns are the seconds from the blocking of a user to the end of the access.",
  "cli.history-empty_one": "No cycle ran in the last {{count}} day.",
  "cli.history-empty_other": "No cycle ran in the last {{count}} days.",
} as const;
