import { INSTANCE } from "../../core/ids.ts";
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  countAttempt,
  type DelayRule,
  NO_ATTEMPTS,
  waitOf,
} from "../../core/people/sign-in-delay.ts";
import { foldText } from "../../core/scim/text.ts";
import type { SignInDelayRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { commitIfCurrent, commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";

/**
 * Delays after failed attempts to sign in, for the account and for the address. They are rows of the store, so that all
 * servers of an installation count together and a restart forgets nothing.
 *
 * The limiters of rate-limiter-flexible count points in windows of a fixed length and block for a fixed time, on the
 * machine's clock. Delays that grow with each failure, that do not grow while they last, and that an attempt takes
 * before its password is checked need one compare-and-swap on one row: that is all there is here.
 */

const ATTEMPTS_MAX = 20;
/** How many rows each attempt looks at to remove forgotten ones. Subjects are hashes, so these are rows at random. */
const SWEPT = 20;

/** An account or an address, with the rule for its failures. */
export interface DelaySubject {
  readonly subject: string;
  readonly rule: DelayRule;
}

/** An attempt that was counted, and the rows as they were before it. */
export interface CountedAttempt {
  readonly kind: "counted";
  readonly account: string;
  readonly before: ReadonlyMap<string, SignInDelayRow | undefined>;
}

/** An attempt that has to wait. */
export interface DelayedAttempt {
  readonly kind: "delayed";
  readonly waitMs: number;
}

/** The hash under which the failures of a name are counted, whether or not a person has it. */
export function toAccountSubject({ env }: Pick<Deps, "env">, name: string): string {
  return env.hash(`account ${foldText(name.trim())}`);
}

/**
 * Counts an attempt as failed before its password is checked, or says how long it has to wait. Of attempts that come at
 * the same moment, on whatever server, each is counted or delayed by itself.
 */
export async function beginAttempt(
  deps: Deps,
  input: { readonly name: string; readonly address: string },
): Promise<CountedAttempt | DelayedAttempt> {
  const { store, env } = deps;
  const account = toAccountSubject(deps, input.name);
  const subjects: readonly DelaySubject[] = [
    { subject: account, rule: ACCOUNT_RULE },
    { subject: env.hash(`address ${input.address}`), rule: ADDRESS_RULE },
  ];
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const now = env.now();
    const before = new Map<string, SignInDelayRow | undefined>();
    const writes: Write[] = [];
    let waitMs = 0;
    for (const { subject, rule } of subjects) {
      const row = await store.get("sign_in_delay", { org: INSTANCE, subject });
      before.set(subject, row);
      waitMs = Math.max(waitMs, waitOf(row ?? NO_ATTEMPTS, now));
      writes.push(countWrite(subject, row, { ...countAttempt(row ?? NO_ATTEMPTS, rule, now) }));
    }
    if (waitMs > 0) return { kind: "delayed", waitMs };
    const swept = await sweepForgotten(deps, account, now);
    const committed = await store.commit([...writes, ...swept]);
    if (committed.kind === "committed") return { kind: "counted", account, before };
  }
  return { kind: "delayed", waitMs: 1_000 };
}

function countWrite(
  subject: string,
  row: SignInDelayRow | undefined,
  next: Pick<SignInDelayRow, "failures" | "until" | "forgotten">,
): Write {
  const key = { org: INSTANCE, subject };
  if (row === undefined) {
    return { op: "insert", table: "sign_in_delay", row: { ...key, ...next, version: 1 } };
  }
  const { version } = row;
  return {
    op: "update",
    table: "sign_in_delay",
    key,
    set: { ...next, version: version + 1 },
    expect: { version },
  };
}

/**
 * The writes after a right password. The account's failures are forgotten. The address gets back only what this attempt
 * took: otherwise one known password would let its owner try others without a delay.
 */
export async function clearAttempt(deps: Deps, { account, before }: CountedAttempt): Promise<void> {
  for (const [subject, row] of before) {
    const key = { org: INSTANCE, subject };
    if (subject === account || row === undefined) {
      await commitOrThrow(deps, [{ op: "delete", table: "sign_in_delay", key }]);
      continue;
    }
    const { failures, until, forgotten, version } = row;
    // When another attempt was counted meanwhile, this one stays counted as well: one failure too many does no harm.
    await commitIfCurrent(deps, [
      {
        op: "update",
        table: "sign_in_delay",
        key,
        set: { failures, until, forgotten, version: version + 2 },
        expect: { version: version + 1 },
      },
    ]);
  }
}

/** The write that forgets the failures of a name. */
export function forgetFailures(deps: Pick<Deps, "env">, name: string): Write {
  const subject = toAccountSubject(deps, name);
  return { op: "delete", table: "sign_in_delay", key: { org: INSTANCE, subject } };
}

async function sweepForgotten({ store }: Deps, after: string, now: number): Promise<readonly Write[]> {
  const rows = await store.page("sign_in_delay", { where: { org: INSTANCE }, after, limit: SWEPT });
  return rows
    .filter(({ forgotten }) => forgotten <= now)
    .map(({ subject }) => ({ op: "delete", table: "sign_in_delay", key: { org: INSTANCE, subject } }));
}
