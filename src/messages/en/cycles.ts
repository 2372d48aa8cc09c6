/** Cycles beside the scheduled ones: of one object, of the whole target, and restarts. */
export const cycles = {
  "help.app.provision": "provision one user or group now, or show what that would send",
  "help.option.provision-user": "the user to provision: userName or id",
  "help.option.provision-group": "the group to provision, with its members: displayName or id",
  "help.option.provision-dry-run": "write nothing, and show every request that would be sent",
  "cli.rehearsal-requests_one": "{{count}} request would be sent:",
  "cli.rehearsal-requests_other": "{{count}} requests would be sent:",
  "cli.rehearsal-nothing-sent": "This was a dry run: the target was only read, and nothing was written.",
} as const;
