import { CliError, EXIT } from "./exit.ts";
import type { World } from "./world.ts";

/** The default address of a server, for `muster serve` and for `MUSTER_URL`. */
export const DEFAULT_URL = "http://127.0.0.1:8080";

/** A setting and the place that it was read from. */
export interface Setting {
  readonly value: string;
  readonly from: "option" | "environment" | "file" | "default";
}

/** The values that `muster login` keeps. */
export interface Login {
  readonly url: string;
  readonly token: string;
  /** The id of an organization. */
  readonly organization?: string | undefined;
}

/** Where to call, as whom, and in which organization. */
export interface CallSettings {
  readonly url: Setting;
  readonly token: Setting | undefined;
  readonly organization: Setting | undefined;
}

/**
 * Reads the settings: the environment goes before the login. Token and organization of a login belong to its address:
 * they are not used with another address, so that no server receives the token of another.
 */
export function readSettings(world: World): CallSettings {
  const { env } = world;
  const login = readLogin(world);
  const url: Setting =
    fromEnvironment(env["MUSTER_URL"]) ??
    (login === undefined ? { value: DEFAULT_URL, from: "default" } : { value: login.url, from: "file" });
  const ofServer = login !== undefined && isSameAddress(login.url, url.value) ? login : undefined;
  return {
    url,
    token: fromEnvironment(env["MUSTER_TOKEN"]) ?? fromFile(ofServer?.token),
    organization: fromEnvironment(env["MUSTER_ORG"]) ?? fromFile(ofServer?.organization),
  };
}

function fromEnvironment(value: string | undefined): Setting | undefined {
  return value === undefined || value === "" ? undefined : { value, from: "environment" };
}

function fromFile(value: string | undefined): Setting | undefined {
  return value === undefined ? undefined : { value, from: "file" };
}

function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, "") === other.replace(/\/+$/, "");
}

function readLogin({ login }: World): Login | undefined {
  const text = login?.read();
  if (login === undefined || text === undefined) return undefined;
  const value = parseJson(text);
  if (typeof value === "object" && value !== null && "url" in value && "token" in value) {
    const { url, token } = value;
    const organization = "organization" in value ? value.organization : undefined;
    const isWhole = typeof url === "string" && typeof token === "string";
    if (isWhole && (organization === undefined || typeof organization === "string")) {
      return { url, token, organization };
    }
  }
  throw new CliError(EXIT.usage, "usage.login-damaged", { file: login.path });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
