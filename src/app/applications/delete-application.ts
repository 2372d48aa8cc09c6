import type { AppId, OrgId } from "../../core/ids.ts";
import type { Store, Write } from "../../ports/store.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import type { Engine } from "../provisioning/engine/engine.ts";

/** Rows deleted by one change set: few enough that other writes come in between. */
const AT_ONCE = 500;

/**
 * Removes an application with its credential, principal, provisioning, assignments, links, ledger of members, pending
 * objects and answers to holds. Nothing is sent: accounts stay in the target as they are. Plans, cycles, logs, exchanges
 * and the audit trail are kept. Refused while a cycle runs. The application is gone first, so that nothing begins; what
 * a crash leaves over is removed by asking again.
 */
export async function deleteApplication(
  deps: Deps,
  engine: Pick<Engine, "whileIdle" | "reschedule">,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId },
): Promise<undefined | Refusal> {
  const { org, app } = input;
  // Its provisioning goes last, and tells as long as it is there that something may be left over.
  const provisioning = await deps.store.get("provisioning", { org, app });
  if (provisioning === undefined) return refuse("not-found", "app.not-found", { app });
  return engine.whileIdle(org, app, async () => {
    const refused = await removeApplication(deps, author, org, app);
    if (refused !== undefined) return refused;
    await engine.reschedule(org, app);
    await removeWhatItKept(deps.store, org, app);
    await commitOrThrow(deps, [{ op: "delete", table: "provisioning", key: { org, app } }]);
    return undefined;
  });
}

async function removeApplication(
  deps: Deps,
  author: Author,
  org: OrgId,
  app: AppId,
): Promise<undefined | Refusal> {
  const { store } = deps;
  const application = await store.get("application", { org, id: app });
  if (application === undefined) return undefined;
  const { name, connector, config, secret, modified } = application;
  const principals = await collectRows(readEachPage(store, "principal", { org, app }));
  const secrets: readonly Write[] =
    secret === null ? [] : [{ op: "delete", table: "secret", key: { org, id: secret } }];
  const committed = await store.commit([
    { op: "delete", table: "application", key: { org, id: app }, expect: { modified, secret } },
    ...secrets,
    ...principals.map(({ id }): Write => ({ op: "delete", table: "principal", key: { org, id } })),
    // Another process that still has its schedule finds that there is nothing to run.
    { op: "update", table: "provisioning", key: { org, app }, set: { state: "off", next_run: null } },
    createAuditWrite(deps, author, {
      org,
      category: "application",
      activity: "delete",
      target: app,
      detail: { name, connector, config },
    }),
  ]);
  return committed.kind === "conflict" ? refuse("conflict", "app.changed-meanwhile", { app }) : undefined;
}

/** Everything that may be many. */
async function removeWhatItKept(store: Store, org: OrgId, app: AppId): Promise<void> {
  const page = { where: { org, app }, limit: AT_ONCE };
  await drain(
    store,
    () => store.page("assignment", page),
    (key) => ({ op: "delete", table: "assignment", key }),
  );
  await drain(
    store,
    () => store.page("selected_group", page),
    (key) => ({ op: "delete", table: "selected_group", key }),
  );
  await drain(
    store,
    () => store.page("drift_hold", page),
    ({ org: of, app: id, object }) => ({
      op: "delete",
      table: "drift_hold",
      key: { org: of, app: id, object },
    }),
  );
  await drain(
    store,
    () => store.page("reconciliation", page),
    ({ org: of, app: id }) => ({ op: "delete", table: "reconciliation", key: { org: of, app: id } }),
  );
  await drain(
    store,
    () => store.page("target_refusal", page),
    (key) => ({ op: "delete", table: "target_refusal", key }),
  );
  await drain(
    store,
    () => store.page("approval", page),
    (key) => ({ op: "delete", table: "approval", key }),
  );
  await drain(
    store,
    () => store.page("due_change", page),
    (key) => ({ op: "delete", table: "due_change", key }),
  );
  await drain(
    store,
    () => store.page("pending", page),
    (key) => ({ op: "delete", table: "pending", key }),
  );
  await drain(
    store,
    () => store.page("link_member", page),
    (key) => ({ op: "delete", table: "link_member", key }),
  );
  await drain(
    store,
    () => store.page("link_event", page),
    ({ org: of, app: id, object, id: event }) => ({
      op: "delete",
      table: "link_event",
      key: { org: of, app: id, object, id: event },
    }),
  );
  await drain(
    store,
    () => store.page("link", page),
    (key) => ({ op: "delete", table: "link", key }),
  );
}

/** Deletes all rows, page by page. */
async function drain<Each>(
  store: Store,
  next: () => Promise<readonly Each[]>,
  deletion: (row: Each) => Write,
): Promise<void> {
  for (let rows = await next(); rows.length > 0; rows = await next())
    await commitOrThrow({ store }, rows.map(deletion));
}
