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
const PAGE = 100;

const text = z.string().optional();
const typed = z.array(z.looseObject({ type: text, value: text })).optional();
const user = z.looseObject({
  id: z.string(),
  userName: z.string(),
  active: z.boolean().default(true),
  displayName: text,
  title: text,
  name: z.looseObject({ givenName: text, familyName: text }).optional(),
  emails: typed,
  phoneNumbers: typed,
  addresses: z
    .array(
      z.looseObject({
        type: text,
        streetAddress: text,
        locality: text,
        region: text,
        postalCode: text,
        country: text,
      }),
    )
    .optional(),
  [ENTERPRISE]: z
    .looseObject({ department: text, manager: z.looseObject({ value: text }).optional() })
    .optional(),
});
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

function show(each: User, names: ReadonlyMap<string, string>): ShownAccount {
  const managerId = each[ENTERPRISE]?.manager?.value;
  const work = each.addresses?.find(({ type }) => type === "work");
  const flat: Record<string, string | undefined> = {
    active: String(each.active),
    displayName: each.displayName,
    title: each.title,
    givenName: each.name?.givenName,
    familyName: each.name?.familyName,
    email: each.emails?.find(({ type }) => type === "work")?.value,
    phone: each.phoneNumbers?.find(({ type }) => type === "work")?.value,
    mobile: each.phoneNumbers?.find(({ type }) => type === "mobile")?.value,
    street: work?.streetAddress,
    city: work?.locality,
    region: work?.region,
    postalCode: work?.postalCode,
    country: work?.country,
    department: each[ENTERPRISE]?.department,
    manager: managerId === undefined ? undefined : (names.get(managerId) ?? `unknown ${managerId}`),
  };
  const present = Object.entries(flat).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return { name: each.userName, attributes: Object.fromEntries(present) };
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
