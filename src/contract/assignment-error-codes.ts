/** The reasons why assignments, roles and selected groups were not changed, or a removal was not tried. */
export const ASSIGNMENT_ERROR_CODES = [
  /** {type, find} */
  "app.subject-not-found",
  /** {type, find, count, ids} */
  "app.subject-ambiguous",
  /** {subject} */
  "app.assignment-not-found",
  /** {member, group} */
  "removal.not-a-member",
  /** {find} */
  "app.group-not-selected",
  /** {max} */
  "app.groups-too-many",
  /** {subject, role} */
  "app.assignment-role-not-found",
  /** {role, app} */
  "app.roles-none",
  /** {role, app, known} */
  "app.role-unknown",
  /** {role, count} */
  "app.role-in-use",
  /** {errors}: each of them has a place and a code of its own. */
  "app.roles-invalid",
  /** {role, other} */
  "role.repeated",
  /** {other} */
  "role.several-defaults",
  /** {max} */
  "role.too-many",
] as const;
