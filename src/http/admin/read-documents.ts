import type { z } from "zod";
import type { ApplicationDocument } from "../../app/applications/configuration/application-document.ts";
import { Turn } from "../../app/background/turn.ts";
import type { ConfigurationError, Deps } from "../../app/deps.ts";
import type {
  OrganizationDocument,
  PlacedDocument,
} from "../../app/organizations/configuration/organization-document.ts";
import { applicationDocument } from "../../contract/configuration.ts";
import { documentWebhook, organizationDocument } from "../../contract/organization-configuration.ts";
import type { JsonObject } from "../../core/json.ts";
import { toPointer } from "../../core/json-pointer.ts";
import { findNearestOf } from "../../core/nearest-name.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import { createMessages, type Language } from "../../messages/messages.ts";
import { dropWrong, replaceNames } from "./usable-members.ts";

/**
 * The documents of a request, each with its place, and every error of them. A document with errors is here without the
 * members that are wrong, so that the errors of the others are found together with them.
 */
export interface ReadDocuments {
  readonly organizations: readonly PlacedDocument<OrganizationDocument>[];
  readonly applications: readonly PlacedDocument<ApplicationDocument>[];
  /** The first errors, which are more than an answer lists. */
  readonly errors: readonly ConfigurationError[];
  /** The number of all errors. */
  readonly errorCount: number;
  /** The pointer to a member as the sender wrote it, for a pointer to the one that a misspelt member stands for. */
  toWritten(pointer: string): string;
}

/**
 * Parses every document, and lets other requests go first meanwhile. An application within the list of an organization is
 * a document of its own.
 */
export async function readDocuments(
  { env }: Pick<Deps, "env">,
  documents: readonly JsonObject[],
  language: Language,
): Promise<ReadDocuments> {
  const reader = new DocumentReader(language);
  const turn = new Turn(env);
  for (const [at, json] of documents.entries()) {
    if (turn.isOver) await turn.pass();
    reader.read(json, at);
  }
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
const NESTED_MEMBERS = { ...APPLICATION_MEMBERS, "": Object.keys(nestedApplication.shape) };
const ORGANIZATION_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(organizationDocument.shape),
  definitions: ["schemas", "resourceTypes"],
  webhooks: Object.keys(documentWebhook.shape),
};

/** The errors that are kept. The others are only counted. */
const ERRORS_KEPT_MAX = 1_000;

/** More members than a document can have: one with more has unknown ones among these, and is refused. */
const MEMBERS_READ_MAX = 200;

type Steps = readonly (string | number)[];

/** The kind of a document that does not say it, by a member that only one kind has. */
function guessKind(json: JsonObject): (typeof KINDS)[number] | undefined {
  const members = Object.keys(json);
  if (members.some((name) => Object.hasOwn(organizationDocument.shape, name) && !isShared(name))) {
    return "organization";
  }
  const isApplication = members.some(
    (name) => Object.hasOwn(nestedApplication.shape, name) && !isShared(name),
  );
  return isApplication ? "application" : undefined;
}

/** True for the members that documents of both kinds have. */
function isShared(name: string): boolean {
  return Object.hasOwn(applicationDocument.shape, name) && Object.hasOwn(organizationDocument.shape, name);
}

class DocumentReader implements ReadDocuments {
  readonly organizations: PlacedDocument<OrganizationDocument>[] = [];
  readonly applications: PlacedDocument<ApplicationDocument>[] = [];
  readonly errors: ConfigurationError[] = [];
  errorCount = 0;
  /** The misspelt members by the pointers to those that they stand for. */
  readonly #written = new Map<string, string>();
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  read(json: JsonObject, at: number): void {
    const { kind } = json;
    const steps = ["documents", at];
    if (kind === "organization") this.#readOrganization(json, at, steps);
    else if (kind === "application") {
      const { parsed, wrong } = this.#parse(applicationDocument, json, steps, APPLICATION_MEMBERS);
      if (parsed !== undefined) this.#addApplication(parsed, at, { steps, wrong });
    } else {
      const pointer = toPointer(...steps, ...(kind === undefined ? [] : ["kind"]));
      const params = { known: KINDS.join(", ") };
      this.#addError({ code: "configuration.kind-unknown", pointer, expected: params.known, params });
      const near = findNearestOf(String(kind ?? ""), KINDS) ?? guessKind(json);
      if (near !== undefined) this.read({ ...json, kind: near }, at);
    }
  }

  toWritten(pointer: string): string {
    // A request may have many errors and many misspelt members: only the beginnings of this pointer are looked up.
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const written = this.#written.get(pointer.slice(0, end));
      if (written !== undefined) return written + pointer.slice(end);
    }
    return pointer;
  }

  #readOrganization(json: JsonObject, at: number, steps: Steps): void {
    const { parsed, wrong } = this.#parse(organizationDocument, json, steps, ORGANIZATION_MEMBERS);
    if (parsed === undefined) return;
    const { applications, ...organization } = parsed;
    const name = wrong.has("name") ? undefined : organization.name;
    const names = applications?.flatMap((each, index) => {
      if (typeof each === "string") return [each];
      const place = [...steps, "applications", index];
      const nested = this.#parse(nestedApplication, each, place, NESTED_MEMBERS);
      if (nested.parsed === undefined) return [];
      const document = { kind: "application" as const, organization: name, ...nested.parsed };
      const lacking = name === undefined ? new Set([...nested.wrong, "organization"]) : nested.wrong;
      this.#addApplication(document, at, { steps: place, wrong: lacking });
      return [nested.parsed.name];
    });
    const document = { ...organization, applications: names };
    const pointer = toPointer(...steps);
    this.organizations.push({ at, pointer, organization: name, document, ...wrongOf(wrong) });
  }

  #addApplication(
    { organization, ...document }: ApplicationDocument & { readonly organization?: string | undefined },
    at: number,
    { steps, wrong }: { readonly steps: Steps; readonly wrong: ReadonlySet<string> },
  ): void {
    const pointer = toPointer(...steps);
    this.applications.push({ at, pointer, organization, document, ...wrongOf(wrong) });
  }

  /** Parses a document, and notes all errors of its form. Of a wrong document, the members that can be used are left. */
  #parse<Shape extends z.ZodType>(
    shape: Shape,
    whole: JsonObject,
    steps: Steps,
    members: Readonly<Record<string, readonly string[]>>,
  ): { readonly parsed: z.output<Shape> | undefined; readonly wrong: ReadonlySet<string> } {
    const json = Object.fromEntries(Object.entries(whole).slice(0, MEMBERS_READ_MAX));
    const parsed = shape.safeParse(json);
    if (parsed.success) return { parsed: parsed.data, wrong: new Set() };
    const { issues } = parsed.error;
    const respelt = replaceNames(json, issues, ([section = ""]) => members[section] ?? []);
    for (const { path, written, right } of respelt.names) {
      this.#written.set(toPointer(...steps, ...path, right), toPointer(...steps, ...path, written));
    }
    // A misspelt member is not missing as well, and its value is checked under the right name.
    for (const issue of issues) {
      if (issue.code === "unrecognized_keys") this.#addIssue(issue, steps, members);
    }
    const again = shape.safeParse(respelt.json);
    if (again.success) return { parsed: again.data, wrong: new Set() };
    for (const issue of again.error.issues) this.#addIssue(issue, steps, members);
    const usable = dropWrong(respelt.json, again.error.issues, toPointer(...steps));
    return { parsed: shape.safeParse(usable.json).data, wrong: usable.wrong };
  }

  #addIssue(
    issue: z.core.$ZodIssue,
    before: Steps,
    members: Readonly<Record<string, readonly string[]>>,
  ): void {
    if (this.errors.length >= ERRORS_KEPT_MAX) {
      this.errorCount += issue.code === "unrecognized_keys" ? issue.keys.length : 1;
      return;
    }
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code !== "unrecognized_keys") {
      const params = { member: path.join("/"), problem: describeIssue(MESSAGES[this.#language], issue) };
      const pointer = this.toWritten(toPointer(...before, ...path));
      this.#addError({ code: "configuration.value-invalid", pointer, params });
      return;
    }
    const known = members[String(path[0] ?? "")] ?? [];
    for (const name of issue.keys) {
      const nearest = findNearestOf(name, known);
      this.#addError({
        code: "configuration.member-unknown",
        pointer: this.toWritten(toPointer(...before, ...path, name)),
        expected: known.join(", "),
        params: nearest === undefined ? { name } : { name, nearest },
      });
    }
  }

  #addError(error: ConfigurationError): void {
    this.errorCount += 1;
    if (this.errors.length < ERRORS_KEPT_MAX) this.errors.push(error);
  }
}

function wrongOf(wrong: ReadonlySet<string>): { readonly wrong?: ReadonlySet<string> } {
  return wrong.size === 0 ? {} : { wrong };
}
