import type { AppId, OrgId } from "../../../core/ids.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import type { ApplicationRow, ObjectRow } from "../../../ports/tables.ts";
import { Turn } from "../../background/turn.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { findOneObject, stateOf } from "../../objects.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import type { ScopedApplication } from "../read-scope.ts";
import { type Compared, compareStandings, openViews } from "./compare-standings.ts";
import { findReturns } from "./find-returns.ts";
import { readScopedApplication } from "./scoped-application.ts";
import {
  findRemoval,
  findUnassignment,
  readConcerned,
  type TriedRemoval,
  type WantedRemoval,
  type WantedUnassignment,
} from "./tried-removal.ts";

/** The effect of a removal on the active users that have a right to an account. */
export interface RemovalEffect {
  readonly lose: number;
  readonly keep: number;
  /** Of those who keep their account, the users who have fewer roles then. */
  readonly loseRoles: number;
  /** The reasons that remain, each with the number of users who have it; the most frequent first. */
  readonly keptBy: readonly { readonly reason: Reason; readonly people: number }[];
  /** The first of those who lose their account. */
  readonly losing: readonly ObjectRow[];
}

/** The effect of a removal in one application. */
export interface RemovalOutcome extends RemovalEffect {
  readonly removal: TriedRemoval;
  /** Why the removal would not last. */
  readonly returns: readonly Reason[];
  /** One user whom the request asks for. */
  readonly user: Compared | undefined;
}

/** The effect of a change of the directory in every application that it concerns. */
export interface DirectoryRemovalOutcome {
  readonly removal: TriedRemoval;
  readonly returns: readonly Reason[];
  readonly applications: readonly (RemovalEffect & { readonly application: ApplicationRow })[];
}

const SHOWN_MAX = 20;

/** Computes the effect of a removal in one application. Nothing is written. */
export async function tryRemoval(
  deps: Deps,
  request: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly removed: WantedRemoval | ({ readonly kind: "assignment" } & WantedUnassignment);
    /** Id or name of one user. */
    readonly user?: string | undefined;
  },
): Promise<RemovalOutcome | Refusal> {
  const { org, app, removed } = request;
  const read = await readScopedApplication(deps, org, app);
  if (isRefusal(read)) return read;
  const roles = read.scoped.application.roles ?? [];
  const removal =
    removed.kind === "assignment"
      ? await findUnassignment(deps, { org, app, roles }, removed)
      : await findRemoval(deps, org, removed);
  if (isRefusal(removal)) return removal;
  const user = request.user === undefined ? undefined : await findOneObject(deps, org, "user", request.user);
  if (isRefusal(user)) return user;
  const effect = await measure(deps, read.scoped, removal);
  const asked = user === undefined ? undefined : await compareOne(read.scoped, removal, user);
  return { removal, ...effect, returns: await findReturns(deps, org, removal), user: asked };
}

/**
 * Computes the effect of a change of the directory. Applications in which it concerns no account are left out. A user who
 * would be blocked, and not deleted, is not brought back by a source.
 */
export async function tryDirectoryRemoval(
  deps: Deps,
  org: OrgId,
  wanted: WantedRemoval,
  isBlock = false,
): Promise<DirectoryRemovalOutcome | Refusal> {
  const removal = await findRemoval(deps, org, wanted);
  if (isRefusal(removal)) return removal;
  const applications: DirectoryRemovalOutcome["applications"][number][] = [];
  for (const application of await collectRows(readEachPage(deps.store, "application", { org }))) {
    const read = await readScopedApplication(deps, org, application.id);
    // An application that was deleted meanwhile has no accounts.
    if (isRefusal(read)) continue;
    const effect = await measure(deps, read.scoped, removal);
    if (effect.lose + effect.keep > 0) applications.push({ application, ...effect });
  }
  return { removal, returns: await findReturns(deps, org, removal, isBlock), applications };
}

async function measure(deps: Deps, scoped: ScopedApplication, removal: TriedRemoval): Promise<RemovalEffect> {
  const views = await openViews(scoped, removal);
  const tally = new Tally();
  const turn = new Turn(deps.env);
  for await (const rows of readConcerned(deps, scoped.org, removal)) {
    const active = rows.filter((row) => stateOf(row) === "active");
    for (const each of await compareStandings(views, active)) tally.add(each);
    if (turn.isOver) await turn.pass();
  }
  return tally.result();
}

/** One user before and after; a deleted user has no standing at either time. */
async function compareOne(
  scoped: ScopedApplication,
  removal: TriedRemoval,
  user: ObjectRow,
): Promise<Compared> {
  const [compared] = await compareStandings(await openViews(scoped, removal), [user]);
  const isRemoved = removal.kind === "user" && removal.user.id !== user.id;
  if (compared !== undefined) return isRemoved ? { ...compared, after: compared.before } : compared;
  const out = { isIn: false, reasons: [], roles: [] };
  return { object: user, before: out, after: out };
}

/** Counts users by what a removal means for them. */
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

  result(): RemovalEffect {
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
