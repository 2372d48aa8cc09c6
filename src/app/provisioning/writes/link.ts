import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { keepSpellings } from "../../../core/provisioning/spelling.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkEnd, LinkEventRow } from "../../../ports/link-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { CycleContext } from "../context.ts";

type Application = Pick<CycleContext, "deps" | "org" | "app">;

/** An account that an object is about to be linked to. */
export interface NewLink {
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly account: AccountId;
  readonly provenance: LinkRow["provenance"];
  /** The attributes that the account is known to hold. */
  readonly projected: FlatAttributes;
  /** The values that the target shows in place of some of them. */
  readonly spelt?: FlatAttributes;
}

/** The writes by which a cycle links an object to an account. They are refused if one of them is linked already. */
export function insertLink(
  context: Application,
  link: NewLink & { readonly provenance: "created" | "adopted" | "recovered" },
): readonly Write[] {
  return [toLinkInsert(context, link), recordEvent(context, link, { kind: link.provenance })];
}

/** The write that links an object to an account, without the entry of its history. */
export function toLinkInsert({ deps, org, app }: Application, link: NewLink): Write {
  const now = deps.env.now();
  const { object, type, account, provenance, projected, spelt = {} } = link;
  const hash = hashOf(deps, projected);
  const state = { status: "complete", scope: "in", version: 1, created: now, modified: now } as const;
  const known = { provenance, projected, spelt: toStored(spelt) };
  const row: LinkRow = { org, app, object, type, account, ...known, hash, ...state };
  return { op: "insert", table: "link", row };
}

/** The write that records which attributes a linked account holds now, and new spellings of the target. */
export function updateLink(
  { deps, org, app }: Application,
  link: LinkRow,
  projected: FlatAttributes,
  {
    spelt = {},
    ...more
  }: Partial<Pick<LinkRow, "scope" | "status" | "former_names" | "leave_approved">> & {
    readonly spelt?: FlatAttributes;
  } = {},
): Write {
  const kept = keepSpellings(link.spelt ?? {}, link.projected, projected);
  const set = {
    ...more,
    projected,
    spelt: toStored({ ...kept, ...spelt }),
    hash: hashOf(deps, projected),
    version: link.version + 1,
    modified: deps.env.now(),
  };
  return { op: "update", table: "link", key: { org, app, object: link.object }, set };
}

/** The parts of a link that its history names. */
type LinkEnds = Pick<LinkRow, "object" | "type" | "account">;

/** The writes by which a cycle ends the link of an object. */
export function deleteLink(context: Application, link: LinkEnds, cause: LinkEnd): readonly Write[] {
  const { org, app } = context;
  return [
    { op: "delete", table: "link", key: { org, app, object: link.object } },
    recordEvent(context, link, { kind: "ended", cause }),
  ];
}

/** The write of an entry in the history of a link. */
export function recordEvent(
  { deps, org, app }: Application,
  { object, type, account }: LinkEnds,
  event: Pick<LinkEventRow, "kind"> & Partial<Pick<LinkEventRow, "actor" | "cause" | "former">>,
): Write {
  const { kind, actor = "system", cause = null, former = null } = event;
  const place = { org, app, object, id: deps.env.newId(), type, account };
  return {
    op: "insert",
    table: "link_event",
    row: { ...place, at: deps.env.now(), kind, actor, cause, former },
  };
}

/** The write that records a membership which the target holds, or that it holds one no longer. */
export function recordMembership(
  { org, app }: Pick<Application, "org" | "app">,
  membership: { readonly group: ObjectId; readonly member: ObjectId; readonly isHeld: boolean },
): Write {
  const key = { org, app, group_id: membership.group, member_id: membership.member };
  return membership.isHeld
    ? { op: "ensure", table: "link_member", row: key }
    : { op: "delete", table: "link_member", key };
}

function toStored(spelt: FlatAttributes): FlatAttributes | null {
  return Object.keys(spelt).length === 0 ? null : spelt;
}

function hashOf(deps: Application["deps"], projected: FlatAttributes): string {
  return deps.env.hash(JSON.stringify(projected));
}
