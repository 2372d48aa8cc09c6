import { type AppId, type OrgId, type PrincipalId, type SecretId, trustId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import { foldText } from "../core/scim/text.ts";
import type { ChangeSet, Write } from "../ports/store.ts";
import type { ApplicationRow } from "../ports/tables.ts";
import { type Author, auditWrite } from "./audit.ts";
import { type Deps, type Refusal, refuse } from "./deps.ts";

/** What an application begins with. */
export interface NewApplication {
  readonly org: OrgId;
  readonly name: string;
  readonly connector: string;
  readonly config: JsonObject;
  /** The credential for the target; sealed before it is stored. */
  readonly secret?: string | undefined;
  readonly everySeconds: number;
}

/** Creates an application with its principal. Provisioning waits until its first cycle was applied. */
export async function createApplication(
  deps: Deps,
  author: Author,
  input: NewApplication,
): Promise<ApplicationRow | Refusal> {
  const connector = deps.connectors.get(input.connector);
  if (connector === undefined) {
    const known = [...deps.connectors.keys()].join(", ");
    return refuse("invalid", "app.connector-unknown", { connector: input.connector, known });
  }
  const parsed = connector.parseConfig(input.config);
  if (!parsed.ok) return refuse("invalid", parsed.code, parsed.params);
  const { row, secret } = newRows(deps, input);
  const committed = await deps.store.commit(creation(deps, author, row, secret));
  if (committed.kind === "conflict") return refuse("conflict", "app.name-taken", { name: input.name });
  return row;
}

function newRows(deps: Deps, input: NewApplication): { row: ApplicationRow; secret: readonly Write[] } {
  const { org, name, connector, config } = input;
  const now = deps.env.now();
  const secretId = input.secret === undefined ? null : trustId<SecretId>(deps.env.newId());
  const row: ApplicationRow = {
    org,
    id: trustId<AppId>(deps.env.newId()),
    name,
    name_key: foldText(name, false),
    connector,
    config,
    secret: secretId,
    mappings: null,
    settings: { everySeconds: input.everySeconds },
    version: 1,
    created: now,
    modified: now,
  };
  if (input.secret === undefined || secretId === null) return { row, secret: [] };
  // Bound to the row that holds it, so that a sealed text cannot be moved to another.
  const { keyId, sealed } = deps.secrets.seal(org, secretId, input.secret);
  const stored = { org, id: secretId, key_id: keyId, sealed, created: now };
  return { row, secret: [{ op: "insert", table: "secret", row: stored }] };
}

function creation(deps: Deps, author: Author, row: ApplicationRow, secret: readonly Write[]): ChangeSet {
  const { org, id: app, name, created } = row;
  return [
    { op: "insert", table: "application", row },
    ...secret,
    {
      op: "insert",
      table: "principal",
      row: {
        org,
        id: trustId<PrincipalId>(deps.env.newId()),
        app,
        kind: "integration",
        name,
        created,
        removed: null,
      },
    },
    {
      op: "insert",
      table: "provisioning",
      row: {
        org,
        app,
        state: "waiting",
        watermark: null,
        config_version: 0,
        abilities: null,
        quarantine: null,
        next_run: null,
        version: 1,
      },
    },
    auditWrite(deps, author, {
      org,
      category: "application",
      activity: "create",
      target: app,
      detail: { name, connector: row.connector, config: row.config },
    }),
  ];
}
