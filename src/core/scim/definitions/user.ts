import type { ResourceType, SchemaDefinition } from "../schema.ts";
import { defineAttribute, defineComplex, definePlural, PRIMARY } from "./attribute.ts";
import { ENTERPRISE_USER_SCHEMA } from "./enterprise-user.ts";
import { MUSTER_USER_SCHEMA } from "./muster-user.ts";

const external = { type: "reference", referenceTypes: ["external"], caseExact: true } as const;

const NAME = defineComplex("name", "The parts of the user's name.", [
  defineAttribute("formatted", "The whole name, as displayed."),
  defineAttribute("familyName", "The family name."),
  defineAttribute("givenName", "The given name."),
  defineAttribute("middleName", "The middle names."),
  defineAttribute("honorificPrefix", "The title before the name, such as Dr."),
  defineAttribute("honorificSuffix", "The suffix after the name, such as III."),
]);

const ADDRESSES = defineComplex(
  "addresses",
  "Postal addresses.",
  [
    defineAttribute("formatted", "The whole address, as on a label."),
    defineAttribute("streetAddress", "Street, house number, floor, box."),
    defineAttribute("locality", "The city or locality."),
    defineAttribute("region", "The state or region."),
    defineAttribute("postalCode", "The postal code."),
    defineAttribute("country", "The country, as an ISO 3166-1 alpha-2 code."),
    defineAttribute("type", "What the address is for.", { canonicalValues: ["work", "home", "other"] }),
    PRIMARY,
  ],
  { multiValued: true },
);

const GROUPS = defineComplex(
  "groups",
  "The groups that the user is in, directly or through another group.",
  [
    defineAttribute("value", "The id of the group.", { mutability: "readOnly", caseExact: true }),
    defineAttribute("$ref", "The URI of the group.", {
      type: "reference",
      referenceTypes: ["Group"],
      mutability: "readOnly",
      caseExact: true,
    }),
    defineAttribute("display", "The name of the group.", { mutability: "readOnly" }),
    defineAttribute("type", "How the user is in the group.", {
      mutability: "readOnly",
      canonicalValues: ["direct", "indirect"],
    }),
  ],
  { multiValued: true, mutability: "readOnly" },
);

/** RFC 7643 §4.1 and §8.7.1. */
export const USER_SCHEMA: SchemaDefinition = {
  id: "urn:ietf:params:scim:schemas:core:2.0:User",
  name: "User",
  description: "User account",
  attributes: [
    defineAttribute("userName", "The name that identifies the user, compared without regard to case.", {
      required: true,
      uniqueness: "server",
      indexed: true,
    }),
    NAME,
    defineAttribute("displayName", "The name shown to others.", { indexed: true }),
    defineAttribute("nickName", "The casual name."),
    defineAttribute("profileUrl", "The URI of the user's profile page.", external),
    defineAttribute("title", "The user's title, such as Vice President."),
    defineAttribute("userType", "How the user relates to the organization."),
    defineAttribute("preferredLanguage", "The languages the user prefers, as in Accept-Language."),
    defineAttribute("locale", "Where the user is, for formats of numbers and dates."),
    defineAttribute("timezone", "The time zone, in IANA form."),
    defineAttribute("active", "Whether the user may sign in.", {
      type: "boolean",
      keptWhenOmitted: true,
      removable: false,
    }),
    defineAttribute("password", "Accepted and dropped: passwords are never kept.", {
      mutability: "writeOnly",
      returned: "never",
      caseExact: true,
    }),
    definePlural(
      "emails",
      "E-mail addresses.",
      defineAttribute("value", "The e-mail address.", { indexed: true }),
      ["work", "home", "other"],
    ),
    definePlural("phoneNumbers", "Telephone numbers.", defineAttribute("value", "The number, as given."), [
      "work",
      "home",
      "mobile",
      "fax",
      "pager",
      "other",
    ]),
    definePlural("ims", "Instant messaging addresses.", defineAttribute("value", "The address."), [
      "aim",
      "gtalk",
      "icq",
      "xmpp",
      "msn",
      "skype",
      "qq",
      "yahoo",
    ]),
    definePlural(
      "photos",
      "Pictures of the user.",
      defineAttribute("value", "The URI of the picture.", external),
      ["photo", "thumbnail"],
    ),
    ADDRESSES,
    GROUPS,
    definePlural("entitlements", "Things the user has.", defineAttribute("value", "The entitlement.")),
    definePlural("roles", "What the user is to the organization.", defineAttribute("value", "The role.")),
    definePlural(
      "x509Certificates",
      "Certificates issued to the user.",
      defineAttribute("value", "The certificate, DER in base64.", { type: "binary", caseExact: true }),
    ),
  ],
};

/** RFC 7643 §4.1, with the enterprise extension and ours, both optional. */
export const USER: ResourceType = {
  id: "User",
  name: "User",
  endpoint: "/Users",
  description: "User account",
  schema: USER_SCHEMA,
  extensions: [
    { schema: ENTERPRISE_USER_SCHEMA, required: false },
    { schema: MUSTER_USER_SCHEMA, required: false },
  ],
};
