import { compareText } from "../mapping/path.ts";
import { foldText } from "../scim/text.ts";

/**
 * A role of an application. Assignments keep its id, so that value and name can change. The target receives the value.
 */
export type AppRole = {
  readonly id: string;
  readonly value: string;
  readonly name: string;
  /** The role of assignments that name none; at most one role of an application has it. */
  readonly default?: true;
};

/** A role as an application stores it. */
export type StoredRole = AppRole & {
  /** The version of the application in which the name changed last, while the value stayed. */
  readonly renamedIn?: number;
};

/** The role without what only the next cycle needs. */
export function toPlainRole({ id, value, name, ...rest }: AppRole): AppRole {
  return { id, value, name, ...(rest.default === true ? { default: true as const } : {}) };
}

/** The roles, each with the version in which its name changed last: this one, if the name is another than before. */
export function noteRenamed(
  before: readonly StoredRole[],
  after: readonly AppRole[],
  version: number,
): readonly StoredRole[] {
  const known = new Map(before.map((role) => [role.id, role]));
  return after.map((role) => {
    const old = known.get(role.id);
    if (old === undefined || old.value !== role.value) return toPlainRole(role);
    const renamedIn = old.name === role.name ? old.renamedIn : version;
    return { ...toPlainRole(role), ...(renamedIn === undefined ? {} : { renamedIn }) };
  });
}

/** A role as an administrator gives it: the value serves as id and as name where these are left out. */
export interface RoleGiven {
  readonly value: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly default?: boolean | undefined;
}

/** Why roles do not go together. `index` is the place in the list. */
export interface RoleProblem {
  readonly index: number;
  readonly code: "repeated" | "several-defaults" | "too-many";
  readonly params: Readonly<Record<string, string | number>>;
}

/** The number of roles of one application. */
export const ROLES_MAX = 500;
/** The greatest length of the id, the value and the name of a role. */
export const ROLE_LENGTH_MAX = 200;

/** Completes a role that an administrator gives. */
export function completeRole({ value, id = value, name = value, ...rest }: RoleGiven): AppRole {
  return { id, value, name, ...(rest.default === true ? { default: true as const } : {}) };
}

/**
 * The problems of a list of roles: a text that names two of them, and a second default. Ids, values and names share one
 * space, without regard to letter case, because a command names a role by any of the three.
 */
export function checkRoles(roles: readonly AppRole[]): readonly RoleProblem[] {
  if (roles.length > ROLES_MAX) return [{ index: ROLES_MAX, code: "too-many", params: { max: ROLES_MAX } }];
  const owners = new Map<string, number>();
  const problems: RoleProblem[] = [];
  const firstDefault = roles.findIndex((role) => role.default === true);
  roles.forEach((role, index) => {
    const texts = [role.value, role.id, role.name];
    const repeated = texts.find((text) => (owners.get(foldText(text)) ?? index) !== index);
    if (repeated !== undefined) {
      const other = (owners.get(foldText(repeated)) ?? 0) + 1;
      problems.push({ index, code: "repeated", params: { role: repeated, other } });
    }
    for (const text of texts) if (!owners.has(foldText(text))) owners.set(foldText(text), index);
    if (role.default === true && index !== firstDefault) {
      problems.push({ index, code: "several-defaults", params: { other: roles[firstDefault]?.value ?? "" } });
    }
  });
  return problems;
}

/** The role with this value, id or name, without regard to letter case. */
export function findRole(roles: readonly AppRole[], text: string): AppRole | undefined {
  const folded = foldText(text);
  return roles.find(({ value, id, name }) => [value, id, name].some((each) => foldText(each) === folded));
}

/** The roles in the order in which these name them; roles that none of them names come last, in the order that they had. */
export function orderRoles(roles: readonly AppRole[], named: readonly RoleGiven[]): readonly AppRole[] {
  const placeOf = (role: AppRole) => {
    const at = named.findIndex(({ id, value }) =>
      id === undefined ? foldText(value) === foldText(role.value) : id === role.id,
    );
    return at === -1 ? named.length : at;
  };
  return [...roles].sort((left, right) => placeOf(left) - placeOf(right));
}

/**
 * The roles with this one added, or changed in its place: it is the same role if the id is the same or, without an id,
 * if the value is. A new default takes the place of the former one.
 */
export function setRole(roles: readonly AppRole[], given: RoleGiven): readonly AppRole[] {
  const key = given.id ?? given.value;
  const at = roles.findIndex(({ id, value }) =>
    given.id === undefined ? foldText(value) === foldText(key) : id === key,
  );
  const before = roles[at];
  const role = completeRole({
    id: given.id ?? before?.id,
    value: given.value,
    name: given.name ?? before?.name,
    default: given.default ?? before?.default,
  });
  const others = role.default === true ? roles.map(withoutDefault) : roles;
  return before === undefined ? [...others, role] : others.map((each, index) => (index === at ? role : each));
}

function withoutDefault({ id, value, name }: AppRole): AppRole {
  return { id, value, name };
}

/**
 * The roles that assignments with these ids give together, each once. The order is that of the application, with its
 * default role behind the others; ids that the application does not define follow, and stand for themselves.
 */
export function collectRoles(roles: readonly AppRole[], ids: Iterable<string>): readonly AppRole[] {
  const given = new Set(ids);
  given.delete("");
  const defined = roles.filter(({ id }) => given.has(id));
  const known = new Set(defined.map(({ id }) => id));
  const others = [...given].filter((id) => !known.has(id)).sort(compareText);
  return [
    ...defined.filter((role) => role.default !== true),
    ...defined.filter((role) => role.default === true),
    ...others.map((id) => completeRole({ value: id })),
  ];
}

/** These ways into scope without those that give the default role of the application. */
export function dropDefaultAccess<Way extends { readonly role: string }>(
  roles: readonly AppRole[],
  ways: readonly Way[],
): readonly Way[] {
  const excluded = roles.find((role) => role.default === true);
  return excluded === undefined ? ways : ways.filter(({ role }) => role !== excluded.id);
}
