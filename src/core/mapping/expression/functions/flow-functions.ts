import { listOf } from "../../value.ts";
import { defineFunction, type FunctionSpec } from "./spec.ts";

/** Functions that say how a value reaches the target, and values that the application gives. */
export const FLOW_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("AppRoleAssignmentsComplex", "appRoleAssignments", ([roles = null]) => listOf(roles), {
    isOutermost: true,
  }),
  defineFunction(
    "AssertiveAppRoleAssignmentsComplex",
    "appRoleAssignments",
    ([roles = null]) => listOf(roles),
    { isOutermost: true },
  ),
  defineFunction("DefaultDomain", "", (_, { defaultDomain }) => defaultDomain),
  defineFunction("IgnoreFlowIfNullOrEmpty", "Expression", ([value = null]) => value),
  defineFunction("Redact", "value", ([value = null]) => value),
  defineFunction("SelectUniqueValue", "uniqueValueRule1, uniqueValueRule2...", ([first = null]) => first, {
    isOutermost: true,
  }),
  defineFunction(
    "SingleAppRoleAssignment",
    "appRoleAssignments",
    ([roles = null]) => listOf(roles)[0] ?? null,
  ),
];
