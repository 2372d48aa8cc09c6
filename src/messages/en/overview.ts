/** An organization at a glance, and the search over its objects and records. */
export const overview = {
  "overview.quarantine":
    "The target refuses the credentials, so cycles rest. Replace the credentials, or test the target: muster app test",
  "overview.held_one": "{{count}} object waits for a person or for data: muster hold list",
  "overview.held_other": "{{count}} objects wait for a person or for data: muster hold list",
  "overview.cycle-failed": "The last cycle failed. muster cycle list shows why.",
  "overview.cycle-interrupted": "The last cycle was interrupted. The next one continues its work.",
  "overview.parked_one":
    "{{count}} object waits for a change, because the target refused it too often: muster hold list",
  "overview.parked_other":
    "{{count}} objects wait for a change, because the target refused them too often: muster hold list",
  "overview.failed_one": "The target refused {{count}} object, which is tried again by itself.",
  "overview.failed_other": "The target refused {{count}} objects, which are tried again by themselves.",
  "overview.not-started": "No plan was applied yet, so the schedule has not begun: muster plan",
  "overview.off": "The schedule is off, so changes stay here: muster app schedule, with --on",
  "stream.too-many":
    "You have as many streams open as one caller may ({{max}}), or the server has as many as it serves. Close others, or read again from time to time.",
  "overview-state.waiting": "not started",
  "overview-state.on": "on",
  "overview-state.off": "off",
  "overview-state.quarantine": "quarantine",
  "overview-state.running": "running",
  "column.overview-state": "state",
  "column.in-step": "in step",
  "column.failed": "failed",
  "cli.deprovisioned-in_one":
    "{{count}} account was disabled or deleted in the last 7 days: half within {{p50}} s, 99 % within {{p99}} s.",
  "cli.deprovisioned-in_other":
    "{{count}} accounts were disabled or deleted in the last 7 days: half within {{p50}} s, 99 % within {{p99}} s.",
  "cli.token-expires": 'The token "{{name}}" expires at {{at}}. Create another, and revoke this one.',
  "found.user": "user",
  "found.group": "group",
  "found.application": "application",
  "found.plan": "plan",
  "found.cycle": "cycle",
  "found.exchange": "exchange",
  "found.log-entry": "log entry",
  "found.rejected-request": "rejected request",
  "found.audit-entry": "audit entry",
  "help.overview": "show an organization at a glance: the applications that need a person come first",
  "help.find": "find users, groups and applications by part of a name, and anything by its id",
} as const;
