import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Verification, verifyTrail } from "../app/audit-chain/verify-trail.ts";
import { collectRows, readEachPage } from "../app/paging.ts";
import { CliError, EXIT, type ExitCode, failHere } from "../cli/exit.ts";
import type { LocalCommand, VerifyAuditOptions } from "../cli/local-commands.ts";
import type { Output } from "../cli/output.ts";
import { findExitOfVerification, renderVerification } from "../cli/render-verification.ts";
import { INSTANCE, type OrgId } from "../core/ids.ts";
import { showVerification } from "../http/admin/audit-chain.ts";
import { createEnv } from "../platform/env.ts";
import { loadMasterKey, MASTER_KEY_FILE, parseMasterKey } from "../platform/master-key.ts";
import { openSecrets } from "../platform/secrets.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { StoreReader } from "../ports/store.ts";
import { openStoreReader } from "../store/open.ts";
import { DATABASE_FILE } from "../store/sqlite/open-reader.ts";
import { StoreError } from "../store/store-error.ts";
import type { Configuration } from "./configuration.ts";
import { configurationOf, refuseMissing } from "./instance.ts";

/** A trail to verify; the instance has no name. */
interface Trail {
  readonly org: OrgId;
  readonly name: string | null;
}

/** `muster audit verify --data`: reads the store beside a server, or without one, and writes nothing. */
export const verifyAudit: LocalCommand<VerifyAuditOptions> = async (input) => {
  const { options, output } = input;
  const { data: directory } = options;
  const configuration = configurationOf(input);
  refuseMissing(directory, configuration);
  const secrets = await readSecrets(directory, configuration);
  const reader = await openReader(directory, configuration);
  try {
    const trails = await chooseTrails(reader, options);
    const results = await verifyEach(reader, secrets, trails, options.expect);
    const shown = results.map(({ trail, found }) => ({
      organization: trail.org === INSTANCE ? null : trail.org,
      name: trail.name,
      ...showVerification(found),
    }));
    const intact = shown.every((each) => each.intact);
    output.result({ intact, signed: secrets !== undefined, trails: shown }, () => [
      ...shown.flatMap((each) => [nameTrail(each.name, output), ...renderVerification(each, output), ""]),
      ...(secrets === undefined ? [output.messages.word("cli.audit-no-key")] : []),
    ]);
    return chooseExit(shown.map(findExitOfVerification));
  } catch (error) {
    if (error instanceof StoreError) throw failHere(error.code, error.params, error);
    throw error;
  } finally {
    await reader.close();
  }
};

/** A failure counts for more than a signature that could not be checked. */
function chooseExit(exits: readonly ExitCode[]): ExitCode {
  return exits.find((exit) => exit === EXIT.failed) ?? exits.find((exit) => exit !== EXIT.done) ?? EXIT.done;
}

function nameTrail(name: string | null, { messages }: Pick<Output, "messages">): string {
  return name === null
    ? messages.word("cli.audit-trail-instance")
    : messages.word("cli.audit-trail", { name });
}

/** Opens the store for reading alone. A server may have it open, which the lock of the directory says nothing about. */
async function openReader(
  directory: string,
  { databaseUrl }: Pick<Configuration, "databaseUrl">,
): Promise<StoreReader> {
  if (databaseUrl !== undefined) return openStoreReader({ url: databaseUrl });
  if (!existsSync(join(directory, DATABASE_FILE))) throw failHere("start.not-initialized", { directory });
  return openStoreReader({ directory });
}

/** The key that checks signatures; undefined if it is missing, because a verification never makes a key. */
async function readSecrets(
  directory: string,
  { masterKey }: Pick<Configuration, "masterKey">,
): Promise<Secrets | undefined> {
  const isHere = masterKey !== undefined || existsSync(join(directory, MASTER_KEY_FILE));
  if (!isHere) return undefined;
  const key =
    masterKey === undefined
      ? await loadMasterKey(directory, async () => true)
      : parseMasterKey(masterKey, "MUSTER_MASTER_KEY");
  if (!key.ok) throw failHere(key.code, key.params);
  return openSecrets(key);
}

async function chooseTrails(
  reader: StoreReader,
  { org: find, instance }: Pick<VerifyAuditOptions, "org" | "instance">,
): Promise<readonly Trail[]> {
  const ofInstance: Trail = { org: INSTANCE, name: null };
  if (instance) return [ofInstance];
  const all: readonly Trail[] = await collectRows(readEachPage(reader, "organization", {}));
  if (find === undefined) return [...all, ofInstance];
  const wanted = find.trim().toLowerCase();
  const found = all.filter(({ org, name }) => org === wanted || name?.toLowerCase() === wanted);
  if (found.length > 0) return found;
  const list = all.map(({ name }) => `"${name}"`).join(", ");
  throw new CliError(EXIT.usage, "usage.org-unknown", { find, list: list === "" ? "-" : list });
}

async function verifyEach(
  store: StoreReader,
  secrets: Secrets | undefined,
  trails: readonly Trail[],
  expect: string | undefined,
): Promise<readonly { readonly trail: Trail; readonly found: Verification }[]> {
  const env = createEnv();
  const results: { readonly trail: Trail; readonly found: Verification }[] = [];
  for (const trail of trails) {
    results.push({ trail, found: await verifyTrail({ store, env, secrets }, { org: trail.org, expect }) });
  }
  return results;
}
