import type { SchemaDefinition } from "../schema.ts";
import { ENTERPRISE_USER_URN } from "../schema-urns.ts";
import { defineAttribute, defineComplex } from "./attribute.ts";

/** The definition of the enterprise extension (RFC 7643 §4.3). */
export const ENTERPRISE_USER_SCHEMA: SchemaDefinition = {
  id: ENTERPRISE_USER_URN,
  name: "EnterpriseUser",
  description: "Enterprise user",
  attributes: [
    defineAttribute("employeeNumber", "The number or code that the organization gave the user."),
    defineAttribute("costCenter", "The name of the cost center."),
    defineAttribute("organization", "The name of the organization."),
    defineAttribute("division", "The name of the division."),
    defineAttribute("department", "The name of the department."),
    defineComplex("manager", "The user's manager.", [
      defineAttribute("value", "The id of the manager.", { caseExact: true, indexed: true }),
      defineAttribute("$ref", "The URI of the manager.", {
        type: "reference",
        referenceTypes: ["User"],
        caseExact: true,
      }),
      defineAttribute("displayName", "The name of the manager.", { mutability: "readOnly" }),
    ]),
  ],
};
