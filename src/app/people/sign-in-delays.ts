import { INSTANCE } from "../../core/ids.ts";
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  countAttempt,
  type DelayRule,
  NO_ATTEMPTS,
  takeBack,
  waitOf,
} from "../../core/people/sign-in-delay.ts";
import { foldText } from "../../core/scim/text.ts";
import type { SignInDelayRow } from "../../ports/people-tables.ts";
import type { Write } from "../../ports/store.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";

/**
 * Delays after failed attempts to sign in, for the account and for the address. They are rows of the store, so that all
 * servers of an installation count together and a restart forgets nothing.
 *
 * The limiters of rate-limiter-flexible count points in windows of a fixed length and block for a fixed time, on the
 * machine's clock. Delays that grow with each failure, that do not grow while they last, and that an attempt takes
 * before its password is checked need one compare-and-swap on one row: that is all there is here.
 */

/** Other servers of the installation may write between a reading and its commit; within a server attempts take turns. */
const ATTEMPTS_MAX = 20;
/** Attempts of one account or address that may be counted or wait for that at the same time, in one server. */
export const ATTEMPTS_IN_HAND_MAX = 50;
/**
 * Attempts of all accounts and addresses in one server that are counted or wait for their password to be computed. Two passwords
 * are computed at a time, so that an attempt waits for some seconds at most, even while very many addresses send others.
 */
export const ALL_IN_HAND_MAX = 200;
/** The delay of an attempt that was turned away because too many others about its account or address are in hand. */
export const CROWDED_MS = 1_000;
/** How many rows each attempt looks at to remove forgotten ones. Subjects are hashes, so these are rows at random. */
const SWEPT = 20;

/** An account or an address, with the rule for its failures. */
export interface DelaySubject {
  readonly subject: string;
  readonly rule: DelayRule;
}

/** An attempt that was counted, and the address's row as it was before it. */
export interface CountedAttempt {
  readonly kind: "counted";
  readonly account: string;
  readonly address: string;
  readonly before: SignInDelayRow | undefined;
}

/** An attempt that has to wait. */
export interface DelayedAttempt {
  readonly kind: "delayed";
  readonly waitMs: number;
}

const CROWDED: DelayedAttempt = { kind: "delayed", waitMs: CROWDED_MS };

/** The hash under which the failures of a name are counted, whether or not a person has it. */
export function toAccountSubject({ env }: Pick<Deps, "env">, name: string): string {
  return env.hash(`account ${foldText(name.trim())}`);
}

/**
 * Counts an attempt as failed before its password is checked, or says how long it has to wait. Of attempts that come at
 * the same moment, on whatever server, each is counted or delayed by itself. Those of one account or address take turns:
 * all of them at once would read the same row, and all but one would have to read it again. Beyond a bound for each, and
 * another for all together, they are refused without a reading.
 */
export async function beginAttempt(
  deps: Deps,
  input: { readonly name: string; readonly address: string },
): Promise<CountedAttempt | DelayedAttempt> {
  const { attemptTurns, passwords } = deps;
  if (attemptTurns.inHand + passwords.waiting >= ALL_IN_HAND_MAX) return CROWDED;
  const account = toAccountSubject(deps, input.name);
  const address = deps.env.hash(`address ${input.address}`);
  const turn = await attemptTurns.tryRun([account, address], () => count(deps, account, address));
  return turn?.result ?? CROWDED;
}

async function count(deps: Deps, account: string, address: string): Promise<CountedAttempt | DelayedAttempt> {
  const { store, env } = deps;
  const subjects: readonly DelaySubject[] = [
    { subject: account, rule: ACCOUNT_RULE },
    { subject: address, rule: ADDRESS_RULE },
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
    if (committed.kind === "committed") {
      return { kind: "counted", account, address, before: before.get(address) };
    }
  }
  return CROWDED;
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
 * Forgets the failures of the account after a right password. The address gets back only what this attempt took:
 * otherwise one known password would let its owner try others without a delay.
 */
export async function clearAttempt(deps: Deps, attempt: CountedAttempt): Promise<void> {
  const { account, address } = attempt;
  await deps.attemptTurns.run([account, address], async () => {
    const forgotten: Write = {
      op: "delete",
      table: "sign_in_delay",
      key: { org: INSTANCE, subject: account },
    };
    for (let each = 1; each <= ATTEMPTS_MAX; each += 1) {
      const row = await deps.store.get("sign_in_delay", { org: INSTANCE, subject: address });
      const returned = row === undefined ? [] : [returnWrite(row, attempt)];
      if (await commitIfCurrent(deps, [forgotten, ...returned])) return;
    }
  });
}

/** The write that gives the address what the attempt took. */
function returnWrite(row: SignInDelayRow, { before }: CountedAttempt): Write {
  const { subject, version } = row;
  const key = { org: INSTANCE, subject };
  const isLast = version === (before?.version ?? 0) + 1;
  const left = takeBack(row, ADDRESS_RULE, isLast ? before : undefined);
  if (left === undefined) return { op: "delete", table: "sign_in_delay", key, expect: { version } };
  const { failures, until, forgotten } = left;
  return {
    op: "update",
    table: "sign_in_delay",
    key,
    set: { failures, until, forgotten, version: version + 1 },
    expect: { version },
  };
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
