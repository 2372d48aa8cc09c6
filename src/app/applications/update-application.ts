import type { AppId, OrgId } from "../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../core/json.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { checkCredential } from "./check-credential.ts";
import { findNewReceiver, refuseNewReceiver } from "./credential-receivers.ts";
import { prepareSecret } from "./prepare-secret.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** The changes to an application; a field left out stays. */
export interface ApplicationChange {
  readonly name?: string | undefined;
  /** Settings of the connector to put in place of those of the same name; null removes one. */
  readonly config?: JsonObject | undefined;
  readonly everySeconds?: number | undefined;
  /** The credential, which takes the place of the stored one; needed where the settings lead to another server. */
  readonly secret?: string | undefined;
}

/**
 * Changes name, connector settings or interval, and the credential with them. Other settings of the connector make a new version of the
 * application: the next cycle looks at all objects, and detects again what the target can do. The caller has
 * to tell the engine (`Engine.reschedule`).
 */
export async function updateApplication(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly change: ApplicationChange },
): Promise<ApplicationRow | Refusal> {
  const { org, app, change } = input;
  const before = await deps.store.get("application", { org, id: app });
  if (before === undefined) return refuse("not-found", "app.not-found", { app });
  const edit = prepareUpdate(deps, before, change);
  if (isRefusal(edit)) return edit;
  if (change.secret !== undefined) {
    const { connector } = before;
    const refused = checkCredential(
      deps,
      { connector, config: edit.set.config ?? before.config },
      change.secret,
    );
    if (refused !== undefined) return refused;
    return writeApplication(deps, author, before, [edit, prepareSecret(deps, before, change.secret)]);
  }
  const server = findNewReceiver(deps, before, edit.set.config ?? before.config);
  return server === undefined
    ? writeApplication(deps, author, before, [edit])
    : refuseNewReceiver(before.name, server);
}

/** Checks a change of name, connector settings or interval, and prepares its write. */
export function prepareUpdate(
  { connectors }: Pick<Deps, "connectors">,
  before: ApplicationRow,
  change: ApplicationChange,
): ApplicationEdit | Refusal {
  const connector = connectors.get(before.connector);
  if (connector === undefined) return refuse("not-found", "app.not-found", { app: before.id });
  const { name = before.name, everySeconds } = change;
  const config = withoutNulls({ ...before.config, ...change.config });
  const parsed = connector.parseConfig(config);
  if (!parsed.ok) return refuse("invalid", parsed.code, parsed.params);
  const settings = everySeconds === undefined ? before.settings : { ...before.settings, everySeconds };
  return {
    set: { name, name_key: foldText(name), config, ...(everySeconds === undefined ? {} : { settings }) },
    alters: isSameJson(config, before.config) ? "nothing" : "target",
    detail: { config, settings },
  };
}

/** A setting with the value null is removed. */
function withoutNulls(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
