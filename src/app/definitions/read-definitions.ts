import type { Json } from "../../core/json.ts";
import {
  type DefinitionProblem,
  joinPlace,
  type ReadDefinition,
} from "../../core/scim/definitions/definition-problem.ts";
import { readSchema } from "../../core/scim/definitions/read-schema.ts";
import { readType } from "../../core/scim/definitions/read-type.ts";
import { type Refusal, refuse } from "../deps.ts";
import type { DefinitionChange } from "./definition-change.ts";

/** Reads the definitions of a request. The first problem refuses all of them. */
export function readDefinitions(input: {
  readonly schemas: readonly Json[];
  readonly resourceTypes: readonly Json[];
}): DefinitionChange | Refusal {
  const schemas = readAll(input.schemas, "schemas", readSchema);
  const types = readAll(input.resourceTypes, "resourceTypes", readType);
  const problem = schemas.problem ?? types.problem ?? findRepeated(schemas, types);
  if (problem !== undefined) return refuseProblem(problem);
  return { putSchemas: schemas.values, putTypes: types.values };
}

/** The refusal that reports a problem with a definition. */
export function refuseProblem({ place, problem, detail }: DefinitionProblem): Refusal {
  return refuse("invalid", "schema.invalid", { place: place || "-", problem, detail });
}

interface ReadAll<Value> {
  readonly values: readonly Value[];
  readonly problem: DefinitionProblem | undefined;
}

function readAll<Value>(
  raw: readonly Json[],
  place: string,
  read: (raw: Json) => ReadDefinition<Value>,
): ReadAll<Value> {
  const values: Value[] = [];
  for (const [index, each] of raw.entries()) {
    const result = read(each);
    if (result.kind === "read") {
      values.push(result.value);
      continue;
    }
    const [first] = result.problems;
    // A single definition needs no number.
    const at = raw.length === 1 ? "" : `${place}[${index}]`;
    if (first !== undefined) return { values, problem: { ...first, place: joinPlaces(at, first.place) } };
  }
  return { values, problem: undefined };
}

function joinPlaces(place: string, rest: string): string {
  return rest === "" ? place : joinPlace(place, rest);
}

function findRepeated(
  schemas: ReadAll<{ readonly id: string }>,
  types: ReadAll<{ readonly name: string }>,
): DefinitionProblem | undefined {
  return (
    firstRepeated(
      "schemas",
      "id",
      schemas.values.map(({ id }) => id),
    ) ??
    firstRepeated(
      "resourceTypes",
      "name",
      types.values.map(({ name }) => name),
    )
  );
}

function firstRepeated(place: string, member: string, ids: readonly string[]): DefinitionProblem | undefined {
  const folded = ids.map((id) => id.toLowerCase());
  const index = folded.findIndex((id, at) => folded.indexOf(id) !== at);
  if (index < 0) return undefined;
  return { place: `${place}[${index}].${member}`, problem: "repeated", detail: ids[index] ?? "" };
}
