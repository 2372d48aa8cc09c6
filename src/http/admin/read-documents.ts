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
import type { JsonObject } from "../../core/json.ts";
import { findNearestOf } from "../../core/nearest-name.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import { createMessages, type Language } from "../../messages/messages.ts";

/** The documents of a request, each with its place, and every error of them. */
export interface ReadDocuments {
  readonly organizations: readonly PlacedDocument<OrganizationDocument>[];
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
  readonly errors: readonly ConfigurationError[];
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
  roles: ["value", "id", "name", "default"],
  assignments: ["everyone", "user", "group", "role"],
  selectedGroups: ["group", "membershipsOnly"],
};
const ORGANIZATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  schedule: ["state"],
  "": Object.keys(organizationDocument.shape),
  definitions: ["schemas", "resourceTypes"],
  webhooks: Object.keys(documentWebhook.shape),
};

type Steps = readonly (string | number)[];

class DocumentReader implements ReadDocuments {
  readonly organizations: PlacedDocument<OrganizationDocument>[] = [];
  readonly applications: PlacedDocument<ApplicationDocument>[] = [];
  readonly errors: ConfigurationError[] = [];
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
    }
  }

  #readOrganization(json: JsonObject, at: number, steps: Steps): void {
    const parsed = this.#parse(organizationDocument, json, steps, ORGANIZATION_MEMBERS);
    if (parsed === undefined) return;
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
      this.errors.push({
        code: "configuration.member-unknown",
        pointer: toPointer(...before, ...path, name),
        expected: known.join(", "),
        params: { name, nearest: findNearestOf(name, known) ?? known[0] ?? "" },
      });
    }
  }
}
