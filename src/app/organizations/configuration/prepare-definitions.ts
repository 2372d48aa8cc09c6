import type { Json } from "../../../core/json.ts";
import { toPointer } from "../../../core/json-pointer.ts";
import {
  EMPTY_SET,
  isSameName,
  type TypeSet,
  toSchemaDocument,
} from "../../../core/scim/definitions/type-set.ts";
import type { Author } from "../../audit.ts";
import { changeDefinitions } from "../../definitions/change-definitions.ts";
import {
  applyChange,
  type DefinitionChange,
  type DefinitionEffect,
} from "../../definitions/definition-change.ts";
import { readDefinitions } from "../../definitions/read-definitions.ts";
import { type ConfigurationError, type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { type OrgTypes, orgTypesOf } from "../../resource-types/directory-type.ts";
import { readTypeSet } from "../../resource-types/type-registry.ts";
import { toTypeDocument } from "./describe-organization.ts";
import {
  type DocumentDefinitions,
  NO_PART,
  type PartChange,
  type PreparedPart,
  toPartChange,
  type WantedOrganization,
} from "./organization-document.ts";

/** Checked definitions, with the resource types that the organization will have. */
export interface PreparedDefinitions extends PreparedPart {
  readonly types: OrgTypes | undefined;
}

const NO_DEFINITIONS: PreparedDefinitions = { ...NO_PART, types: undefined };

/**
 * Compares the schemas and resource types of a document with the stored ones. All of them are changed together, before
 * the applications, whose mappings and filters may name them.
 */
export async function prepareDefinitions(
  deps: Deps,
  author: Author,
  wanted: WantedOrganization,
): Promise<PreparedDefinitions> {
  const { org, prune, document } = wanted;
  const { definitions } = document;
  if (definitions === undefined) return NO_DEFINITIONS;
  const errors = checkEach(definitions);
  if (errors.length > 0) return { ...NO_DEFINITIONS, errors };
  const { schemas = [], resourceTypes = [] } = definitions;
  const read = readDefinitions({ schemas, resourceTypes });
  if (isRefusal(read)) return { ...NO_DEFINITIONS, errors: [toError(read, "/definitions")] };
  const row = await readTypeSet(deps.store, org, deps.env.now());
  const before = row ?? EMPTY_SET;
  const change = prune ? { ...read, ...listDropped(before, definitions, read) } : read;
  const effects = await changeDefinitions(deps, author, { org, change, dryRun: true });
  if (isRefusal(effects)) return { ...NO_DEFINITIONS, errors: [toError(effects, "/definitions")] };
  const after = applyChange(before, change).set;
  const changes = effects.flatMap((effect) => toChanges(document, effect, before, after));
  const run = async () => {
    const done = await changeDefinitions(deps, author, { org, change });
    return isRefusal(done) ? done : undefined;
  };
  return {
    changes,
    errors: [],
    steps: changes.length === 0 ? [] : [{ changes: changes.length, pointer: "/definitions", run }],
    types: orgTypesOf(after, row?.version ?? 0),
  };
}

/** Reads the definitions one by one, so that each error has its place. */
function checkEach({ schemas = [], resourceTypes = [] }: DocumentDefinitions): readonly ConfigurationError[] {
  const check = (pointer: string, one: Parameters<typeof readDefinitions>[0]) => {
    const read = readDefinitions(one);
    return isRefusal(read) ? [toError(read, pointer)] : [];
  };
  return [
    ...schemas.flatMap((raw, at) =>
      check(toPointer("definitions", "schemas", at), { schemas: [raw], resourceTypes: [] }),
    ),
    ...resourceTypes.flatMap((raw, at) =>
      check(toPointer("definitions", "resourceTypes", at), { schemas: [], resourceTypes: [raw] }),
    ),
  ];
}

/** The refusal as an error below the pointer. A place such as `attributes[1].name` leads further. */
function toError({ code, params }: Refusal, pointer: string): ConfigurationError {
  const place = typeof params["place"] === "string" && params["place"] !== "-" ? params["place"] : "";
  const steps = place.split(/[.[\]]+/).filter((step) => step !== "");
  return { code, pointer: pointer + toPointer(...steps), params };
}

/** The stored definitions that the lists of the document leave out; a list that is left out drops none. */
function listDropped(
  before: TypeSet,
  { schemas, resourceTypes }: DocumentDefinitions,
  { putSchemas = [], putTypes = [] }: DefinitionChange,
): DefinitionChange {
  const dropSchemas = before.schemas
    .map(({ id }) => id)
    .filter((id) => schemas !== undefined && !putSchemas.some((schema) => isSameName(schema.id, id)));
  const dropTypes = before.types
    .map(({ name }) => name)
    .filter((name) => resourceTypes !== undefined && !putTypes.some((type) => isSameName(type.name, name)));
  return { dropSchemas, dropTypes };
}

function toChanges(
  document: WantedOrganization["document"],
  { what, id, action }: DefinitionEffect,
  before: TypeSet,
  after: TypeSet,
): readonly PartChange[] {
  if (action === "unchanged") return [];
  const find = (set: TypeSet): Json => {
    const schema = set.schemas.find((each) => what === "schema" && isSameName(each.id, id));
    const type = set.types.find((each) => what === "resource-type" && isSameName(each.name, id));
    if (schema !== undefined) return toSchemaDocument(schema);
    return type === undefined ? null : toTypeDocument(type);
  };
  const path = `definitions/${what === "schema" ? "schemas" : "resourceTypes"}/${id}`;
  const verb = action === "replace" ? "change" : action;
  return [toPartChange(document, verb, path, { from: find(before), to: find(after) })];
}
