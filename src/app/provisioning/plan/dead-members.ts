import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { type Fault, type FaultKind, type Outcome, stopsWrites } from "../../../core/provisioning/fault.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { ScopeRule } from "../read-scope.ts";

/** Look-ups that one cycle spends on members that are not linked. Later initial cycles look at the others. */
const READS_MAX = 1_000;
/** Each read without an answer has waited for several attempts. The target counts as away after this number of them. */
const UNANSWERED_MAX = 3;
const UNANSWERED: readonly FaultKind[] = ["unavailable", "rate-limited", "unknown-outcome"];

const NONE: Outcome<readonly AccountId[]> = { ok: true, value: [] };

/**
 * Finds members of the target's groups that do not exist there: the id of a deleted account may stay in a group. A
 * member is dead when the target itself says, to reads, that it has neither a user nor a group of this id. Any other
 * member that is not linked was added in the target, and stays as it is.
 */
export class DeadMembers {
  readonly #context: CycleContext;
  readonly #voidLinks: ReadonlySet<ObjectId>;
  /** What is known of members so far: true for one that exists. */
  readonly #exists = new Map<AccountId, boolean>();
  /** Accounts that are linked. A person is a member of many groups, and her link is read once. */
  readonly #linked = new Set<AccountId>();
  #isListed = false;
  #readsLeft = READS_MAX;
  #unanswered = 0;

  constructor(context: CycleContext, { voidLinks }: Pick<ScopeRule, "voidLinks">) {
    this.#context = context;
    this.#voidLinks = voidLinks;
  }

  /** The dead members of a group that the target shows. A fault ends the plan; other failures only find nothing. */
  async find(
    group: AccountId,
    adopted: ReadonlyMap<AccountId, unknown>,
  ): Promise<Outcome<readonly AccountId[]>> {
    if (this.#unanswered >= UNANSWERED_MAX) return NONE;
    const { target, signal } = this.#context;
    const read = await target.readMembers(group, signal);
    if (!read.ok) return this.#toNothing(read.fault);
    const foreign = await this.#withoutLinked(read.value.members, adopted);
    const open = foreign.filter((id) => !this.#exists.has(id));
    if (open.length > this.#context.settings.listOverUnlinked) {
      const fault = await this.#list();
      if (fault !== undefined) return this.#toNothing(fault);
    }
    for (const id of open) {
      const fault = await this.#lookUp(id);
      if (fault !== undefined) return this.#toNothing(fault);
    }
    return { ok: true, value: foreign.filter((id) => this.#exists.get(id) === false) };
  }

  async #withoutLinked(
    members: readonly AccountId[],
    adopted: ReadonlyMap<AccountId, unknown>,
  ): Promise<readonly AccountId[]> {
    const { deps, org, app } = this.#context;
    const links = await readRowsAmong(
      deps.store,
      "link",
      { org, app },
      { column: "account", values: members.filter((id) => !this.#linked.has(id)) },
    );
    for (const { account, object } of links) if (!this.#voidLinks.has(object)) this.#linked.add(account);
    return members.filter((id) => !this.#linked.has(id) && !adopted.has(id));
  }

  /** Notes every account that a listing shows. One that it does not show is looked up all the same. */
  async #list(): Promise<Fault | undefined> {
    if (this.#isListed) return undefined;
    this.#isListed = true;
    const { target, signal } = this.#context;
    for (const type of ["user", "group"] as const) {
      for await (const page of target.list(type, signal)) {
        if (!page.ok) return page.fault;
        for (const { id } of page.value) this.#exists.set(id, true);
      }
    }
    return undefined;
  }

  async #lookUp(id: AccountId): Promise<Fault | undefined> {
    const { target, signal } = this.#context;
    if (this.#exists.has(id) || this.#readsLeft === 0) return undefined;
    this.#readsLeft -= 1;
    for (const type of ["user", "group"] as const) {
      const read = await target.read(type, id, signal);
      if (!read.ok && read.fault.kind === "not-found") continue;
      if (!read.ok && stopsWrites(read.fault.kind)) return read.fault;
      this.#exists.set(id, true);
      return undefined;
    }
    this.#exists.set(id, false);
    return undefined;
  }

  /** Without an answer no member is dead. Refused credentials are a matter of the whole plan. */
  #toNothing(fault: Fault): Outcome<readonly AccountId[]> {
    if (UNANSWERED.includes(fault.kind)) this.#unanswered += 1;
    return stopsWrites(fault.kind) ? { ok: false, fault } : NONE;
  }
}
