import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import { findRole } from "../../../core/provisioning/roles.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { Turn } from "../../background/turn.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { findOneObject, stateOf } from "../../objects.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import {
  readRule,
  readScopes,
  type ScopedApplication,
  type ScopeRule,
  type Standing,
} from "../read-scope.ts";
import { readScopedApplication } from "./scoped-application.ts";

/** A removal takes the group itself away, or its assignment to the application alone. */
export type Removed = "group" | "assignment";

/** The effect that removing a group, or its assignment, has on the people in it. */
export interface RemovalOutcome {
  readonly group: ObjectRow;
  readonly lose: number;
  readonly keep: number;
  /** Of those who keep their account, the people who have fewer roles then. */
  readonly loseRoles: number;
  /** The reasons that remain, each with the number of people who have it; the most frequent first. */
  readonly keptBy: readonly { readonly reason: Reason; readonly people: number }[];
  /** The first of those who lose their account. */
  readonly losing: readonly ObjectRow[];
  /** One person whom the request asks for. */
  readonly user:
    | { readonly object: ObjectRow; readonly before: Standing; readonly after: Standing }
    | undefined;
}

export interface RemovalRequest {
  readonly org: OrgId;
  readonly app: AppId;
  /** Id or name of the group. */
  readonly group: string;
  readonly removed: Removed;
  /** The value, the id or the name of a role: only the assignment that gives it goes. */
  readonly role?: string | undefined;
  /** Id or name of one user. */
  readonly user?: string | undefined;
}

/** People whose standings are read together. */
const CHUNK = 500;
const SHOWN_MAX = 20;
const OUT: Standing = { isIn: false, reasons: [], roles: [] };

/** Computes the effect of a removal. Nothing is written. */
export async function tryRemoval(deps: Deps, request: RemovalRequest): Promise<RemovalOutcome | Refusal> {
  const { org, app } = request;
  const read = await readScopedApplication(deps, org, app);
  if (isRefusal(read)) return read;
  const group = await findOneObject(deps, org, "group", request.group);
  if (isRefusal(group)) return group;
  const user = request.user === undefined ? undefined : await findOneObject(deps, org, "user", request.user);
  if (isRefusal(user)) return user;
  const views = await openViews(read.scoped, group.id, request);
  const tally = new Tally();
  const turn = new Turn(deps.env);
  for (let after: ObjectId | undefined; ; ) {
    const ids = await deps.store.usersBelow(org, group.id, after, CHUNK);
    after = ids.at(-1);
    if (after === undefined) break;
    const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
    for (const each of await compareStandings(views, rows)) tally.add(each);
    if (turn.isOver) await turn.pass();
  }
  const [asked] = user === undefined ? [] : await compareStandings(views, [user]);
  return { group, ...tally.result(), user: asked };
}

/** The application as it is, and as it would be after the removal. */
interface Views {
  readonly rule: ScopeRule;
  readonly now: ScopedApplication;
  readonly changed: ScopedApplication;
}

async function openViews(
  now: ScopedApplication,
  group: ObjectId,
  { removed, role }: Pick<RemovalRequest, "removed" | "role">,
): Promise<Views> {
  const { store } = now.deps;
  const id = role === undefined ? undefined : (findRole(now.application.roles ?? [], role)?.id ?? role);
  const hidden = removed === "group" ? hideGroup(store, group) : hideAssignment(store, group, id);
  return { rule: await readRule(now), now, changed: { ...now, deps: { ...now.deps, store: hidden } } };
}

type Reads = CycleContext["deps"]["store"];

function hideGroup(store: Reads, group: ObjectId): Reads {
  return {
    ...store,
    scopePaths: (org, app, ids, { reach }) => store.scopePaths(org, app, ids, { reach, without: group }),
    groupsOf: async (org, members) => (await store.groupsOf(org, members)).filter(({ id }) => id !== group),
  };
}

function hideAssignment(store: Reads, group: ObjectId, role: string | undefined): Reads {
  return {
    ...store,
    scopePaths: async (org, app, ids, ways) =>
      (await store.scopePaths(org, app, ids, ways)).filter(
        (path) => path.subject !== group || (role !== undefined && path.role !== role),
      ),
  };
}

interface Compared {
  readonly object: ObjectRow;
  readonly before: Standing;
  readonly after: Standing;
}

/** The standings of those who are active. */
async function compareStandings(
  { rule, now, changed }: Views,
  rows: readonly ObjectRow[],
): Promise<readonly Compared[]> {
  const active = rows.filter((row) => stateOf(row) === "active");
  const before = await readScopes(now, rule, active);
  const after = await readScopes(changed, rule, active);
  return active.map((object) => ({
    object,
    before: before.get(object.id) ?? OUT,
    after: after.get(object.id) ?? OUT,
  }));
}

/** Counts people by what a removal means for them. */
class Tally {
  #lose = 0;
  #keep = 0;
  #loseRoles = 0;
  readonly #losing: ObjectRow[] = [];
  readonly #keptBy = new Map<string, { readonly reason: Reason; people: number }>();

  add({ object, before, after }: Compared): void {
    if (!before.isIn) return;
    if (!after.isIn) {
      this.#lose += 1;
      if (this.#losing.length < SHOWN_MAX) this.#losing.push(object);
      return;
    }
    this.#keep += 1;
    if (after.roles.length < before.roles.length) this.#loseRoles += 1;
    for (const reason of after.reasons) {
      const key = JSON.stringify(reason);
      const counted = this.#keptBy.get(key) ?? { reason, people: 0 };
      counted.people += 1;
      this.#keptBy.set(key, counted);
    }
  }

  result(): Omit<RemovalOutcome, "group" | "user"> {
    const keptBy = [...this.#keptBy.values()].sort((left, right) => right.people - left.people);
    return {
      lose: this.#lose,
      keep: this.#keep,
      loseRoles: this.#loseRoles,
      keptBy: keptBy.slice(0, SHOWN_MAX),
      losing: this.#losing,
    };
  }
}
