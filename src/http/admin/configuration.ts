import type { z } from "zod";
import { toPointer } from "../../app/applications/configuration/application-document.ts";
import {
  applyConfiguration,
  type ComparedConfiguration,
  type ConfigurationRequest,
  compareConfiguration,
} from "../../app/applications/configuration/apply-configuration.ts";
import { exportApplication } from "../../app/applications/configuration/export-configuration.ts";
import { type ConfigurationError, isRefusal, type Refusal, refuseConfiguration } from "../../app/deps.ts";
import {
  type ApplicationDocumentShape,
  applicationDocument,
  type ConfigurationResultShape,
  configurationRoutes,
} from "../../contract/configuration.ts";
import type { AppId } from "../../core/ids.ts";
import { findNearestOf } from "../../core/nearest-name.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import { createMessages } from "../../messages/messages.ts";
import { languageOf } from "../problem.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";

type Compare = AdminCall<"compareConfiguration"> | AdminCall<"applyConfiguration">;

/** Serves configuration as documents. */
export const configurationHandlers: Pick<
  Handlers,
  "exportApplication" | "compareConfiguration" | "applyConfiguration"
> = {
  async exportApplication({ context, org, params }) {
    const exported = await exportApplication(context.deps, org, idOf<AppId>(params.app));
    if (isRefusal(exported)) return exported;
    const { document, omitted } = exported;
    return configurationRoutes.exportApplication.response.parse({
      document: { muster: 1, ...document },
      omitted,
    });
  },

  async compareConfiguration(call) {
    const request = readRequest(call);
    if (isRefusal(request)) return request;
    const compared = await compareConfiguration(call.context.deps, call.actor, request);
    return isRefusal(compared) ? compared : showResult(compared, false);
  },

  async applyConfiguration(call) {
    const request = readRequest(call);
    if (isRefusal(request)) return request;
    const { deps, engine } = call.context;
    const applied = await applyConfiguration(deps, engine, call.actor, request);
    return isRefusal(applied) ? applied : showResult(applied, applied.changes.length > 0);
  },
};

function showResult(
  { changes, deletions }: ComparedConfiguration,
  applied: boolean,
): ConfigurationResultShape {
  const shown = { changed: changes.length, applied, deletions, changes };
  return configurationRoutes.applyConfiguration.response.parse(shown);
}

/** Parses every document; the refusal has all of their errors, each with its place. */
function readRequest({ org, body, request }: Compare): ConfigurationRequest | Refusal {
  const { secrets, prune, deletionsMax } = body;
  const language = languageOf(request.headers["accept-language"]);
  const errors: ConfigurationError[] = [];
  const documents: ApplicationDocumentShape[] = [];
  for (const [at, json] of body.documents.entries()) {
    const parsed = applicationDocument.safeParse(json);
    if (parsed.success) documents.push(parsed.data);
    else errors.push(...parsed.error.issues.flatMap((issue) => toErrors(issue, ["documents", at], language)));
  }
  if (errors.length > 0) return refuseConfiguration("configuration.invalid", errors);
  return { org, documents, secrets, prune, deletionsMax };
}

const MESSAGES = { en: createMessages("en"), fr: createMessages("fr") };

/** The members that a place in a document can have, for the nearest name. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(applicationDocument.shape),
  mappings: ["user", "group"],
  scopes: ["user", "group"],
  credential: ["from", "ifMissing"],
  roles: ["value", "id", "name", "default"],
  assignments: ["everyone", "user", "group", "role"],
};

function toErrors(
  issue: z.core.$ZodIssue,
  before: readonly (string | number)[],
  language: "en" | "fr",
): readonly ConfigurationError[] {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  if (issue.code === "unrecognized_keys") {
    const known = MEMBERS[String(path[0] ?? "")] ?? [];
    return issue.keys.map((name) => ({
      code: "configuration.member-unknown",
      pointer: toPointer(...before, ...path, name),
      expected: known.join(", "),
      params: { name, nearest: findNearestOf(name, known) ?? known[0] ?? "" },
    }));
  }
  const problem = describeIssue(MESSAGES[language], issue);
  return [
    { code: "configuration.value-invalid", pointer: toPointer(...before, ...path), params: { problem } },
  ];
}
