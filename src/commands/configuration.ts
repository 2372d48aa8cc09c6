import { isIP } from "node:net";
import { z } from "zod";
import { RETENTION, type Retention } from "../app/retention/default-numbers.ts";
import { DEFAULT_RATE, type RateLimits } from "../http/rate-limit.ts";
import { DEFAULT_LIMITS, type ScimLimits } from "../http/scim/limits.ts";
import type { Issue } from "../messages/describe-issue.ts";
import type { LogFormat } from "../platform/log.ts";
import { isMailSender, type MailSettings, readMailUrl } from "../platform/mail/read-mail-url.ts";

/** The settings from the environment. Every name is listed in docs/configuration.md. */
export interface Configuration {
  /** `postgres://…`; undefined: SQLite in the data directory. */
  readonly databaseUrl: string | undefined;
  /** The master key as text; undefined: the file `master.key` in the data directory. */
  readonly masterKey: string | undefined;
  readonly logLevel: string;
  /** How the log is written; undefined: for people on a terminal, else as JSON. */
  readonly logFormat?: LogFormat | undefined;
  /** Under which base URL others reach this server; undefined: the address that it listens on. */
  readonly publicUrl: string | undefined;
  /** The way that mail takes; undefined: none is sent. */
  readonly mail?: MailSettings | undefined;
  /** Proxies whose headers about the client are believed, as addresses or networks; undefined: none. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The SCIM limits that are not the default. */
  readonly scimLimits?: Partial<ScimLimits>;
  /** How much is kept, where that is not the default. */
  readonly retention?: Retention;
  /** How often a token may ask, where that is not the default. */
  readonly rateLimits?: RateLimits;
  /** How long another server waits before it takes over work of one that fell silent; undefined: the default. */
  readonly leaseSeconds?: number | undefined;
  /** False if no change of the directory begins a cycle before the schedule does; true when left out. */
  readonly startsOnChange?: boolean | undefined;
  /** Where to kill the process, for crash tests. */
  readonly fault: CrashPoint | undefined;
  /** True when the process that started this one may move its clock, for tests. */
  readonly isTestControlled?: boolean;
}

/** `point:n`: kill the process when it comes to this point for the nth time. */
export interface CrashPoint {
  readonly point: string;
  readonly times: number;
}

/** A whole number of the environment, between bounds. */
function whole(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,10}$/, "invalid.number")
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .optional();
}

/** An address, or a network as `10.0.0.0/8`. */
function isProxy(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const bits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && more.length === 0 && (prefix === undefined || isPrefix(prefix, bits));
}

/** A network of all addresses would believe every client, so the shortest prefix is 1. */
function isPrefix(text: string, bits: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= bits;
}

const GIBIBYTE = 1024 ** 3;

const variables = z.object({
  MUSTER_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "invalid.database-url")
    .optional(),
  MUSTER_MASTER_KEY: z.string().optional(),
  MUSTER_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  MUSTER_LOG_FORMAT: z.enum(["json", "pretty"]).optional(),
  MUSTER_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MUSTER_MAIL_URL: z.string().optional(),
  MUSTER_MAIL_FROM: z.string().refine(isMailSender, "invalid.mail-from").optional(),
  MUSTER_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(",").map((each) => each.trim()))
    .refine((proxies) => proxies.every(isProxy), "invalid.proxies")
    .optional(),
  MUSTER_SCIM_PAGE_SIZE_DEFAULT: whole(1, 10_000),
  MUSTER_SCIM_PAGE_SIZE_MAX: whole(1, 10_000),
  MUSTER_SCIM_BODY_BYTES_MAX: whole(1_000, GIBIBYTE),
  MUSTER_SCIM_FILTER_LENGTH_MAX: whole(100, 1_000_000),
  MUSTER_SCIM_FILTER_PARTS_MAX: whole(1, 10_000),
  MUSTER_SCIM_FILTER_SEARCHES_MAX: whole(1, 10_000),
  MUSTER_SCIM_ELEMENTS_MAX: whole(1, 1_000_000),
  MUSTER_SCIM_RESOURCE_LENGTH_MAX: whole(1_000, GIBIBYTE),
  MUSTER_SCIM_PATCH_OPERATIONS_MAX: whole(1, 1_000_000),
  MUSTER_SCIM_PATCH_COMPARISONS_MAX: whole(1, 100_000_000),
  MUSTER_SCIM_BULK_OPERATIONS_MAX: whole(1, 100_000),
  MUSTER_SCIM_BULK_BYTES_MAX: whole(1_000, GIBIBYTE),
  MUSTER_SCIM_MEMBERS_MAX: whole(1, 10_000_000),
  MUSTER_SCIM_KEY_LENGTH_MAX: whole(1, DEFAULT_LIMITS.keyLengthMax),
  MUSTER_SCIM_SCANNED_MAX: whole(1, 100_000_000),
  MUSTER_SCIM_CURSOR_SECONDS: whole(1, 604_800),
  MUSTER_EXCHANGES_FAILED_KEPT: whole(0, 10_000_000),
  MUSTER_PLANS_KEPT: whole(1, 1_000_000),
  MUSTER_RATE_PER_SECOND: whole(0, 1_000_000),
  MUSTER_RATE_BURST: whole(1, 1_000_000),
  MUSTER_LEASE_SECONDS: whole(3, 600),
  MUSTER_START_ON_CHANGE: z.enum(["on", "off"]).default("on"),
  MUSTER_TEST_CONTROL: z.literal("ipc").optional(),
  MUSTER_FAULT: z
    .string()
    .regex(/^[a-z.-]+:\d+$/, "invalid.crash-point")
    .optional(),
});

type Variables = z.infer<typeof variables>;

/** The way that mail takes; the code of what is wrong with it, or undefined when none is configured. */
function readMail(values: Variables): MailSettings | string | undefined {
  const { MUSTER_MAIL_URL: url, MUSTER_MAIL_FROM: from } = values;
  if (url === undefined) return undefined;
  return from === undefined ? "invalid.mail-from-missing" : readMailUrl(url, from);
}

const environment = variables.superRefine((values, context) => {
  const mail = readMail(values);
  if (typeof mail === "string")
    context.addIssue({ code: "custom", path: ["MUSTER_MAIL_URL"], message: mail, params: {} });
  const stated = values.MUSTER_SCIM_PAGE_SIZE_DEFAULT;
  const most = values.MUSTER_SCIM_PAGE_SIZE_MAX ?? DEFAULT_LIMITS.pageSizeMax;
  if (stated === undefined || stated <= most) return;
  const params = { variable: "MUSTER_SCIM_PAGE_SIZE_MAX", limit: most };
  const message = "invalid.above-variable";
  context.addIssue({ code: "custom", path: ["MUSTER_SCIM_PAGE_SIZE_DEFAULT"], message, params });
});

/** A variable that is wrong, and why. */
export interface WrongVariable {
  readonly variable: string;
  readonly issue: Issue;
}

/** The configuration, or the variables that are wrong. */
export type ParsedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly WrongVariable[] };

/** Reads the environment; an empty variable counts as none. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): ParsedConfiguration {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ variable: issue.path.join("."), issue })),
    };
  }
  const { MUSTER_DATABASE_URL, MUSTER_MASTER_KEY, MUSTER_LOG_LEVEL, MUSTER_PUBLIC_URL, MUSTER_FAULT } =
    parsed.data;
  const scimLimits = scimLimitsOf(parsed.data);
  const mail = readMail(parsed.data);
  return {
    ok: true,
    configuration: {
      databaseUrl: MUSTER_DATABASE_URL,
      masterKey: MUSTER_MASTER_KEY,
      logLevel: MUSTER_LOG_LEVEL,
      logFormat: parsed.data.MUSTER_LOG_FORMAT,
      publicUrl: MUSTER_PUBLIC_URL,
      mail: typeof mail === "string" ? undefined : mail,
      trustedProxies: parsed.data.MUSTER_TRUSTED_PROXIES,
      scimLimits,
      retention: {
        failedExchanges: parsed.data.MUSTER_EXCHANGES_FAILED_KEPT ?? RETENTION.failedExchanges,
        plans: parsed.data.MUSTER_PLANS_KEPT ?? RETENTION.plans,
      },
      rateLimits: {
        requestsPerSecond: parsed.data.MUSTER_RATE_PER_SECOND ?? DEFAULT_RATE.requestsPerSecond,
        requestBurst: parsed.data.MUSTER_RATE_BURST ?? DEFAULT_RATE.requestBurst,
      },
      leaseSeconds: parsed.data.MUSTER_LEASE_SECONDS,
      startsOnChange: parsed.data.MUSTER_START_ON_CHANGE === "on",
      fault: MUSTER_FAULT === undefined ? undefined : parseFault(MUSTER_FAULT),
      isTestControlled: parsed.data.MUSTER_TEST_CONTROL === "ipc",
    },
  };
}

/** The limits that the environment names; the default length of a page follows the longest when that is less. */
function scimLimitsOf(values: Variables): Partial<ScimLimits> {
  const most = values.MUSTER_SCIM_PAGE_SIZE_MAX ?? DEFAULT_LIMITS.pageSizeMax;
  const named: Readonly<Record<keyof ScimLimits, number | undefined>> = {
    pageSizeDefault: values.MUSTER_SCIM_PAGE_SIZE_DEFAULT ?? Math.min(DEFAULT_LIMITS.pageSizeDefault, most),
    pageSizeMax: values.MUSTER_SCIM_PAGE_SIZE_MAX,
    bodySizeMax: values.MUSTER_SCIM_BODY_BYTES_MAX,
    filterLengthMax: values.MUSTER_SCIM_FILTER_LENGTH_MAX,
    filterNodesMax: values.MUSTER_SCIM_FILTER_PARTS_MAX,
    filterSearchesMax: values.MUSTER_SCIM_FILTER_SEARCHES_MAX,
    elementsMax: values.MUSTER_SCIM_ELEMENTS_MAX,
    resourceLengthMax: values.MUSTER_SCIM_RESOURCE_LENGTH_MAX,
    patchOperationsMax: values.MUSTER_SCIM_PATCH_OPERATIONS_MAX,
    patchComparisonsMax: values.MUSTER_SCIM_PATCH_COMPARISONS_MAX,
    bulkOperationsMax: values.MUSTER_SCIM_BULK_OPERATIONS_MAX,
    bulkSizeMax: values.MUSTER_SCIM_BULK_BYTES_MAX,
    membersMax: values.MUSTER_SCIM_MEMBERS_MAX,
    keyLengthMax: values.MUSTER_SCIM_KEY_LENGTH_MAX,
    scannedMax: values.MUSTER_SCIM_SCANNED_MAX,
    cursorTimeoutSeconds: values.MUSTER_SCIM_CURSOR_SECONDS,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function parseFault(text: string): CrashPoint {
  const [point = "", times = "1"] = text.split(":");
  return { point, times: Number(times) };
}
