import { defineAttribute, defineComplex, definePlural } from "../../core/scim/definitions/attribute.ts";
import { ENTERPRISE_USER_SCHEMA } from "../../core/scim/definitions/enterprise-user.ts";
import { GROUP_SCHEMA } from "../../core/scim/definitions/group.ts";
import { USER_SCHEMA } from "../../core/scim/definitions/user.ts";
import type { AttributeDefinition, ResourceType, SchemaDefinition } from "../../core/scim/schema.ts";

/** Cisco's extensions. Their URNs lack the `ietf:params` of registered ones. */
export const WEBEX_USER_URN = "urn:scim:schemas:extension:cisco:webexidentity:2.0:User";
export const WEBEX_GROUP_URN = "urn:scim:schemas:extension:cisco:webexidentity:2.0:Group";
export const GROUP_MEMBERS_URN = "urn:scim:schemas:extension:cisco:webexidentity:2.0:GroupMembers";

const NUMBERED = Array.from({ length: 15 }, (_, at) => at + 1);

/** The extension of users, after Cisco's reference of 2026-08. */
const WEBEX_USER_SCHEMA: SchemaDefinition = {
  id: WEBEX_USER_URN,
  name: "WebexIdentityUser",
  description: "Webex identity user",
  attributes: [
    defineAttribute("accountStatus", "The status of the account.", {
      multiValued: true,
      mutability: "readOnly",
      canonicalValues: [
        ...["active", "pending", "transient", "disabled", "fraud"],
        ...["fraud_transient", "compliance_transient", "pending_transient"],
      ],
    }),
    definePlural("sipAddresses", "SIP addresses.", defineAttribute("value", "The SIP address."), [
      "enterprise",
    ]),
    defineComplex(
      "managedOrgs",
      "Organizations that the user manages.",
      [
        defineAttribute("orgId", "The id of the organization.", { caseExact: true }),
        defineAttribute("role", "The role in that organization."),
      ],
      { multiValued: true },
    ),
    ...NUMBERED.map((number) =>
      defineAttribute(`extensionAttribute${number}`, "A value of the customer's own."),
    ),
    defineComplex(
      "meta",
      "What Webex knows about the user.",
      [
        defineAttribute("organizationId", "The id of the organization.", {
          mutability: "readOnly",
          caseExact: true,
        }),
      ],
      { mutability: "readOnly" },
    ),
  ],
};

const WEBEX_GROUP_SCHEMA: SchemaDefinition = {
  id: WEBEX_GROUP_URN,
  name: "WebexIdentityGroup",
  description: "Webex identity group",
  attributes: [
    defineAttribute("usage", "What the group is used for."),
    defineComplex(
      "owners",
      "The owners of the group.",
      [defineAttribute("value", "The id of the owner.", { caseExact: true })],
      { multiValued: true },
    ),
    defineComplex(
      "managedBy",
      "Delegates of the group.",
      ["orgId", "type", "id", "role"].map((name) => defineAttribute(name, "A part of the delegation.")),
      { multiValued: true },
    ),
    defineAttribute("provisionSource", "Where the group comes from.", { mutability: "readOnly" }),
    defineComplex(
      "meta",
      "What Webex knows about the group.",
      [defineAttribute("organizationID", "The id of the organization.", { mutability: "readOnly" })],
      { mutability: "readOnly" },
    ),
  ],
};

const USER_TYPE = defineAttribute("userType", "What kind of user it is.", {
  required: true,
  canonicalValues: ["user", "room", "external_calling", "calling_service"],
  restrictCanonicalValues: true,
});

function replaceAttribute(schema: SchemaDefinition, attribute: AttributeDefinition): SchemaDefinition {
  const attributes = schema.attributes.map((each) => (each.name === attribute.name ? attribute : each));
  return { ...schema, attributes };
}

const USER: Omit<ResourceType, "schema"> = {
  id: "User",
  name: "User",
  endpoint: "/Users",
  description: "Webex user",
  extensions: [
    { schema: ENTERPRISE_USER_SCHEMA, required: false },
    { schema: WEBEX_USER_SCHEMA, required: false },
  ],
};

/** Users as the current form has them: `userType` is required there. */
export const CURRENT_USER: ResourceType = { ...USER, schema: replaceAttribute(USER_SCHEMA, USER_TYPE) };
/** Users as the legacy form has them. */
export const LEGACY_USER: ResourceType = { ...USER, schema: USER_SCHEMA };

export const WEBEX_GROUP: ResourceType = {
  id: "Group",
  name: "Group",
  endpoint: "/Groups",
  description: "Webex group",
  schema: GROUP_SCHEMA,
  extensions: [{ schema: WEBEX_GROUP_SCHEMA, required: false }],
  relationships: ["members"],
};
