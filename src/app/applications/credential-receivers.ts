import type { JsonObject } from "../../core/json.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Connector } from "../../ports/target.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** The servers, as origins, that other settings would make the stored credential known to. */
interface Receivers {
  /** The server that the credential is for: the token endpoint where there is one, and else the target. */
  readonly credential: string | undefined;
  /** True if that server gets the credential itself, and not only what a key has signed. */
  readonly isSent: boolean;
  /** The server that gets an access token which was obtained with the credential. */
  readonly token: string | undefined;
}

/**
 * The server that would get the stored credential, or an access token for it, by these settings and not by the stored
 * ones. Undefined where no server is added or no credential is stored. Such settings need the credential once more: a person who may
 * change an address, and cannot read the credential, could otherwise have it sent to a server of their own.
 */
export function findNewReceiver(
  { connectors }: Pick<Deps, "connectors">,
  before: ApplicationRow,
  config: JsonObject,
): string | undefined {
  const connector = connectors.get(before.connector);
  if (before.secret === null || connector === undefined) return undefined;
  const known = readReceivers(connector, before.config);
  const wanted = readReceivers(connector, config);
  const isDisclosed = wanted.isSent && !known.isSent;
  if (wanted.credential !== undefined && (wanted.credential !== known.credential || isDisclosed)) {
    return wanted.credential;
  }
  const holders = [known.credential, known.token];
  return wanted.token === undefined || holders.includes(wanted.token) ? undefined : wanted.token;
}

/** The refusal of settings that would send the stored credential to another server. */
export function refuseNewReceiver(name: string, server: string): Refusal {
  return refuse("conflict", "app.credential-needed", { name, server });
}

/** Settings that cannot be used send nothing anywhere. */
function readReceivers(connector: Connector, config: JsonObject): Receivers {
  const parsed = connector.parseConfig(config);
  if (!parsed.ok) return { credential: undefined, token: undefined, isSent: false };
  const { wire, tokenWire, isSigningKey = false } = parsed;
  return tokenWire === undefined
    ? { credential: originOf(wire.baseUrl), token: undefined, isSent: true }
    : { credential: originOf(tokenWire.baseUrl), token: originOf(wire.baseUrl), isSent: !isSigningKey };
}

function originOf(url: string): string {
  return new URL(url).origin;
}
