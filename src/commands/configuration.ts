import { join } from "node:path";
import { z } from "zod";

/** What the process is told by its environment. Every name is listed in docs/configuration.md. */
export interface Configuration {
  /** `postgres://…`; undefined: SQLite in the data directory. */
  readonly databaseUrl: string | undefined;
  /** The master key as text; undefined: the file `master.key` in the data directory. */
  readonly masterKey: string | undefined;
  readonly logLevel: string;
  /** Under which base URL others reach this server; undefined: the address that it listens on. */
  readonly publicUrl: string | undefined;
  /** Where to kill the process, for crash tests. */
  readonly fault: Fault | undefined;
}

/** `point:n`: kill the process when it comes to this point for the nth time. */
export interface Fault {
  readonly point: string;
  readonly times: number;
}

const environment = z.object({
  MUSTER_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional(),
  MUSTER_MASTER_KEY: z.string().optional(),
  MUSTER_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  MUSTER_PUBLIC_URL: z.url().optional(),
  MUSTER_FAULT: z
    .string()
    .regex(/^[a-z.-]+:\d+$/, "must look like journalled:3")
    .optional(),
});

/** The configuration, or the names of the variables that are wrong and why. */
export type ParsedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the environment; an empty variable counts as none. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): ParsedConfiguration {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    };
  }
  const { MUSTER_DATABASE_URL, MUSTER_MASTER_KEY, MUSTER_LOG_LEVEL, MUSTER_PUBLIC_URL, MUSTER_FAULT } =
    parsed.data;
  return {
    ok: true,
    configuration: {
      databaseUrl: MUSTER_DATABASE_URL,
      masterKey: MUSTER_MASTER_KEY,
      logLevel: MUSTER_LOG_LEVEL,
      publicUrl: MUSTER_PUBLIC_URL,
      fault: MUSTER_FAULT === undefined ? undefined : parseFault(MUSTER_FAULT),
    },
  };
}

function parseFault(text: string): Fault {
  const [point = "", times = "1"] = text.split(":");
  return { point, times: Number(times) };
}

/** Where the data directory is when nobody says. */
export function defaultDataDirectory(home: string): string {
  return join(home, ".muster");
}
