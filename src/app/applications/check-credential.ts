import type { ApplicationRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** A bearer token goes into a header (RFC 6750 §2.1). */
const TOKEN = /^[\x21-\x7e]+$/;
/** A client secret may contain spaces (RFC 6749 appendix A.2). A private key, which may not be sent, has several lines. */
const CLIENT_SECRET = /^[\x20-\x7e]+$/;

/** Refuses a credential that cannot be what the settings of the connector send: a bearer token, or a client secret. */
export function checkCredential(
  { connectors }: Pick<Deps, "connectors">,
  { connector, config }: Pick<ApplicationRow, "connector" | "config">,
  text: string,
): Refusal | undefined {
  const parsed = connectors.get(connector)?.parseConfig(config);
  if (parsed?.ok !== true || parsed.isSigningKey === true) return undefined;
  const isToken = parsed.tokenWire === undefined;
  if ((isToken ? TOKEN : CLIENT_SECRET).test(text)) return undefined;
  return refuse("invalid", isToken ? "app.credential-not-a-token" : "app.credential-not-a-secret");
}
