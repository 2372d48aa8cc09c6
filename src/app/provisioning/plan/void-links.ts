import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import { type Outcome, stopsWrites } from "../../../core/provisioning/fault.ts";
import { holdsSearch } from "../../../core/provisioning/match-index.ts";
import { type LinkSight, listVoidLinks } from "../../../core/provisioning/void-links.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import { type CycleContext, findStop, isTargetKnown } from "../context.ts";

/** Accounts that a complete listing lacks and that are read all the same. After these, the listing alone decides. */
const READS_MAX = 50;
/** Reads in a row without an answer that tells, after which the plan ends. */
const UNANSWERED_MAX = 3;

const NONE: Outcome<ReadonlySet<ObjectId>> = { ok: true, value: new Set() };

/** True when address or settings of the connector changed since the last cycle: they may lead to another target. */
export function isConnectorChanged(context: Pick<CycleContext, "provisioning" | "application">): boolean {
  return context.provisioning.watermark !== null && !isTargetKnown(context);
}

/**
 * The linked objects whose accounts the target does not have, after a change of the connector's settings. Without this
 * look, a plan would call accounts unchanged that another target never had, and a write could meet an account of a
 * different person that has the same id there. A fault ends the plan. With `only`, the links of these objects alone.
 */
export async function findVoidLinks(
  context: CycleContext,
  only?: ReadonlySet<ObjectId>,
): Promise<Outcome<ReadonlySet<ObjectId>>> {
  if (!isConnectorChanged(context)) return NONE;
  const check = new LinkCheck(context);
  if (only !== undefined) {
    const seen = await check.lookAt([...only]);
    return seen.ok ? { ok: true, value: listVoidLinks(check.sights) } : seen;
  }
  for (const type of ["user", "group"] as const) {
    const seen = await check.look(type);
    if (!seen.ok) return seen;
  }
  return { ok: true, value: listVoidLinks(check.sights) };
}

/** Looks at the accounts of links: one by one while they are few, else in one listing. */
class LinkCheck {
  readonly sights = new Map<ObjectId, LinkSight>();
  readonly #context: CycleContext;
  #absentInARow = 0;
  #unansweredInARow = 0;

  constructor(context: CycleContext) {
    this.#context = context;
  }

  async look(type: ObjectType): Promise<Outcome<undefined>> {
    const { deps, org, app, settings } = this.#context;
    const count = await deps.store.count("link", { org, app, type });
    const listed = count > settings.listOverUnlinked ? await this.#list(type) : undefined;
    if (listed?.ok === false) return listed;
    for await (const links of readEachPage(deps.store, "link", { org, app, type })) {
      const seen = await this.#lookAtLinks(links, listed?.value);
      if (!seen.ok) return seen;
    }
    return { ok: true, value: undefined };
  }

  /** Looks at the accounts of these objects alone, each by a read. */
  async lookAt(objects: readonly ObjectId[]): Promise<Outcome<undefined>> {
    const { deps, org, app } = this.#context;
    const among = { column: "object", values: objects } as const;
    return this.#lookAtLinks(await readRowsAmong(deps.store, "link", { org, app }, among), undefined);
  }

  async #lookAtLinks(
    links: readonly LinkRow[],
    listed: ReadonlyMap<AccountId, FlatAttributes> | undefined,
  ): Promise<Outcome<undefined>> {
    for (const link of links) {
      const stopped = findStop(this.#context);
      if (stopped !== undefined) return { ok: false, fault: stopped };
      const sight = await this.#sight(link, listed);
      if (!sight.ok) return sight;
      this.sights.set(link.object, sight.value);
    }
    return { ok: true, value: undefined };
  }

  /** The natural key of every account. */
  async #list(type: ObjectType): Promise<Outcome<ReadonlyMap<AccountId, FlatAttributes>>> {
    const { target, signal } = this.#context;
    const listed = new Map<AccountId, FlatAttributes>();
    for await (const page of target.list(type, signal)) {
      if (!page.ok) return page;
      for (const account of page.value) listed.set(account.id, this.#namesOf(account));
    }
    return { ok: true, value: listed };
  }

  async #sight(
    link: LinkRow,
    listed: ReadonlyMap<AccountId, FlatAttributes> | undefined,
  ): Promise<Outcome<LinkSight>> {
    const names = listed?.get(link.account);
    if (names !== undefined) return { ok: true, value: this.#compare(link, names) };
    if (listed !== undefined && this.#absentInARow >= READS_MAX) return { ok: true, value: "absent" };
    const { target, signal } = this.#context;
    const read = await target.read(link.type, link.account, signal);
    const isAbsent = !read.ok && read.fault.kind === "not-found";
    this.#absentInARow = isAbsent ? this.#absentInARow + 1 : 0;
    this.#unansweredInARow = read.ok || isAbsent ? 0 : this.#unansweredInARow + 1;
    if (read.ok) return { ok: true, value: this.#compare(link, this.#namesOf(read.value)) };
    if (isAbsent) return { ok: true, value: "absent" };
    const isOver = stopsWrites(read.fault.kind) || this.#unansweredInARow >= UNANSWERED_MAX;
    return isOver ? read : { ok: true, value: "unknown" };
  }

  #namesOf({ type, attributes }: Account): FlatAttributes {
    return flattenAccount([this.#context.rules.naturalKey[type]], attributes);
  }

  /** An account whose name was never written, or is not shown, is known by its id alone. */
  #compare({ type, projected }: LinkRow, names: FlatAttributes): LinkSight {
    const { rules } = this.#context;
    const path = rules.naturalKey[type];
    const value = projected[path];
    if (typeof value !== "string" || typeof names[path] !== "string") return "confirmed";
    return holdsSearch(rules, names, { path, value }) ? "confirmed" : "other";
  }
}
