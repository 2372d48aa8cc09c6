import { z } from "zod";

/** A user as a SCIM server shows it, with references by user name, so that servers can be compared. */
export interface ShownAccount {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** All accounts and memberships of a SCIM server. */
export interface Company {
  readonly users: ReadonlyMap<string, ShownAccount>;
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const MANAGER = `${ENTERPRISE}.manager.value`;
const PAGE = 100;

const user = z.looseObject({
  id: z.string(),
  userName: z.string(),
  active: z.boolean().default(true),
});
const element = z.looseObject({ type: z.string().optional() });
type User = z.infer<typeof user>;
const group = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  members: z.array(z.looseObject({ value: z.string() })).default([]),
});
const list = z.looseObject({ totalResults: z.number(), Resources: z.array(z.unknown()).default([]) });

/** Reads a whole SCIM server page by page. Rejects on any answer that is not what SCIM asks for. */
export async function readCompany(baseUrl: string, token: string): Promise<Company> {
  const users = (await readAll(`${baseUrl}/Users`, token)).map((each) => user.parse(each));
  const groups = (await readAll(`${baseUrl}/Groups`, token)).map((each) => group.parse(each));
  const names = new Map<string, string>();
  for (const each of users) names.set(each.id, each.userName);
  for (const each of groups) names.set(each.id, `group ${each.displayName}`);
  return {
    users: new Map(users.map((each) => [each.userName, show(each, names)])),
    groups: new Map(
      groups.map((each) => [
        each.displayName,
        new Set(each.members.map(({ value }) => names.get(value) ?? `unknown ${value}`)),
      ]),
    ),
  };
}

async function readAll(url: string, token: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (;;) {
    const response = await fetch(`${url}?startIndex=${found.length + 1}&count=${PAGE}`, {
      headers: { authorization: `Bearer ${token}`, accept: "application/scim+json" },
    });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const page = list.parse(await response.json());
    found.push(...page.Resources);
    if (page.Resources.length === 0 || found.length >= page.totalResults) return found;
  }
}

/**
 * Attributes that the comparison leaves out: each server has its own (RFC 7643 §3.1), `externalId` is Muster's id at
 * a target and an integration's in the directory, and `name.formatted` is built from the other names.
 */
const NOT_COMPARED =
  /^(?:id|externalId|meta|schemas|groups|name\.formatted)$|\.(?:\$ref|display|displayName)$/;
/** Attributes of this extension have no counterpart in SCIM and stay in the directory. */
const OWN_EXTENSION = /^urn:muster:/i;

/** All attributes of a user by their path, with elements of lists named by their type. */
function show(each: User, names: ReadonlyMap<string, string>): ShownAccount {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(each)) {
    if (!OWN_EXTENSION.test(name)) flatten(flat, name, value);
  }
  const managerId = flat[MANAGER];
  if (managerId !== undefined) {
    delete flat[MANAGER];
    flat["manager"] = names.get(managerId) ?? `unknown ${managerId}`;
  }
  return { name: each.userName, attributes: flat };
}

function flatten(flat: Record<string, string>, path: string, value: unknown): void {
  if (NOT_COMPARED.test(path) || value === undefined || value === null || value === "") return;
  if (Array.isArray(value)) {
    for (const each of value) {
      const { type = "", ...rest } = element.safeParse(each).data ?? { value: each };
      flatten(flat, `${path}[${type}]`, rest);
    }
  } else if (typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) flatten(flat, `${path}.${name}`, inner);
  } else {
    flat[path] = String(value);
  }
}

/**
 * The state of a target when the whole directory is in scope: every active person with all mapped
 * attributes, every group, and every membership between them. Inactive people never had an account.
 */
export function expectedOf(directory: Company): Company {
  const active = new Map(
    [...directory.users].filter(([, { attributes }]) => attributes["active"] === "true"),
  );
  const isHere = (name: string) => name.startsWith("group ") || active.has(name);
  const users = [...active].map(([name, shown]) => {
    const manager = shown.attributes["manager"];
    if (manager === undefined || isHere(manager)) return [name, shown] as const;
    const { manager: _, ...attributes } = shown.attributes;
    return [name, { name, attributes }] as const;
  });
  const groups = [...directory.groups].map(
    ([name, members]) => [name, new Set([...members].filter(isHere))] as const,
  );
  return { users: new Map(users), groups: new Map(groups) };
}

/** Every difference between what a target should hold and what it holds, in words for a person. */
export function compareCompanies(expected: Company, actual: Company): readonly string[] {
  const differences: string[] = [];
  for (const [name, shown] of expected.users) {
    const account = actual.users.get(name);
    if (account === undefined) differences.push(`${name}: no account`);
    else differences.push(...compareUser(name, shown, account));
  }
  for (const name of actual.users.keys())
    if (!expected.users.has(name)) differences.push(`${name}: not expected`);
  for (const [name, members] of expected.groups) {
    const held = actual.groups.get(name);
    if (held === undefined) differences.push(`group ${name}: missing`);
    else differences.push(...compareMembers(name, members, held));
  }
  for (const name of actual.groups.keys())
    if (!expected.groups.has(name)) differences.push(`group ${name}: not expected`);
  return differences;
}

function compareUser(name: string, expected: ShownAccount, actual: ShownAccount): readonly string[] {
  const keys = new Set([...Object.keys(expected.attributes), ...Object.keys(actual.attributes)]);
  return [...keys].flatMap((key) => {
    const [want, have] = [expected.attributes[key], actual.attributes[key]];
    return want === have ? [] : [`${name}: ${key} is ${have ?? "absent"}, should be ${want ?? "absent"}`];
  });
}

function compareMembers(
  name: string,
  expected: ReadonlySet<string>,
  held: ReadonlySet<string>,
): readonly string[] {
  return [
    ...[...expected].filter((member) => !held.has(member)).map((member) => `group ${name}: lacks ${member}`),
    ...[...held]
      .filter((member) => !expected.has(member))
      .map((member) => `group ${name}: has ${member} too many`),
  ];
}

/** How many memberships a company has. */
export function countMemberships(company: Company): number {
  return [...company.groups.values()].reduce((sum, members) => sum + members.size, 0);
}
