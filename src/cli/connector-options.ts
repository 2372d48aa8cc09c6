import { z } from "zod";
import { collectValues, parseOneOf, parseUrl } from "./arguments.ts";
import type { OptionSpec } from "./define.ts";
import { CliError, EXIT } from "./exit.ts";
import { readPairs } from "./read-pairs.ts";

type Setting = z.core.util.JSONType;
type Settings = Readonly<Record<string, Setting>>;

const METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;

/** The options that set how a connector reaches its target. */
export const CONNECTOR_OPTIONS: readonly OptionSpec[] = [
  { flags: "--url <url>", help: "help.option.url", parse: parseUrl("--url") },
  { flags: "--config <name=value>", help: "help.option.connector-config", parse: collectValues },
  {
    flags: "--oauth-token-url <url>",
    help: "help.option.oauth-token-url",
    parse: parseUrl("--oauth-token-url"),
  },
  { flags: "--client-id <id>", help: "help.option.client-id" },
  {
    flags: "--oauth-method <method>",
    help: "help.option.oauth-method",
    parse: parseOneOf("--oauth-method", METHODS),
  },
  { flags: "--oauth-scope <scope>", help: "help.option.oauth-scope" },
  { flags: "--oauth-audience <audience>", help: "help.option.oauth-audience" },
  { flags: "--oauth-resource <resource>", help: "help.option.oauth-resource" },
  { flags: "--key-id <id>", help: "help.option.key-id" },
  { flags: "--oauth-account-id <id>", help: "help.option.oauth-account-id" },
];

/** The shape of these options. */
export const connectorShape = {
  url: z.string().optional(),
  config: z.array(z.string()).default([]),
  oauthTokenUrl: z.string().optional(),
  clientId: z.string().optional(),
  oauthMethod: z.enum(METHODS).optional(),
  oauthScope: z.string().optional(),
  oauthAudience: z.string().optional(),
  oauthResource: z.string().optional(),
  keyId: z.string().optional(),
  oauthAccountId: z.string().optional(),
};

const shape = z.object(connectorShape);

/**
 * The settings of the connector that these options name. `--config name=` removes a setting; a value is JSON where it can
 * be read as such, and a text otherwise. The members of `oauth` are added to those of `before`.
 */
export function readConnectorConfig(options: z.output<typeof shape>, before: Settings = {}): Settings {
  const pairs = Object.entries(readPairs("--config", options.config));
  const { url } = options;
  const oauth = readOAuth(options);
  const held = before["oauth"];
  const kept = typeof held === "object" && held !== null && !Array.isArray(held) ? held : {};
  return {
    ...(url === undefined ? {} : { url }),
    ...Object.fromEntries(pairs.map(([name, value]) => [name, readValue(value)])),
    ...(Object.keys(oauth).length === 0 ? {} : { oauth: { ...kept, ...oauth } }),
  };
}

function readOAuth(options: z.output<typeof shape>): Record<string, string> {
  const { oauthTokenUrl, clientId, oauthMethod, oauthScope, oauthAudience, oauthResource } = options;
  const { keyId, oauthAccountId: accountId } = options;
  const members = {
    ...{ tokenUrl: oauthTokenUrl, clientId, method: oauthMethod, scope: oauthScope },
    ...{ audience: oauthAudience, resource: oauthResource, keyId, accountId },
  };
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined),
  );
}

function readValue(text: string): Setting {
  if (text === "") return null;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Wrong usage unless exactly one of these options was given. */
export function requireOne(options: Readonly<Record<string, unknown>>): void {
  const given = Object.values(options).filter((value) => value !== undefined);
  if (given.length === 1) return;
  throw new CliError(EXIT.usage, "usage.choose-one", { options: Object.keys(options).join(", ") });
}
