import type { Json, JsonObject } from "../../core/json.ts";
import { stripAddress } from "../../core/redact.ts";
import type { Connector } from "../../ports/target.ts";
import type { CallRate } from "../../ports/wire.ts";
import { OAUTH_METHODS, type OAuthConfig, readOAuth } from "./oauth/oauth-config.ts";
import { RATES_MAX, readRates } from "./rates.ts";

/** The errors in the settings of a SCIM target: code and meaning. */
export const CONFIG_CODES = {
  "config.url-missing": "The setting `url` is missing.",
  "config.url-invalid": "The setting `url` is not an absolute http or https URL.",
  "config.url-credentials":
    "The setting `url` holds a user name or password; credentials belong in the secret.",
  "config.url-query": "The setting `url` has a query or fragment, which may hold a secret.",
  "config.number": "A setting that takes a whole number has something else, or one out of its range.",
  "config.rates":
    "The setting `rates` is not a list of limits, each with `calls`, `requests`, `perSeconds` and perhaps `burst`.",
  "config.oauth": "The setting `oauth` lacks a member, or one of its members has a wrong value.",
  "config.unknown": "A setting has a name that this connector does not know.",
} as const;

export type ConfigCode = keyof typeof CONFIG_CODES;

/** The settings of a SCIM target, checked. */
export interface ScimConfig {
  /** Service root without trailing slash; resource endpoints hang below it. */
  readonly url: string;
  /** Members that one call may change; overrides what discovery says. */
  readonly membersPerCall: number | undefined;
  /** Accounts of one page of a listing. */
  readonly pageSize: number | undefined;
  /** Length of one request's body. */
  readonly bytesPerCall: number | undefined;
  /** Where access tokens come from; without it, the secret is a bearer token. */
  readonly oauth: OAuthConfig | undefined;
  /** Limits of requests per time, kept by the wire. */
  readonly rates: readonly CallRate[];
  /** How long an answer may take; the wire's default without it. */
  readonly timeoutMs: number | undefined;
}

/** Whole-number settings with their ranges. */
const NUMBERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  membersPerCall: [1, 10_000],
  pageSize: [1, 10_000],
  bytesPerCall: [1_000, 100_000_000],
  timeoutMs: [100, 600_000],
};

/** Settings that are read by themselves. */
const STRUCTURED: ReadonlySet<string> = new Set(["url", "rates", "oauth"]);

/** The place of a setting in a body of the API. */
const placeOf = (...names: readonly string[]) => ({ path: ["config", ...names].join(".") });

type Refused = Extract<ReturnType<Connector["parseConfig"]>, { ok: false }>;

/** No query, or flags of Microsoft Entra's own client, which tenant URLs carry (`?aadOptscim062020`, 2026). */
const ENTRA_FLAGS = /^(?:\?aadOpt\w*(?:&aadOpt\w*)*)?$/;

/**
 * Reads the settings `{url, membersPerCall?, pageSize?, bytesPerCall?, rates?, oauth?, timeoutMs?}`. Entra's flags are dropped from the URL. Any other query is
 * refused, as credentials are: it may hold a secret, and settings are stored, shown and logged.
 */
export function parseConfig(
  config: JsonObject,
): { readonly ok: true; readonly config: ScimConfig } | Refused {
  for (const [name, value] of Object.entries(config)) {
    const fault = checkSetting(name, value);
    if (fault !== undefined) return fault;
  }
  const text = config["url"];
  if (typeof text !== "string" || text.trim() === "") return refused("config.url-missing", placeOf("url"));
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    return refused("config.url-invalid", { ...placeOf("url"), url: stripAddress(text) });
  }
  if (url.username !== "" || url.password !== "") return refused("config.url-credentials", placeOf("url"));
  if (url.hash !== "" || !ENTRA_FLAGS.test(url.search)) return refused("config.url-query", placeOf("url"));
  const rates = readRates(config["rates"]);
  if (rates === undefined) return refused("config.rates", { ...placeOf("rates"), most: RATES_MAX });
  const oauth = readOAuth(config["oauth"]);
  if (!oauth.ok) {
    const { member } = oauth;
    const place = member === "oauth" ? placeOf("oauth") : placeOf("oauth", member);
    return refused("config.oauth", { ...place, member, methods: OAUTH_METHODS.join(", ") });
  }
  return {
    ok: true,
    config: {
      url: url.origin + url.pathname.replace(/\/+$/, ""),
      membersPerCall: readNumber(config["membersPerCall"]),
      pageSize: readNumber(config["pageSize"]),
      bytesPerCall: readNumber(config["bytesPerCall"]),
      rates,
      oauth: oauth.oauth,
      timeoutMs: readNumber(config["timeoutMs"]),
    },
  };
}

function checkSetting(name: string, value: Json): Refused | undefined {
  if (STRUCTURED.has(name)) return undefined;
  const range = NUMBERS[name];
  if (range === undefined) return refused("config.unknown", { ...placeOf(name), name });
  const [min, max] = range;
  const isFine = typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
  return isFine ? undefined : refused("config.number", { ...placeOf(name), name, min, max });
}

function readNumber(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function refused(code: ConfigCode, params: Readonly<Record<string, string | number>>): Refused {
  return { ok: false, code, params };
}
