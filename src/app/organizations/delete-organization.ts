import { type AppId, INSTANCE, type OrgId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { CycleRow } from "../../ports/cycle-tables.ts";
import type { OrganizationRemovalRow } from "../../ports/removal-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { countContents, type OrganizationContents } from "./organization-contents.ts";

/** A token, an application or a role that comes or goes meanwhile makes the deletion begin again. */
const ATTEMPTS_MAX = 5;

/** The part of the engine that a deletion needs. */
interface Work {
  reschedule(org: OrgId, app: AppId): Promise<void>;
  cancel(author: Author, cycle: Pick<CycleRow, "org" | "id">): Promise<CycleRow | Refusal>;
}

/** A deletion that has begun, with what the organization held. */
export interface OrganizationRemoval extends OrganizationContents {
  readonly row: OrganizationRemovalRow;
}

/**
 * Deletes an organization. One commit takes its row away, and with it everything by which anything could still happen in
 * its name: tokens, roles of persons, one-time links, applications with their schedules, webhooks, and the leases of work
 * under way, which can then neither write nor send. The other rows go in the background (`RemovalJob`). Nothing is sent:
 * accounts stay in the targets as they are. The entry of the audit trail is one of the instance.
 *
 * Refused if the organization has another name than the one given, so that a mistaken id deletes nothing.
 */
export async function deleteOrganization(
  deps: Deps,
  work: Work,
  author: Author,
  { org, name }: { readonly org: OrgId; readonly name: string },
): Promise<OrganizationRemoval | Refusal> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const before = await deps.store.get("organization", { org });
    if (before === undefined) return refuse("not-found", "org.not-found", { org });
    if (foldText(name) !== before.name_key) {
      return refuse("conflict", "org.name-differs", { name: before.name, given: name });
    }
    const removal = await tryDelete(deps, work, author, before);
    if (removal !== undefined) return removal;
    await deps.env.sleep(attempt);
  }
  return refuse("conflict", "org.changed-meanwhile", { name });
}

async function tryDelete(
  deps: Deps,
  work: Work,
  author: Author,
  { org, name }: OrganizationRow,
): Promise<OrganizationRemoval | undefined> {
  const { store, env } = deps;
  const contents = await countContents(deps, org);
  const row: OrganizationRemovalRow = { org, name, requested: env.now(), emptied: null };
  const applications = await collectRows(readEachPage(store, "application", { org }));
  const committed = await store.commit([
    { op: "delete", table: "organization", key: { org }, expect: { name } },
    { op: "insert", table: "organization_removal", row },
    ...applications.map(({ id }): Write => ({ op: "delete", table: "application", key: { org, id } })),
    ...(await prepareEndOfWork(deps, org)),
    ...(await prepareEndOfAccess(deps, org)),
    createAuditWrite(deps, author, {
      org: INSTANCE,
      category: "organization",
      activity: "delete",
      target: org,
      detail: { name, ...contents },
    }),
  ]);
  if (committed.kind === "conflict") return undefined;
  deps.revocations.happened();
  for (const { id } of applications) await work.reschedule(org, id);
  // Without its lease a cycle can write nothing; without this it would go on reading until it notices.
  for await (const cycles of readEachPage(store, "cycle", { org, ended: null })) {
    for (const { id } of cycles) await work.cancel(author, { org, id });
  }
  return { row, ...contents };
}

/** Ends schedules and webhooks, and takes the leases away: work that has lost its lease writes and sends nothing more. */
async function prepareEndOfWork({ store }: Deps, org: OrgId): Promise<readonly Write[]> {
  const schedules = await collectRows(readEachPage(store, "provisioning", { org }));
  const webhooks = await collectRows(readEachPage(store, "webhook", { org }));
  const leases = await collectRows(readEachPage(store, "lease", { org }));
  return [
    ...schedules.map(({ app }): Write => ({ op: "delete", table: "provisioning", key: { org, app } })),
    ...webhooks.map(({ id }): Write => ({ op: "delete", table: "webhook", key: { org, id } })),
    ...leases.map((lease): Write => ({ op: "delete", table: "lease", key: { org, name: lease.name } })),
  ];
}

/** Ends tokens, roles and links at once. Its providers sign in no person any more; the job forgets whom they knew. */
async function prepareEndOfAccess({ store }: Deps, org: OrgId): Promise<readonly Write[]> {
  const tokens = await collectRows(readEachPage(store, "token", { org }));
  const roles = await collectRows(readEachPage(store, "person_role", { org }));
  const links = await collectRows(readEachPage(store, "one_time_link", { org }));
  const providers = await collectRows(readEachPage(store, "identity_provider", { org, state: "on" }));
  return [
    ...tokens.map(({ id }): Write => ({ op: "delete", table: "token", key: { org, id } })),
    ...roles.map(({ person }): Write => ({ op: "delete", table: "person_role", key: { org, person } })),
    ...links.map(({ id }): Write => ({ op: "delete", table: "one_time_link", key: { org, id } })),
    ...providers.map(
      ({ id }): Write => ({
        ...{ op: "update", table: "identity_provider", key: { org, id } },
        ...{ set: { state: "off" } },
      }),
    ),
  ];
}
