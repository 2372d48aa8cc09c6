import { readEachPage } from "../src/app/paging.ts";
import { isObjectType } from "../src/app/resource-types/directory-type.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING } from "../src/connectors/scim/defaults.ts";
import {
  type AccountId,
  type AppId,
  type CycleId,
  type ObjectId,
  type OrgId,
  type StepId,
  toAccountId,
  trustId,
} from "../src/core/ids.ts";
import type { Json, JsonObject } from "../src/core/json.ts";
import type { FlatAttributes } from "../src/core/mapping/flat.ts";
import { type CompiledMapping, parseMapping } from "../src/core/mapping/mapping.ts";
import { projectObject } from "../src/core/mapping/project.ts";
import { createEnv } from "../src/platform/env.ts";
import type { ObjectType } from "../src/ports/kinds.ts";
import type { Store, Write } from "../src/ports/store.ts";
import type { ObjectRow } from "../src/ports/tables.ts";
import { openStore } from "../src/store/open.ts";
import { environment, regex } from "../test/mapping.ts";
import { note } from "./report.ts";

const OBJECTS_AT_ONCE = 400;
/** As closing a cycle keeps them. */
const EXCHANGES_KEPT = 10_000;

/** What the incremental benchmark changes. */
export interface Linked {
  /** Active people. */
  readonly people: readonly ObjectId[];
  /** The group with the most members, and active people who are not in it. */
  readonly group: ObjectId;
  readonly outsiders: readonly ObjectId[];
}

interface Provisioned {
  readonly store: Store;
  readonly org: OrgId;
  readonly app: AppId;
  readonly cycle: CycleId;
}

const env = createEnv();

/**
 * Leaves the store as an initial cycle would that created every account and membership: links, ledger, one step,
 * one exchange and one line of the log for each object, and the watermark. The server must not run.
 */
export async function linkEverything(directory: string, org: OrgId, app: AppId): Promise<Linked> {
  note("writing the links of every object");
  const store = await openStore({ directory });
  try {
    const provisioned = { store, org, app, cycle: trustId<CycleId>(env.newId()) };
    const mappings = { user: mappingOf(DEFAULT_USER_MAPPING), group: mappingOf(DEFAULT_GROUP_MAPPING) };
    const people: ObjectId[] = [];
    const groups: ObjectId[] = [];
    for await (const rows of readEachPage(store, "object", { org }, OBJECTS_AT_ONCE)) {
      await store.commit(
        rows.flatMap((row) =>
          isObjectType(row.type) ? linkOf(provisioned, mappings[row.type], { ...row, type: row.type }) : [],
        ),
      );
      for (const row of rows) {
        if (row.type === "group") groups.push(row.id);
        else if (row.doc["active"] !== false) people.push(row.id);
      }
    }
    const { group, members } = await fillLedger(provisioned, groups);
    await store.trimExchanges(org, app, { good: EXCHANGES_KEPT, failed: EXCHANGES_KEPT });
    await settle(provisioned);
    const outsiders = people.filter((id) => !members.has(id)).slice(0, 10);
    return { people: people.slice(0, 1_000), group, outsiders };
  } finally {
    await store.close();
  }
}

function mappingOf(mapping: typeof DEFAULT_USER_MAPPING): CompiledMapping {
  const parsed = parseMapping(mapping, regex);
  if (!parsed.ok) throw new Error("the default mapping does not parse");
  return parsed.mapping;
}

function accountOf(object: string): AccountId {
  return toAccountId(`account-${object}`);
}

/** What the target shall hold of an object when every object has an account. */
function projectedOf(mapping: CompiledMapping, { id, doc }: ObjectRow): JsonObject {
  const source = { id, document: doc, softDeleted: false };
  const { attributes, references } = projectObject(mapping, source, "update", environment);
  const accounts = Object.entries(references).map(([path, object]): [string, Json] => [
    path,
    accountOf(object),
  ]);
  return { ...attributes, ...Object.fromEntries(accounts) };
}

function linkOf(
  { org, app, cycle }: Provisioned,
  mapping: CompiledMapping,
  row: ObjectRow & { readonly type: ObjectType },
): readonly Write[] {
  const projected = projectedOf(mapping, row);
  const now = env.now();
  const step = trustId<StepId>(env.newId());
  const about = { org, app, object: row.id, type: row.type, account: accountOf(row.id) };
  const link = {
    ...about,
    status: "complete",
    scope: "in",
    provenance: "created",
    projected,
    hash: env.hash(JSON.stringify(projected)),
    version: 1,
    created: now,
    modified: now,
  } as const;
  const journal = {
    ...about,
    id: step,
    cycle,
    operation: "create",
    state: "done",
    request: { kind: "create", members: [], attributes: projected, match: null, name: row.id },
    outcome: { provenance: "created" },
    created: now,
    modified: now,
  } as const;
  const line = {
    ...about,
    id: env.newId(),
    cycle,
    step,
    name: row.id,
    action: "create",
    status: "success",
    reasons: [],
    changes: [],
    fault: null,
    waited_ms: null,
    approved: 0,
    at: now,
  } as const;
  const exchange = {
    org,
    app,
    id: env.newId(),
    step,
    at: now,
    ms: 5,
    method: "POST",
    url: "http://127.0.0.1/scim",
    status: 201,
    ok: 1,
    request: { headers: {}, body: projected },
    response: { headers: {}, body: projected },
  } as const;
  return [
    { op: "insert", table: "exchange", row: exchange },
    { op: "insert", table: "link", row: link },
    { op: "insert", table: "journal", row: journal },
    { op: "insert", table: "provisioning_log", row: line },
  ];
}

/** Every membership is one that the target has. Answers the largest group. */
async function fillLedger(
  { store, org, app }: Provisioned,
  groups: readonly ObjectId[],
): Promise<{ readonly group: ObjectId; readonly members: ReadonlySet<ObjectId> }> {
  let largest: { group: ObjectId; members: ReadonlySet<ObjectId> } | undefined;
  for (const group of groups) {
    const members = new Set<ObjectId>();
    for await (const rows of readEachPage(store, "membership", { org, group_id: group }, 1_000)) {
      for (const row of rows) members.add(row.member_id);
      await store.commit(
        rows.map(({ group_id, member_id }) => ({
          op: "insert",
          table: "link_member",
          row: { org, app, group_id, member_id },
        })),
      );
    }
    if (largest === undefined || members.size > largest.members.size) largest = { group, members };
  }
  if (largest === undefined) throw new Error("the company has no groups");
  return largest;
}

/** Moves the watermark behind everything that the feed has. The server must not run. */
export async function noteAllDone(directory: string, org: OrgId, app: AppId): Promise<void> {
  const store = await openStore({ directory });
  try {
    await settle({ store, org, app });
  } finally {
    await store.close();
  }
}

async function settle({ store, org, app }: Omit<Provisioned, "cycle">): Promise<void> {
  const application = await store.get("application", { org, id: app });
  const set = {
    state: "on",
    watermark: await store.feedHead(org),
    config_version: application?.version ?? 0,
    abilities: {
      patch: "verified",
      filter: "verified",
      groups: "verified",
      membersPerCallMax: 100,
      pageSizeMax: 100,
      notes: [],
    },
  } as const;
  await store.commit([{ op: "update", table: "provisioning", key: { org, app }, set }]);
}

/** What an initial cycle creates of the active people of an organization, without managers. The server must not run. */
export async function newAccountsOf(directory: string, org: OrgId): Promise<readonly FlatAttributes[]> {
  const store = await openStore({ directory });
  const mapping = mappingOf(DEFAULT_USER_MAPPING);
  const accounts: FlatAttributes[] = [];
  try {
    for await (const rows of readEachPage(store, "object", { org, type: "user" })) {
      for (const { id, doc } of rows.filter((row) => row.doc["active"] !== false)) {
        const source = { id, document: doc, softDeleted: false };
        accounts.push(projectObject(mapping, source, "create", environment).attributes);
      }
    }
    return accounts;
  } finally {
    await store.close();
  }
}
