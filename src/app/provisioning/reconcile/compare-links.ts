import type { AccountId } from "../../../core/ids.ts";
import { alignTypes, type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import { isDisabled } from "../../../core/provisioning/account-rules.ts";
import { type Fault, stopsWrites } from "../../../core/provisioning/fault.ts";
import { dropUnseen, findDrift } from "../../../core/provisioning/reconcile.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK, chunksOf, readEachPage } from "../../paging.ts";
import { type CycleContext, findStop } from "../context.ts";
import type { DriftedAccount } from "./drifted.ts";
import { type AttributeDrift, dropContradicted, SpeltValues } from "./spelt-values.ts";

/** Accounts that a listing lacks and that are read one by one; beyond these nothing is concluded of them. */
const READS_MAX = 1_000;
/** Reads in a row without an answer that tells, after which the comparison ends. */
const UNANSWERED_MAX = 3;

/** The linked accounts of one type that differ, and the sums by attribute. */
export interface LinkDrift {
  readonly drifted: readonly DriftedAccount[];
  readonly attributes: readonly AttributeDrift[];
}

/** Compares the linked accounts of one type with their links, while they come in. */
export class LinkComparison {
  readonly seen = new Set<AccountId>();
  /** The links whose account the listing lacks and that were not read, because the others had used up the limit. */
  unread = 0;
  readonly #context: CycleContext;
  readonly #type: ObjectType;
  readonly #mapped: ReadonlySet<string>;
  /** The attributes that at least one account shows. */
  readonly #shownPaths = new Set<string>();
  readonly #spelt = new SpeltValues();
  #contradicted: Write[] = [];
  #compared = 0;
  #drifted: DriftedAccount[] = [];
  readonly #readsMax: number;
  #reads = 0;
  #unanswered = 0;

  constructor(context: CycleContext, type: ObjectType, readsMax = READS_MAX) {
    this.#context = context;
    this.#type = type;
    this.#readsMax = readsMax;
    // An attribute that applies at creation only belongs to the target afterwards.
    const kept = context.mappings[type].attributes.filter(
      ({ apply, rule }) => apply === "always" && rule.kind !== "none",
    );
    this.#mapped = new Set(kept.map(({ path }) => path.text));
  }

  compare(link: LinkRow, account: Account): void {
    this.seen.add(account.id);
    const { paths } = this.#context.mappings[this.#type];
    const flat = flattenAccount(paths, account.attributes);
    for (const path of Object.keys(flat)) this.#shownPaths.add(path);
    const shown = alignTypes(flat, link.projected);
    this.#compared += 1;
    this.#noteContradicted(link, shown);
    const changes = this.#spelt.takeKnown(link, findDrift(link.projected, shown, this.#mapped));
    if (changes.length === 0) return;
    this.#drifted.push({ ...this.#toDrifted(link, "changed"), changes });
  }

  /** Looks, after a whole listing, at the linked accounts that it lacks. Only a read says that one is gone. */
  async findMissing(): Promise<Fault | undefined> {
    const { deps, org, app } = this.#context;
    const type = this.#type;
    for await (const links of readEachPage(deps.store, "link", { org, app, type })) {
      for (const link of links.filter((each) => !this.seen.has(each.account) && this.#isMissed(each))) {
        const stopped = findStop(this.#context);
        if (stopped !== undefined) return stopped;
        if (this.#reads >= this.#readsMax) {
          this.unread += 1;
          continue;
        }
        this.#reads += 1;
        const fault = await this.#readOne(link);
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  }

  /**
   * False for the account of a user that Muster disabled. Many targets hide or purge such accounts, and without an
   * account nothing is to be corrected. The link stays, because a hidden account is enabled again by its id alone.
   */
  #isMissed({ projected }: LinkRow): boolean {
    return this.#type === "group" || !isDisabled(this.#context.rules, projected);
  }

  async #readOne(link: LinkRow): Promise<Fault | undefined> {
    const { target, signal } = this.#context;
    const read = await target.read(this.#type, link.account, signal);
    const isGone = !read.ok && read.fault.kind === "not-found";
    this.#unanswered = read.ok || isGone ? 0 : this.#unanswered + 1;
    if (read.ok) this.compare(link, read.value);
    else if (isGone) this.#drifted.push(this.#toDrifted(link, "missing"));
    else if (stopsWrites(read.fault.kind) || this.#unanswered >= UNANSWERED_MAX) return read.fault;
    return undefined;
  }

  /**
   * The accounts that differ, without the attributes that the target shows in no account, and without its spellings.
   * Call this once, after the last account.
   */
  takeDrifted(): LinkDrift {
    const all = this.#drifted.map((each) => ({
      ...each,
      changes: this.#spelt.takeAlike(dropUnseen(each.changes, this.#shownPaths)),
    }));
    this.#drifted = [];
    const drifted = all.filter(({ kind, changes }) => kind === "missing" || changes.length > 0);
    return { drifted, attributes: this.#spelt.sumUp(this.#type, this.#compared, drifted) };
  }

  /** Forgets the spellings that accounts contradicted, so that a later change to such a value is noticed. */
  async forgetContradicted(): Promise<void> {
    const writes = this.#contradicted;
    this.#contradicted = [];
    for (const part of chunksOf(writes, CHUNK)) await commitOrThrow(this.#context.deps, part);
  }

  #noteContradicted(link: LinkRow, shown: FlatAttributes): void {
    const kept = dropContradicted(link, shown);
    if (kept === undefined) return;
    const { org, app } = this.#context;
    const spelt = Object.keys(kept).length === 0 ? null : kept;
    this.#contradicted.push({
      op: "update",
      table: "link",
      key: { org, app, object: link.object },
      set: { spelt },
    });
  }

  #toDrifted(link: LinkRow, kind: DriftedAccount["kind"]): DriftedAccount {
    const name = link.projected[this.#context.rules.naturalKey[this.#type]];
    const shown = typeof name === "string" ? name : link.account;
    return { link, kind, name: shown, changes: [], lostMembers: [], otherMembers: 0 };
  }
}
