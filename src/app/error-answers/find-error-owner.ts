import { INSTANCE, type OrgId, trustId } from "../../core/ids.ts";
import type { Actor, Deps } from "../deps.ts";

/** A record that a path names without its organization. */
export interface NamedRecord {
  readonly table: "plan" | "cycle" | "exchange";
  readonly id: string;
}

type Needed = Pick<Deps, "store">;

/**
 * The organization whose administrators may see an answer with an error: one that its caller belongs to, else the instance. An
 * organization that the caller does not belong to learns nothing of the request, whatever the path names.
 */
export async function findErrorOwner(
  { store }: Needed,
  {
    caller,
    org,
    record,
  }: {
    readonly caller: Actor | undefined;
    readonly org: OrgId | undefined;
    readonly record: NamedRecord | undefined;
  },
): Promise<OrgId> {
  if (caller === undefined) return INSTANCE;
  const isOfInstance = caller.kind === "person" ? caller.roles.has(INSTANCE) : caller.org === INSTANCE;
  const own = listOrganizations(caller);
  if (org !== undefined) {
    if (own.includes(org)) return org;
    if (isOfInstance && (await store.get("organization", { org })) !== undefined) return org;
  }
  if (record !== undefined) {
    for (const each of own) if (await hasRecord({ store }, each, record)) return each;
  }
  const [first, ...others] = own;
  return first === undefined || others.length > 0 || isOfInstance ? INSTANCE : first;
}

function listOrganizations(caller: Actor): readonly OrgId[] {
  const all = caller.kind === "person" ? [...caller.roles.keys()] : [caller.org];
  return all.filter((org) => org !== INSTANCE);
}

async function hasRecord({ store }: Needed, org: OrgId, { table, id }: NamedRecord): Promise<boolean> {
  switch (table) {
    case "plan":
      return (await store.get("plan", { org, id: trustId(id) })) !== undefined;
    case "cycle":
      return (await store.get("cycle", { org, id: trustId(id) })) !== undefined;
    case "exchange":
      return (await store.get("exchange", { org, id })) !== undefined;
  }
}
