import { alignTypes, flattenAccount } from "../../../core/mapping/flat.ts";
import { formatAdoptionSubject, NEVER_EXPIRES } from "../../../core/provisioning/hold-answer.ts";
import type { LinkEventKind } from "../../../ports/link-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow, Provenance } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import { formatAuthor } from "../../audit.ts";
import type { Actor } from "../../deps.ts";
import type { CycleRun } from "../context.ts";
import { type EvaluatedObject, gatherFacts } from "../plan/gather-facts.ts";
import { readRule } from "../read-scope.ts";
import { recordEvent, toLinkInsert } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { toFormer } from "./former-link.ts";

/** A person's change of the link of an object. */
export interface LinkChange {
  readonly object: Pick<LinkRow, "object" | "type">;
  readonly kind: Extract<LinkEventKind, "relinked" | "unlinked" | "imported" | "undone">;
  /** The link before the change; undefined for none. */
  readonly before: LinkRow | undefined;
}

/** The facts of objects of one type, which say what an account of theirs should hold. */
export async function readFacts(
  context: CycleRun,
  type: LinkRow["type"],
  ids: readonly LinkRow["object"][],
): Promise<ReadonlyMap<string, EvaluatedObject>> {
  const found = await gatherFacts(context, await readRule(context), { type, ids });
  return new Map(found.map((each) => [each.facts.id, each]));
}

/**
 * The writes that link an object to an account in place of its former one. Of the account those attributes are recorded
 * that Muster would send, as with an adoption, and the next cycle compares them.
 */
export async function prepareLink(
  context: CycleRun,
  actor: Actor,
  change: LinkChange,
  to: { readonly account: Account; readonly provenance: Provenance; readonly facts: EvaluatedObject },
): Promise<readonly Write[]> {
  const { org, app } = context;
  const { object, type } = change.object;
  const { account, provenance, facts } = to;
  const wanted = facts.facts.desired;
  const projected = alignTypes(flattenAccount(Object.keys(wanted), account.attributes), wanted);
  return [
    ...dropBefore(context, change),
    toLinkInsert(context, { object, type, account: account.id, provenance, projected }),
    recordChange(context, actor, change, account.id),
    { op: "delete", table: "approval", key: { org, app, object } },
    await keepPending(context, object, { reason: "differs" }),
  ];
}

/** The writes that end the link of an object. The account is not adopted again unless a person approves. */
export async function prepareUnlink(
  context: CycleRun,
  actor: Actor,
  change: LinkChange & { readonly before: LinkRow },
  comment: string | null,
): Promise<readonly Write[]> {
  const { deps, org, app } = context;
  const { object, account } = change.before;
  const answer = { answer: "rejected", actor: formatAuthor(actor), comment } as const;
  const row = { org, app, object, verb: formatAdoptionSubject(account), ...answer };
  return [
    ...dropBefore(context, change),
    recordChange(context, actor, change, account),
    {
      op: "upsert",
      table: "approval",
      row: { ...row, created: deps.env.now(), expires: NEVER_EXPIRES },
    },
    await keepPending(context, object, { reason: "differs" }),
  ];
}

/** A cycle that changed the link meanwhile makes the commit fail. */
function dropBefore({ org, app }: CycleRun, { before }: LinkChange): readonly Write[] {
  if (before === undefined) return [];
  const { object, version } = before;
  return [{ op: "delete", table: "link", key: { org, app, object }, expect: { version } }];
}

function recordChange(
  context: CycleRun,
  actor: Actor,
  { object, kind, before }: LinkChange,
  account: LinkRow["account"],
): Write {
  const former = before === undefined ? null : toFormer(before);
  return recordEvent(context, { ...object, account }, { kind, actor: formatAuthor(actor), former });
}
