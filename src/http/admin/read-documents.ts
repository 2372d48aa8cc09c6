import type { z } from "zod";
import {
  type ApplicationDocument,
  toPointer,
} from "../../app/applications/configuration/application-document.ts";
import type { ConfigurationError } from "../../app/deps.ts";
import type {
  OrganizationDocument,
  PlacedDocument,
} from "../../app/organizations/configuration/organization-document.ts";
import { applicationDocument } from "../../contract/configuration.ts";
import { documentWebhook, organizationDocument } from "../../contract/organization-configuration.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { findNearestOf } from "../../core/nearest-name.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import { createMessages, type Language } from "../../messages/messages.ts";

/** The documents of a request, each with its place, and every error of them. */
export interface ReadDocuments {
  readonly organizations: readonly PlacedDocument<OrganizationDocument>[];
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
  readonly errors: readonly ConfigurationError[];
  /**
   * False if a document lacks something that its contents are checked against. A document with other errors is here
   * without the members that are wrong, so that the errors of the others are found together with them.
   */
  readonly isComparable: boolean;
}

/** Parses every document. An application within the list of an organization is a document of its own. */
export function readDocuments(documents: readonly JsonObject[], language: Language): ReadDocuments {
  const reader = new DocumentReader(language);
  for (const [at, json] of documents.entries()) reader.read(json, at);
  return reader;
}

const MESSAGES = { en: createMessages("en"), fr: createMessages("fr") };

/** An application within the document of its organization. */
const nestedApplication = applicationDocument.omit({ muster: true, kind: true, organization: true });

const KINDS = ["application", "organization"] as const;

/** The members that each place in a document can have, for the nearest name. */
const APPLICATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(applicationDocument.shape),
  mappings: ["user", "group"],
  scopes: ["user", "group"],
  credential: ["from", "ifMissing"],
  schedule: ["state"],
  roles: ["value", "id", "name", "default"],
  assignments: ["everyone", "user", "group", "role"],
  selectedGroups: ["group", "membershipsOnly"],
};
const ORGANIZATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(organizationDocument.shape),
  definitions: ["schemas", "resourceTypes"],
  webhooks: Object.keys(documentWebhook.shape),
};

/** Members that decide what a document is about, and what its other members and those of other documents mean. */
const NEEDED: ReadonlySet<string> = new Set([
  ...["muster", "kind", "organization", "name", "definitions"],
  ...["template", "parameters", "connector", "config"],
]);
/** Members that can only be checked beside another one. */
const CHECKED_BESIDE: Readonly<Record<string, readonly string[]>> = { roles: ["assignments"] };

type Steps = readonly (string | number)[];

class DocumentReader implements ReadDocuments {
  readonly organizations: PlacedDocument<OrganizationDocument>[] = [];
  readonly applications: PlacedDocument<ApplicationDocument>[] = [];
  readonly errors: ConfigurationError[] = [];
  isComparable = true;
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  read(json: JsonObject, at: number): void {
    const { kind } = json;
    const steps = ["documents", at];
    if (kind === "organization") this.#readOrganization(json, at, steps);
    else if (kind === "application") {
      const document = this.#parse(applicationDocument, json, steps, APPLICATION_MEMBERS);
      if (document !== undefined) this.#addApplication(document, at, steps);
    } else {
      const pointer = toPointer(...steps, ...(kind === undefined ? [] : ["kind"]));
      const params = { known: KINDS.join(", ") };
      this.errors.push({ code: "configuration.kind-unknown", pointer, expected: params.known, params });
      this.isComparable = false;
    }
  }

  #readOrganization(json: JsonObject, at: number, steps: Steps): void {
    const parsed = this.#parse(organizationDocument, json, steps, ORGANIZATION_MEMBERS);
    if (parsed === undefined) {
      this.#checkNested(json["applications"], steps);
      return;
    }
    const { applications, ...organization } = parsed;
    const { name } = organization;
    const names = applications?.flatMap((each, index) => {
      if (typeof each === "string") return [each];
      const place = [...steps, "applications", index];
      const nested = this.#parse(nestedApplication, each, place, APPLICATION_MEMBERS);
      if (nested === undefined) return [];
      this.#addApplication({ kind: "application", organization: name, ...nested }, at, place);
      return [nested.name];
    });
    const document = { ...organization, applications: names };
    this.organizations.push({ at, pointer: toPointer(...steps), organization: name, document });
  }

  /** Finds the errors of the applications in a document of which nothing else can be used. */
  #checkNested(list: Json | undefined, steps: Steps): void {
    const entries: readonly Json[] = Array.isArray(list) ? list : [];
    for (const [index, each] of entries.entries()) {
      const place = [...steps, "applications", index];
      if (isObject(each)) this.#parse(nestedApplication, each, place, APPLICATION_MEMBERS);
    }
  }

  #addApplication(
    { organization, ...document }: ApplicationDocument & { readonly organization?: string | undefined },
    at: number,
    steps: Steps,
  ): void {
    this.applications.push({ at, pointer: toPointer(...steps), organization, document });
  }

  #parse<Shape extends z.ZodType>(
    shape: Shape,
    json: JsonObject,
    steps: Steps,
    members: Readonly<Record<string, readonly string[]>>,
  ): z.output<Shape> | undefined {
    const parsed = shape.safeParse(json);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) this.#addIssue(issue, steps, members);
    const usable = dropBroken(json, parsed.error.issues, members[""] ?? []);
    const rest = usable === undefined ? undefined : shape.safeParse(usable);
    if (rest?.success === true) return rest.data;
    this.isComparable = false;
    return undefined;
  }

  #addIssue(
    issue: z.core.$ZodIssue,
    before: Steps,
    members: Readonly<Record<string, readonly string[]>>,
  ): void {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code !== "unrecognized_keys") {
      const params = { member: path.join("/"), problem: describeIssue(MESSAGES[this.#language], issue) };
      const pointer = toPointer(...before, ...path);
      this.errors.push({ code: "configuration.value-invalid", pointer, params });
      return;
    }
    const known = members[String(path[0] ?? "")] ?? [];
    for (const name of issue.keys) {
      const nearest = findNearestOf(name, known);
      this.errors.push({
        code: "configuration.member-unknown",
        pointer: toPointer(...before, ...path, name),
        expected: known.join(", "),
        params: { name, known: known.join(", "), ...(nearest === undefined ? {} : { nearest }) },
      });
    }
  }
}

/** The document without the members that are wrong; undefined if one of them is needed. */
function dropBroken(
  json: JsonObject,
  issues: readonly z.core.$ZodIssue[],
  known: readonly string[],
): JsonObject | undefined {
  const broken = new Set(
    issues.flatMap((issue) => {
      if (issue.code !== "unrecognized_keys" || issue.path.length > 0) return [String(issue.path[0])];
      // A misspelt member is missing under its right name.
      return issue.keys.flatMap((name) => [name, findNearestOf(name, known) ?? name]);
    }),
  );
  if ([...broken].some((name) => NEEDED.has(name))) return undefined;
  const dropped = new Set([...broken, ...[...broken].flatMap((name) => CHECKED_BESIDE[name] ?? [])]);
  return Object.fromEntries(Object.entries(json).filter(([name]) => !dropped.has(name)));
}
