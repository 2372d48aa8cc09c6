import { hasCome } from "../../core/has-come.ts";
import type { OrgId, TokenId } from "../../core/ids.ts";
import { redactWords } from "../../core/redact.ts";
import type { TokenUseRow } from "../../ports/rejection-tables.ts";
import type { Write } from "../../ports/store.ts";
import { BatchWriter } from "../background/batch-writer.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps, TokenActor } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** How often the use of one token is written at most; what is newer is known to this process alone. */
const WRITTEN_EVERY_MS = 300_000;
const FLUSH_MS = 1_000;
const KNOWN_MAX = 10_000;
const USER_AGENT_MAX = 300;
const PAGE = 1_000;

interface Use {
  readonly org: OrgId;
  readonly token: TokenId;
  at: number;
  userAgent: string | null;
  writtenAt: number;
}

/** When each token was last used and by which client: kept in memory, and written from time to time. */
export class TokenUsage {
  readonly #deps: Deps;
  readonly #uses = new Map<TokenId, Use>();
  readonly #writer: BatchWriter;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#writer = new BatchWriter(deps.env, FLUSH_MS, () => this.#write(WRITTEN_EVERY_MS));
  }

  /** Takes note of a request that a token let in. */
  note({ org, tokenId: token }: Pick<TokenActor, "org" | "tokenId">, userAgent: string | undefined): void {
    const at = this.#deps.env.now();
    const known = this.#uses.get(token);
    if (known === undefined) {
      if (this.#uses.size >= KNOWN_MAX) this.#uses.clear();
      this.#uses.set(token, { org, token, at, userAgent: userAgent ?? null, writtenAt: 0 });
    } else {
      known.at = at;
      known.userAgent = userAgent ?? known.userAgent;
    }
    if (hasCome((known?.writtenAt ?? 0) + WRITTEN_EVERY_MS, at, WRITTEN_EVERY_MS)) this.#writer.startLater();
  }

  /** When this token was last used and by whom; undefined when it never was. */
  async lastOf(org: OrgId, token: TokenId): Promise<TokenUseRow | undefined> {
    const known = this.#uses.get(token);
    const stored = await this.#deps.store.get("token_use", { org, token });
    if (known === undefined || known.org !== org) return stored;
    return stored !== undefined && stored.at > known.at ? stored : rowOf(known);
  }

  /** The last use of each token of an organization that was used. */
  async lastOfAll(org: OrgId): Promise<ReadonlyMap<TokenId, TokenUseRow>> {
    const uses = new Map<TokenId, TokenUseRow>();
    for await (const rows of readEachPage(this.#deps.store, "token_use", { org }, PAGE)) {
      for (const row of rows) uses.set(row.token, row);
    }
    for (const use of this.#uses.values()) {
      const stored = uses.get(use.token);
      if (use.org === org && (stored === undefined || stored.at <= use.at)) uses.set(use.token, rowOf(use));
    }
    return uses;
  }

  /** Writes what is not written yet. Never rejects. */
  async flush(): Promise<void> {
    await this.#writer.flush();
    await this.#write(0);
  }

  async #write(age: number): Promise<void> {
    const due = [...this.#uses.values()].filter(
      ({ at, writtenAt }) => at !== writtenAt && hasCome(writtenAt + age, at, age),
    );
    if (due.length === 0) return;
    for (const use of due) use.writtenAt = use.at;
    try {
      await commitOrThrow(
        this.#deps,
        due.map((use): Write => ({ op: "upsert", table: "token_use", row: rowOf(use) })),
      );
    } catch (error) {
      this.#deps.log("warn", "token.use-not-recorded", { tokens: due.length, error });
    }
  }
}

function rowOf({ org, token, at, userAgent }: Use): TokenUseRow {
  const shown = userAgent?.replace(/\p{Cc}+/gu, " ").slice(0, USER_AGENT_MAX);
  return { org, token, at, user_agent: shown === undefined ? null : redactWords(shown) };
}
