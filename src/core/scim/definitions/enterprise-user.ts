import type { SchemaDefinition } from "../schema.ts";
import { ENTERPRISE_USER_URN } from "../schema-urns.ts";
import { attribute, complex } from "./attribute.ts";

/** The definition of the enterprise extension (RFC 7643 §4.3). */
export const ENTERPRISE_USER_SCHEMA: SchemaDefinition = {
  id: ENTERPRISE_USER_URN,
  name: "EnterpriseUser",
  description: "Enterprise user",
  attributes: [
    attribute("employeeNumber", "The number or code that the organization gave the user."),
    attribute("costCenter", "The name of the cost center."),
    attribute("organization", "The name of the organization."),
    attribute("division", "The name of the division."),
    attribute("department", "The name of the department."),
    complex("manager", "The user's manager.", [
      attribute("value", "The id of the manager.", { caseExact: true, indexed: true }),
      attribute("$ref", "The URI of the manager.", {
        type: "reference",
        referenceTypes: ["User"],
        caseExact: true,
      }),
      attribute("displayName", "The name of the manager.", { mutability: "readOnly" }),
    ]),
  ],
};
