/** The roles of applications, and assignments that give them. */
export const roles = {
  "app.roles-none":
    'Nothing was changed, because "{{app}}" has no roles, so that it has no role "{{role}}" either. Add the role first: muster app roles, with --set.',
  "app.role-unknown":
    'Nothing was changed, because "{{app}}" has no role "{{role}}". Its roles are: {{known}}. A role is found by its value, its id or its name.',
  "app.role-in-use":
    'Nothing was changed, because assignments give the role "{{role}}" ({{count}}), and without the role these people would lose it. Remove those assignments first, with muster app unassign and --role.',
  "app.roles-invalid_one":
    "The roles were not changed, because they have an error. Correct it, and try again.",
  "app.roles-invalid_other":
    "The roles were not changed, because they have {{errors}} errors. Correct them, and try again.",
  "app.template-missing":
    'Nothing was changed, because "{{app}}" was not created from a template of this gallery. Its roles are set one by one: muster app roles, with --set.',
  "app.assignment-role-not-found":
    '{{subject}} is not assigned to this application with the role "{{role}}", so there was nothing to remove. muster app assignments lists the assignments with their roles.',
  "role.repeated":
    'The text "{{role}}" stands for two roles, this one and number {{other}}. Ids, values and names of the roles of an application must differ, in more than letter case.',
  "role.several-defaults": 'An application has one default role at most, and "{{other}}" is it already.',
  "role.too-many": "An application has at most {{max}} roles.",
  "usage.role-details":
    "--id, --name, --default and --no-default describe the role that --set names. Give --set as well.",
  "cli.assigned-role": "  with the role {{role}} ({{name}})",
  "cli.unassigned-role": "  with the role {{role}}; other roles stay",
  "cli.roles-none": "The application has no roles.",
  "cli.roles-mark": "* the role of assignments that name none",
  "cli.roles-changed":
    "The next cycle looks at every user with the changed roles. See what it would send: muster plan {{app}}",
  "cli.assignments-none": "Neither users nor groups are assigned.",
  "cli.mapping-roles": "Roles in the application: {{roles}}",
  "help.option.eval-app": "the application whose roles of the user [appRoleAssignments] reads",
  "column.role": "role",
  "column.roles": "roles",
  "column.subject": "subject",
  "subject.all": "everyone",
  "subject.user": "user",
  "subject.group": "group",
  "help.app.roles": "show or change the roles that assignments to an application can give",
  "help.app.assignments": "list the assignments of an application with their roles",
  "help.option.role-set": "add a role, or change the one with this value or --id",
  "help.option.role-id": "the id of the role, which stays when its value changes; the value by default",
  "help.option.role-name": "the name of the role as people read it; the value by default",
  "help.option.role-default": "give this role with every assignment that names none",
  "help.option.role-no-default": "give it only with assignments that name it",
  "help.option.role-remove": "remove a role that no assignment gives, by value, id or name",
  "help.option.role-reset": "take the roles of the template",
  "help.option.assign-role":
    "a role of the application, by value, id or name; several roles are several assignments",
  "help.option.unassign-role": "only the assignment with this role; without it, all of the subject's",
} as const;
