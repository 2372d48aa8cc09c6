import type { AccountId, AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow, ObjectRow, Provenance } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import { createAuditWrite } from "../../audit.ts";
import { type Actor, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { forgetMemberships } from "../apply/forget-account.ts";
import { type CycleRun, ensureAbilities } from "../context.ts";
import { displayNameOf } from "../object-name.ts";
import { keepMemberships } from "./keep-memberships.ts";
import { type LinkChange, prepareLink, prepareUnlink, readFacts } from "./link-changes.ts";

/** The link of one object in an application, and a person's comment on its change. */
export interface LinkRequest {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly comment?: string | undefined;
}

/** The effect of a change: the link of the object now, and the account that it left behind. */
export interface ChangedLink {
  readonly name: string;
  readonly link: LinkRow | undefined;
  /** An account that the object was linked to before. It stays as it is in the target. */
  readonly left: AccountId | null;
}

/** An object of an application, as a change of its link finds it under the lease. */
export interface LinkSubject {
  readonly context: CycleRun;
  readonly actor: Actor;
  readonly request: LinkRequest;
  readonly object: ObjectRow | undefined;
  readonly before: LinkRow | undefined;
  readonly name: string;
}

/** Reads the object and its link. */
export async function readSubject(
  context: CycleRun,
  actor: Actor,
  request: LinkRequest,
): Promise<LinkSubject> {
  const { org, app, object: id } = request;
  const object = await context.deps.store.get("object", { org, id });
  const before = await context.deps.store.get("link", { org, app, object: id });
  return { context, actor, request, object, before, name: displayNameOf(object, before, context.rules) };
}

/** Links the object to an account, in place of the one that it has. Refused if the account is not there or belongs to another object. */
export async function linkTo(
  subject: LinkSubject,
  kind: "relinked" | "undone",
  to: { readonly account: AccountId; readonly provenance: Provenance },
): Promise<ChangedLink | Refusal> {
  const { context, actor, request, object, before, name } = subject;
  const type = object?.type;
  if (type !== "user" && type !== "group") {
    return refuse("not-found", "account-link.object-unknown", { object: request.object });
  }
  const taken = await findOwner(context, type, to.account);
  if (taken !== undefined) {
    return taken.object === request.object
      ? refuse("conflict", "account-link.unchanged", { name, account: to.account })
      : refuse("conflict", "account-link.taken", {
          account: to.account,
          owner: taken.name,
          id: taken.object,
        });
  }
  const account = await readAccount(context, type, to.account);
  if (isRefusal(account)) return account;
  const facts = (await readFacts(context, type, [request.object])).get(request.object);
  if (facts === undefined)
    return refuse("not-found", "account-link.object-unknown", { object: request.object });
  if (before !== undefined) await forgetMemberships(context, request.object, type);
  const change: LinkChange = { object: { object: request.object, type }, kind, before };
  const writes = await prepareLink(context, actor, change, { account, provenance: to.provenance, facts });
  const activity = kind === "undone" ? "undo" : "relink";
  const changed = await commitChange(subject, writes, { activity, account: account.id });
  if (!isRefusal(changed)) await keepMemberships(context, [change.object]);
  return changed;
}

/** Ends the link of the object. The account stays as it is. */
export async function endLink(
  subject: LinkSubject,
  kind: "unlinked" | "undone",
): Promise<ChangedLink | Refusal> {
  const { context, actor, request, before, name } = subject;
  if (before === undefined) return refuse("not-found", "account-link.none", { name: name || request.object });
  await forgetMemberships(context, before.object, before.type);
  const change = { object: before, kind, before };
  const writes = await prepareUnlink(context, actor, change, request.comment ?? null);
  return commitChange(subject, writes, {
    activity: kind === "undone" ? "undo" : "unlink",
    account: null,
  });
}

/** The object that an account is linked to; undefined for a free account. */
export async function findOwner(
  { deps, org, app, rules }: CycleRun,
  type: LinkRow["type"],
  account: AccountId,
): Promise<{ readonly object: ObjectId; readonly name: string } | undefined> {
  const [link] = await deps.store.page("link", { where: { org, app, type, account }, limit: 1 });
  if (link === undefined) return undefined;
  const object = await deps.store.get("object", { org, id: link.object });
  return { object: link.object, name: displayNameOf(object, link, rules) };
}

/** Reads an account; a refusal when the target has none with this id, or does not answer. */
async function readAccount(
  context: CycleRun,
  type: LinkRow["type"],
  id: AccountId,
): Promise<Account | Refusal> {
  const known = await ensureAbilities(context);
  if (!known.ok) return refuse("unavailable", known.fault.code, known.fault.params);
  const read = await context.target.read(type, id, context.signal);
  if (read.ok) return read.value;
  return read.fault.kind === "not-found"
    ? refuse("conflict", "account-link.account-unknown", { account: id })
    : refuse("unavailable", read.fault.code, read.fault.params);
}

async function commitChange(
  { context, actor, request, before, name }: LinkSubject,
  writes: readonly Write[],
  done: { readonly activity: "relink" | "unlink" | "undo"; readonly account: AccountId | null },
): Promise<ChangedLink | Refusal> {
  const { deps, org, app, application } = context;
  const entry = {
    ...({ org, category: "link", activity: done.activity, target: request.object } as const),
    detail: {
      ...{ name, app, application: application.name, account: done.account },
      ...{ former: before?.account ?? null, comment: request.comment ?? null },
    },
  };
  const committed = await deps.store.commit([...writes, createAuditWrite(deps, actor, entry)]);
  if (committed.kind === "conflict") return refuse("conflict", "account-link.changed-meanwhile", { name });
  const link = await deps.store.get("link", { org, app, object: request.object });
  return { name, link, left: before?.account ?? null };
}
