import { INSTANCE, type ObjectId, type OrgId, parseUuid, trustId } from "../core/ids.ts";
import { foldText } from "../core/scim/text.ts";
import type { ErrorAnswerRow } from "../ports/error-answer-tables.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { ApplicationRow, ObjectRow } from "../ports/tables.ts";
import { type Actor, type Deps, isRefusal } from "./deps.ts";
import { searchObjects } from "./directory/query/search-objects.ts";
import { nameOf } from "./objects.ts";
import { maySee } from "./organizations/visible-organizations.ts";
import { collectRows, readEachPage } from "./paging.ts";

const FOUND_MAX = 20;
/** The most applications, groups and users that a text finds. */
const OF_EACH = { application: 6, group: 6, user: 8 } as const;

/** Something that a person looked for, by its kind, its id and a name to show. */
export interface Anything {
  readonly kind:
    | "user"
    | "group"
    | "application"
    | "plan"
    | "cycle"
    | "exchange"
    | "log-entry"
    | "rejected-request"
    | "audit-entry"
    | "error-answer"
    /** An answer that belongs to no organization. */
    | "instance-error-answer";
  readonly id: string;
  readonly name: string;
  /** The application that a plan, a cycle, an exchange or a log entry belongs to; null for others. */
  readonly app: string | null;
}

/**
 * Finds what a person typed: by an id, whatever has it; by other text, applications, groups and users with the text in their
 * names. Deleted users are found by their ids, and for an instance administrator answers that belong to no organization.
 */
export async function findAnything(
  deps: Deps,
  { actor, org, text }: { readonly actor: Actor; readonly org: OrgId; readonly text: string },
): Promise<readonly Anything[]> {
  const wanted = text.trim();
  if (wanted === "") return [];
  if (parseUuid(wanted) !== undefined) {
    const id = wanted.toLowerCase();
    const found = await findById(deps, org, id);
    return found.length > 0 || !maySee(actor, INSTANCE) ? found : findOfInstance(deps, id);
  }
  const applications = await findApplicationsNamed(deps, org, wanted);
  const groups = await findNamed(deps, org, "group", wanted);
  const users = await findNamed(deps, org, "user", wanted);
  return [...applications, ...groups, ...users].slice(0, FOUND_MAX);
}

async function findApplicationsNamed(
  { store }: Deps,
  org: OrgId,
  text: string,
): Promise<readonly Anything[]> {
  const folded = foldText(text);
  const rows = await collectRows(readEachPage(store, "application", { org }));
  return rows
    .filter(({ name_key }) => name_key.includes(folded))
    .slice(0, OF_EACH.application)
    .map(showApplication);
}

async function findNamed(
  deps: Deps,
  org: OrgId,
  type: ObjectType,
  search: string,
): Promise<readonly Anything[]> {
  const limit = OF_EACH[type];
  const page = await searchObjects(deps, { org, type, search, order: "name", descending: false, limit });
  return isRefusal(page) ? [] : page.items.map(({ row }) => showObject(row, type));
}

async function findById({ store }: Deps, org: OrgId, text: string): Promise<readonly Anything[]> {
  const found: Anything[] = [];
  const row = await store.get("object", { org, id: trustId<ObjectId>(text) });
  if (row?.type === "user" || row?.type === "group") found.push(showObject(row, row.type));
  const application = await store.get("application", { org, id: trustId(text) });
  if (application !== undefined) found.push(showApplication(application));
  const plan = await store.get("plan", { org, id: trustId(text) });
  if (plan !== undefined) found.push({ kind: "plan", id: plan.id, name: plan.kind, app: plan.app });
  const cycle = await store.get("cycle", { org, id: trustId(text) });
  if (cycle !== undefined) found.push({ kind: "cycle", id: cycle.id, name: cycle.kind, app: cycle.app });
  return [...found, ...(await findRecord({ store }, org, text))];
}

/** Entries of the records, whose ids answers and errors name. */
async function findRecord(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  id: string,
): Promise<readonly Anything[]> {
  const found: Anything[] = [];
  const exchange = await store.get("exchange", { org, id });
  if (exchange !== undefined) {
    const name = `${exchange.method} ${exchange.status ?? "-"}`;
    found.push({ kind: "exchange", id, name, app: exchange.app });
  }
  const entry = await store.get("provisioning_log", { org, id });
  if (entry !== undefined) found.push({ kind: "log-entry", id, name: entry.name, app: entry.app });
  const request = await store.get("rejected_request", { org, id });
  if (request !== undefined) {
    const name = `${request.method} ${request.status}`;
    found.push({ kind: "rejected-request", id, name, app: null });
  }
  const answer = request === undefined ? await store.get("error_answer", { org, id }) : undefined;
  if (answer !== undefined) found.push({ kind: "error-answer", id, name: nameOfAnswer(answer), app: null });
  const audit = await store.get("audit", { org, id });
  if (audit !== undefined) found.push({ kind: "audit-entry", id, name: audit.activity, app: null });
  return found;
}

async function findOfInstance({ store }: Pick<Deps, "store">, id: string): Promise<readonly Anything[]> {
  const answer = await store.get("error_answer", { org: INSTANCE, id });
  if (answer === undefined) return [];
  return [{ kind: "instance-error-answer", id, name: nameOfAnswer(answer), app: null }];
}

function nameOfAnswer({ status, code }: ErrorAnswerRow): string {
  return code === null ? String(status) : `${status} ${code}`;
}

function showApplication({ id, name }: ApplicationRow): Anything {
  return { kind: "application", id, name, app: null };
}

function showObject(row: ObjectRow, kind: ObjectType): Anything {
  return { kind, id: row.id, name: nameOf(row), app: null };
}
