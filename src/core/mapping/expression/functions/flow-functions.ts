import { listOf } from "../../value.ts";
import { isEmptyValue } from "./logic-functions.ts";
import { defineFunction, type FunctionSpec } from "./spec.ts";

/** The rules of one `SelectUniqueValue`, and so the questions that one new account may put to the target for it. */
export const UNIQUE_RULES_MAX = 20;

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
  // Planning asks for the other rules; without a target to ask, the first value stands for the choice.
  defineFunction(
    "SelectUniqueValue",
    "uniqueValueRule1, uniqueValueRule2...",
    (rules) => rules.find((value) => !isEmptyValue(value)) ?? null,
    { isOutermost: true, most: UNIQUE_RULES_MAX },
  ),
  defineFunction(
    "SingleAppRoleAssignment",
    "appRoleAssignments",
    ([roles = null]) => listOf(roles)[0] ?? null,
  ),
];
