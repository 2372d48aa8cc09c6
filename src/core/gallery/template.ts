import type { JsonObject } from "../json.ts";
import type { ObjectMapping } from "../mapping/mapping.ts";
import type { Settings } from "../provisioning/settings.ts";

/** A text of a template in every language that Muster speaks. */
export interface TemplateText {
  readonly en: string;
  readonly fr: string;
}

/** The public page that a fact was read on, and the date of the reading: `2026-11-29`. */
export interface TemplateSource {
  readonly url: string;
  readonly read: string;
}

/** A value that the administrator fills in. `{name}` in the configuration stands for it. */
export interface TemplateParameter {
  readonly name: string;
  readonly label: TemplateText;
  /** The whole value matches it; in the syntax of RE2. */
  readonly pattern: string;
  readonly example: string;
  /** Where the administrator finds the value. */
  readonly where: TemplateText;
}

/** How calls are authenticated, and how an administrator obtains the credential. */
export interface TemplateAuthentication {
  readonly kind: "bearer" | "oauth2-client-credentials";
  readonly obtain: TemplateText;
  /** Days that the credential lives after it was issued; null where the vendor states no number. */
  readonly lifetimeDays: number | null;
  readonly confirmed: boolean;
  readonly sources: readonly TemplateSource[];
}

/** A limit that the vendor publishes, or the statement that none was found (`confirmed: false` with words). */
export interface TemplateLimit {
  readonly kind: "requests" | "members-per-call" | "page-size" | "bytes-per-call";
  /** For requests: the calls that count towards it. */
  readonly calls?: "all" | "reads" | "writes" | undefined;
  /** The largest number that the vendor accepts; null where none is published. */
  readonly count: number | null;
  /** For requests: the time in which `count` of them are accepted. */
  readonly perSeconds?: number | undefined;
  /** For requests: how many are accepted at once after a pause. */
  readonly burst?: number | undefined;
  readonly confirmed: boolean;
  readonly note?: TemplateText | undefined;
  readonly sources: readonly TemplateSource[];
}

/** A deviation of this target, with the date on which it was last read or seen. */
export interface TemplateQuirk {
  readonly what: TemplateText;
  readonly seen: string;
  readonly confirmed: boolean;
  readonly source: string;
}

/** A role of the application. */
export interface TemplateRole {
  readonly value: string;
  readonly displayName: string;
  readonly isDefault: boolean;
}

/** The field of work of an application; `general` for a template that any application can use. */
export const TEMPLATE_CATEGORIES = [
  "business",
  "communication",
  "data",
  "development",
  "identity",
  "general",
] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

/** One kind of application of the gallery: everything that is known of it before an administrator begins. */
export interface Template {
  readonly id: string;
  readonly name: string;
  /** Other words that the search finds it by. */
  readonly aliases: readonly string[];
  readonly summary: TemplateText;
  readonly category: TemplateCategory;
  readonly connector: string;
  readonly parameters: readonly TemplateParameter[];
  /** Settings of the connector; texts hold `{name}` for parameters. */
  readonly config: JsonObject;
  readonly authentication: TemplateAuthentication;
  readonly limits: readonly TemplateLimit[];
  readonly quirks: readonly TemplateQuirk[];
  /** The mapping of each type; `connector-default` takes the connector's. */
  readonly mappings: {
    readonly user: ObjectMapping | "connector-default";
    readonly group: ObjectMapping | "connector-default";
  };
  /** Settings of the application that differ from their defaults. */
  readonly settings: Partial<Settings>;
  readonly roles: readonly TemplateRole[];
  /** The steps of the administrator, in order: which value to paste where. */
  readonly steps: readonly TemplateText[];
  readonly sources: readonly TemplateSource[];
}
