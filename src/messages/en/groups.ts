/** The groups that an application selects, and groups of which only the memberships are kept. */
export const groups = {
  "help.app.groups": "show or change the groups that an application selects",
  "help.option.groups-add": "select this group: its id or its displayName",
  "help.option.groups-memberships-only":
    "with --add: keep only the memberships of the group in the target, never the group itself",
  "help.option.groups-remove": "remove this group from the selection: its id or its displayName",
  "usage.memberships-only": "--memberships-only describes the group that --add names. Give --add as well.",
  "cli.group-selected": 'Selected: the group "{{name}}".',
  "cli.group-selected-memberships": 'Selected: the group "{{name}}", of which only the memberships are kept.',
  "cli.group-unselected": 'The group "{{name}}" is no longer selected.',
  "cli.groups-none": "The application selects no group.",
  "cli.groups-whole": "group and memberships",
  "cli.groups-memberships": "memberships only",
  "cli.groups-not-in-force":
    "The selection does not count yet, because the setting groups has the value {{groups}}. Let it count: muster app settings {{app}} --set groups=selected",
  "column.group": "group",
  "column.kept": "kept in the target",
  "app.group-not-selected":
    'The application does not select the group "{{find}}", so there was nothing to remove. muster app groups lists the selected groups.',
  "app.groups-too-many":
    "The group was not selected, because an application selects at most {{max}} groups. Set groups to all, with scoping filters, or remove groups that are no longer needed.",
  "scope.group-itself": "the group is assigned",
  "scope.group-itself-role": 'the group is assigned, with the role "{{role}}"',
  "scope.group-selected": "the group is selected",
  "scope.group-not-selected": "the setting groups has the value selected, and the group is not selected",
  "scope.group-nested": 'in the assigned group "{{group}}" through nested groups: {{path}}',
  "scope.nested-off":
    'in the assigned group "{{group}}" only through nested groups ({{path}}), which the setting nestedGroups leaves out',
  "hold.group-absent":
    "only the memberships of this group are kept, so it is not created in the target: create it there under this name, or let Muster keep the whole group",
} as const;
