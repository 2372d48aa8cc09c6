import { type ChainHead, toHead, toSealText } from "../../core/audit/chain.ts";
import { type ChainBreak, compareSeal, readNextSeal, toSealBreak } from "../../core/audit/compare-seal.ts";
import type { OrgId } from "../../core/ids.ts";
import type { AuditChainRow, AuditSealRow } from "../../ports/audit-tables.ts";
import type { Env } from "../../ports/env.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { runInTurns } from "../background/turn.ts";
import { isBaseCertified, readBase, startOf } from "./chain-base.ts";
import { type ChainStore, readPlaces } from "./read-places.ts";

/** The services of a verification. It writes nothing. */
export interface VerifyDeps {
  readonly store: ChainStore;
  readonly env: Pick<Env, "hash" | "monotonic" | "sleep">;
  /** Checks signatures; undefined where the master key is not at hand. */
  readonly secrets: Pick<Secrets, "isCertified"> | undefined;
}

/** The trail to verify, and a hash that was noted earlier: it has to be part of the chain. */
export interface VerifyRequest {
  readonly org: OrgId;
  readonly expect?: string | undefined;
}

/** The result of a verification. */
export interface Verification {
  /** The last seal that was compared, and the time at which it was made; undefined without any seal. */
  readonly head: (ChainHead & { readonly at: number }) | undefined;
  /** Records that retention has removed: the first one that can be compared follows them. */
  readonly removed: number;
  /** Records that were compared with their seals. */
  readonly records: number;
  /** Newer records, which no seal covers yet. */
  readonly unsealed: number;
  /** Seals whose signature could not be checked, because another master key made it; 0 where no key is at hand. */
  readonly uncertified: number;
  readonly break: ChainBreak | undefined;
}

/** Seals that are read together: each may have 500 entries. */
const SEALS = 20;
const UNSEALED_MAX = 10_000;
/** Verifications that begin again because retention removed what they were reading. */
const ATTEMPTS = 3;

/** Compares the records of an organization with the seals of its chain, up to the first difference. */
export async function verifyTrail(deps: VerifyDeps, request: VerifyRequest): Promise<Verification> {
  const { store } = deps;
  const { org } = request;
  for (let attempt = 1; ; attempt += 1) {
    const chain = await store.get("audit_chain", { org });
    const verification = await new Comparison(deps, request, chain).run();
    if (verification.break === undefined || attempt === ATTEMPTS) return verification;
    const later = await store.get("audit_chain", { org });
    if (later?.base_seal === chain?.base_seal) return verification;
  }
}

/** One comparison, from the base of the chain to its end. */
class Comparison {
  readonly #deps: VerifyDeps;
  readonly #request: VerifyRequest;
  readonly #chain: AuditChainRow | undefined;
  #head: ChainHead;
  #headAt = 0;
  #records = 0;
  #uncertified = 0;
  #isExpected: boolean;

  constructor(deps: VerifyDeps, request: VerifyRequest, chain: AuditChainRow | undefined) {
    this.#deps = deps;
    this.#request = request;
    this.#chain = chain;
    this.#head = startOf(chain, request.org, deps.env.hash);
    this.#isExpected = request.expect === undefined || request.expect === this.#head.hash;
  }

  async run(): Promise<Verification> {
    const removed = readBase(this.#chain)?.record ?? 0;
    const found = (await this.#checkBase()) ?? (await this.#compareSeals()) ?? (await this.#checkEnd());
    return {
      head: this.#head.seal === 0 ? undefined : { ...this.#head, at: this.#headAt },
      removed,
      records: this.#records,
      unsealed: found === undefined ? await this.#countUnsealed() : 0,
      uncertified: this.#uncertified,
      break: found,
    };
  }

  /** The base must have its signature, and nothing may be left of the records before it. */
  async #checkBase(): Promise<ChainBreak | undefined> {
    const { store, secrets } = this.#deps;
    const base = readBase(this.#chain);
    if (this.#chain === undefined || base === undefined) return undefined;
    this.#headAt = base.at;
    if (this.#isForged(secrets && isBaseCertified(secrets, this.#chain, base)))
      return toSealBreak("seal-changed", base.seal, base.at);
    const { org } = this.#request;
    const [left] = await readPlaces(store, org, { after: 0, upto: base.place, limit: 1 });
    if (left === undefined) return undefined;
    return { ...toSealBreak("added", null), id: left.id, at: left.at };
  }

  async #compareSeals(): Promise<ChainBreak | undefined> {
    const { store } = this.#deps;
    const { org } = this.#request;
    for (;;) {
      const after = this.#head.seal;
      const seals = await store.page("audit_seal", { where: { org }, after, limit: SEALS });
      for (const seal of seals) {
        // Seals that were made since the comparison began are left to the next one.
        if (this.#chain !== undefined && seal.number > this.#chain.seal) return undefined;
        const found = await this.#compareSeal(seal);
        if (found !== undefined) return found;
      }
      if (seals.length < SEALS) return undefined;
    }
  }

  async #compareSeal(seal: AuditSealRow): Promise<ChainBreak | undefined> {
    const { store, env } = this.#deps;
    const head = this.#head;
    if (seal.number > head.seal + 1) return toSealBreak("seal-missing", head.seal + 1);
    const entries = readNextSeal(head, seal);
    if (entries === undefined || this.#isForged(this.#isCertified(seal))) {
      return toSealBreak("seal-changed", seal.number, seal.at);
    }
    const records = await readPlaces(store, this.#request.org, {
      after: head.place,
      upto: seal.place,
      // One more shows that there is a record too many.
      limit: entries.length + 1,
    });
    const found = await runInTurns(env, compareSeal({ seal, entries, records }, env.hash));
    if (found !== undefined) return found;
    this.#isExpected ||= entries.some(({ hash }) => hash === this.#request.expect);
    this.#records += entries.length;
    this.#head = toHead(seal);
    this.#headAt = seal.at;
    return undefined;
  }

  #isCertified(seal: AuditSealRow): boolean | undefined {
    const { secrets, env } = this.#deps;
    const { key_id: keyId, signature } = seal;
    const text = toSealText(this.#request.org, seal, env.hash);
    return secrets?.isCertified(text, { keyId, signature });
  }

  /** True for a signature that is wrong. One of another key is counted. */
  #isForged(isCertified: boolean | undefined): boolean {
    if (isCertified === undefined && this.#deps.secrets !== undefined) this.#uncertified += 1;
    return isCertified === false;
  }

  /** The chain must end where its row says, and contain the expected hash. */
  async #checkEnd(): Promise<ChainBreak | undefined> {
    const [chain, head] = [this.#chain, this.#head];
    // Without its row, nothing says which seal is the last one.
    if (chain === undefined && head.seal > 0) return toSealBreak("seal-missing", head.seal + 1);
    if (chain !== undefined && head.seal < chain.seal) return toSealBreak("seal-missing", head.seal + 1);
    if (chain !== undefined && head.hash !== chain.hash) {
      return toSealBreak("seal-changed", chain.seal, chain.at);
    }
    return this.#isExpected ? undefined : toSealBreak("hash-missing", null);
  }

  async #countUnsealed(): Promise<number> {
    const { place: after } = this.#head;
    const range = { after, upto: Number.MAX_SAFE_INTEGER, limit: UNSEALED_MAX };
    return (await readPlaces(this.#deps.store, this.#request.org, range)).length;
  }
}
