import type { z } from "zod";
import { isRefusal } from "../../app/deps.ts";
import { compileScopes } from "../../app/provisioning/compile-scopes.ts";
import { compileMappings } from "../../app/provisioning/context.ts";
import type { PlanningTask } from "../../app/provisioning/plan/planning-task.ts";
import { CliError, EXIT } from "../../cli/exit.ts";
import { placeErrors } from "../../cli/place-errors.ts";
import { readConfiguration } from "../../cli/read-configuration.ts";
import type { World } from "../../cli/world.ts";
import { scimConnector } from "../../connectors/scim/index.ts";
import { type ApplicationDocumentShape, applicationDocument } from "../../contract/configuration.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { RegexPort } from "../../core/mapping/expression/regex.ts";
import { changeSettings } from "../../core/provisioning/change-settings.ts";
import type { SourceDocument } from "../../files/parse-documents.ts";
import type { PlacedError } from "../../files/placed-error.ts";
import { describeIssue } from "../../messages/describe-issue.ts";
import type { Messages } from "../../messages/messages.ts";

/** A task with the configuration of a file, and the sections of the file that a replay leaves out. */
export interface ChangedTask {
  readonly task: PlanningTask;
  readonly ignored: readonly string[];
}

/** Sections that decide nothing by themselves, or whose facts a bundle does not hold. */
const IGNORED = [
  "config",
  "credential",
  "schedule",
  "seed",
  "roles",
  "assignments",
  "selectedGroups",
] as const satisfies readonly (keyof ApplicationDocumentShape)[];

const TYPES = ["user", "group"] as const;

/** Reads the mappings, scoping filters and settings of a file into a task. Every error names its place in the file. */
export async function readChangedTask(
  {
    world,
    messages,
    regex,
  }: { readonly world: World; readonly messages: Messages; readonly regex: RegexPort },
  path: string,
  task: PlanningTask,
): Promise<ChangedTask> {
  const documents = await readConfiguration(world, messages, path);
  const own = documents.filter(({ value }) => value["kind"] === "application");
  const [only] = own.length > 1 ? own.filter(({ value }) => value["name"] === task.application.name) : own;
  if (only === undefined) {
    throw new CliError(EXIT.usage, "cli.replay-no-application", { file: path, name: task.application.name });
  }
  const place = (errors: readonly PlacedError[]) => {
    const placed = errors.map((error) => ({ ...error, pointer: `/documents/0${error.pointer}` }));
    const params = { errors: errors.length };
    return placeErrors(new CliError(EXIT.usage, "configuration.invalid", params, { errors: placed }), [only]);
  };
  const document = readDocument(only, messages, place);
  const changed = changeTask(task, document);
  const errors = findErrors(changed, { messages, regex });
  if (errors.length > 0) throw place(errors);
  const settings = changeSettings(task.application.settings, document.settings ?? {});
  if (!settings.ok) {
    throw place(
      settings.problems.map(({ setting, code, params, expected }) => ({
        ...{ pointer: `/settings/${setting}`, code, params, expected, detail: messages.text(code, params) },
      })),
    );
  }
  const application = { ...changed.application, settings: settings.value.stored };
  return {
    task: { ...changed, application },
    ignored: IGNORED.filter((section) => document[section] !== undefined),
  };
}

function readDocument(
  { value }: SourceDocument,
  messages: Messages,
  place: (errors: readonly PlacedError[]) => unknown,
): ApplicationDocumentShape {
  const parsed = applicationDocument.safeParse(value);
  if (parsed.success) return parsed.data;
  throw place(parsed.error.issues.map((issue) => toPlaced(issue, messages)));
}

function toPlaced(issue: z.core.$ZodIssue, messages: Messages): PlacedError {
  const problem = describeIssue(messages, issue);
  const code = "configuration.value-invalid";
  const member = issue.path.map(String).join(".");
  const pointer = issue.path.map((step) => `/${String(step)}`).join("");
  return { pointer, code, params: { member, problem }, detail: messages.text(code, { member, problem }) };
}

function changeTask(
  task: PlanningTask,
  { mappings = {}, scopes = {} }: ApplicationDocumentShape,
): PlanningTask {
  const { application, mappingSources } = task;
  const after: Record<string, Json> = { ...application.scopes };
  for (const type of TYPES) {
    const filters = scopes[type];
    if (filters !== undefined && filters.length === 0) delete after[type];
    else if (filters !== undefined) after[type] = { filters };
  }
  const [user, group] = TYPES.map((type) => {
    const given = mappings[type];
    if (given === undefined) return mappingSources[type];
    if (given !== "default") return completeMapping(type, given);
    return application.template_mappings?.[type] ?? scimConnector.defaultMappings[type];
  });
  return {
    ...task,
    mappingSources: { user: user ?? null, group: group ?? null },
    application: { ...application, scopes: after },
  };
}

/** `apply` may be left out, and is `always` then. */
function completeMapping(type: "user" | "group", given: JsonObject): JsonObject {
  const { attributes } = given;
  const listed = Array.isArray(attributes)
    ? attributes.map((each: Json) => (isObject(each) ? { apply: "always", ...each } : each))
    : attributes;
  return { type, ...given, ...(listed === undefined ? {} : { attributes: listed }) };
}

function findErrors(
  { mappingSources, application }: PlanningTask,
  { messages, regex }: { readonly messages: Messages; readonly regex: RegexPort },
): readonly PlacedError[] {
  const mappings = compileMappings({ regex }, mappingSources);
  const scopes = compileScopes({ regex }, application.scopes);
  const found = [
    ...(isRefusal(mappings) ? prefix("/mappings", mappings.errors ?? []) : []),
    ...(isRefusal(scopes)
      ? prefix("/scopes", scopes.errors ?? []).map((error) => ({
          ...error,
          pointer: error.pointer.replace(/^(\/scopes\/(?:user|group))\/filters/, "$1"),
        }))
      : []),
  ];
  return found.map((error) => ({ ...error, detail: messages.text(error.code, error.params) }));
}

function prefix<Each extends { readonly pointer: string }>(
  start: string,
  errors: readonly Each[],
): readonly Each[] {
  return errors.map((error) => ({ ...error, pointer: `${start}${error.pointer}` }));
}
