import { type AppId, type OrgId, type PrincipalId, type SecretId, trustId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ChangeSet, Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Connector } from "../../ports/target.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { newSecret } from "../secrets.ts";

/** The input of a new application. */
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
  const secret = input.secret === undefined ? undefined : newSecret(deps, input.org, input.secret);
  const row = newRow(deps, input, secret?.id ?? null, connector.defaultMappings);
  const committed = await deps.store.commit(creation(deps, author, row, secret?.write));
  if (committed.kind === "conflict") return refuse("conflict", "app.name-taken", { name: input.name });
  return row;
}

function newRow(
  deps: Deps,
  input: NewApplication,
  secret: SecretId | null,
  mappings: Connector["defaultMappings"],
): ApplicationRow {
  const { org, name, connector, config } = input;
  const now = deps.env.now();
  return {
    org,
    id: trustId<AppId>(deps.env.newId()),
    name,
    name_key: foldText(name),
    connector,
    config,
    secret,
    mappings: { ...mappings },
    scopes: null,
    settings: { everySeconds: input.everySeconds },
    version: 1,
    target_version: 1,
    created: now,
    modified: now,
  };
}

function creation(deps: Deps, author: Author, row: ApplicationRow, secret: Write | undefined): ChangeSet {
  const { org, id: app, name, created } = row;
  return [
    { op: "insert", table: "application", row },
    ...(secret === undefined ? [] : [secret]),
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
        initial_owed: 0,
        version: 1,
      },
    },
    createAuditWrite(deps, author, {
      org,
      category: "application",
      activity: "create",
      target: app,
      detail: { name, connector: row.connector, config: row.config },
    }),
  ];
}
