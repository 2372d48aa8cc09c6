import type { JsonObject } from "../json.ts";
import type { AppRole } from "../provisioning/roles.ts";
import { type CompiledMapping, isCallOf } from "./mapping.ts";

/** How the values of a list become elements of a complex attribute of the target. */
export interface ListForm {
  /** Elements are added, and those that the target holds beside them stay. */
  readonly isAddOnly: boolean;
  /** The element of a value; another value becomes an element with nothing else. */
  readonly elements: ReadonlyMap<string, JsonObject>;
}

/** Forms by the text of the path. */
export type ListForms = ReadonlyMap<string, ListForm>;

/** The type that the reference gives to roles which come from assignments. */
const ROLE_TYPE = "WindowsAADRole";

const COMPLEX_FUNCTIONS = ["AppRoleAssignmentsComplex", "AssertiveAppRoleAssignmentsComplex"];

/** The forms of the attributes that a mapping fills with roles as complex values. */
export function describeRoleLists(mapping: CompiledMapping, roles: readonly AppRole[]): ListForms {
  const elements = new Map(roles.map((role) => [role.value, toElement(role)]));
  return new Map(listAttributes(mapping).map(({ path, isAddOnly }) => [path.text, { isAddOnly, elements }]));
}

/** The paths of the attributes whose elements show the names of roles. */
export function findRoleListPaths(mapping: CompiledMapping): readonly string[] {
  return listAttributes(mapping).map(({ path }) => path.text);
}

function listAttributes({ attributes }: CompiledMapping): CompiledMapping["attributes"] {
  return attributes.filter(
    ({ path, rule }) => path.sub === null && COMPLEX_FUNCTIONS.some((name) => isCallOf(rule, name)),
  );
}

function toElement({ value, name }: AppRole): JsonObject {
  return { primary: false, type: ROLE_TYPE, value, display: name };
}
