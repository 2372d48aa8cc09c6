import type { ResourceType, SchemaDefinition } from "../schema.ts";
import { attribute, complex, PRIMARY, plural } from "./attribute.ts";
import { ENTERPRISE_USER_SCHEMA } from "./enterprise-user.ts";
import { MUSTER_USER_SCHEMA } from "./muster-user.ts";

const external = { type: "reference", referenceTypes: ["external"], caseExact: true } as const;

const NAME = complex("name", "The parts of the user's name.", [
  attribute("formatted", "The whole name, as displayed."),
  attribute("familyName", "The family name."),
  attribute("givenName", "The given name."),
  attribute("middleName", "The middle names."),
  attribute("honorificPrefix", "The title before the name, such as Dr."),
  attribute("honorificSuffix", "The suffix after the name, such as III."),
]);

const ADDRESSES = complex(
  "addresses",
  "Postal addresses.",
  [
    attribute("formatted", "The whole address, as on a label."),
    attribute("streetAddress", "Street, house number, floor, box."),
    attribute("locality", "The city or locality."),
    attribute("region", "The state or region."),
    attribute("postalCode", "The postal code."),
    attribute("country", "The country, as an ISO 3166-1 alpha-2 code."),
    attribute("type", "What the address is for.", { canonicalValues: ["work", "home", "other"] }),
    PRIMARY,
  ],
  { multiValued: true },
);

const GROUPS = complex(
  "groups",
  "The groups that the user is in, directly or through another group.",
  [
    attribute("value", "The id of the group.", { mutability: "readOnly", caseExact: true }),
    attribute("$ref", "The URI of the group.", {
      type: "reference",
      referenceTypes: ["Group"],
      mutability: "readOnly",
      caseExact: true,
    }),
    attribute("display", "The name of the group.", { mutability: "readOnly" }),
    attribute("type", "How the user is in the group.", {
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
    attribute("userName", "The name that identifies the user, compared without regard to case.", {
      required: true,
      uniqueness: "server",
      indexed: true,
    }),
    NAME,
    attribute("displayName", "The name shown to others.", { indexed: true }),
    attribute("nickName", "The casual name."),
    attribute("profileUrl", "The URI of the user's profile page.", external),
    attribute("title", "The user's title, such as Vice President."),
    attribute("userType", "How the user relates to the organization."),
    attribute("preferredLanguage", "The languages the user prefers, as in Accept-Language."),
    attribute("locale", "Where the user is, for formats of numbers and dates."),
    attribute("timezone", "The time zone, in IANA form."),
    attribute("active", "Whether the user may sign in.", {
      type: "boolean",
      keptWhenOmitted: true,
      removable: false,
    }),
    attribute("password", "Accepted and dropped: passwords are never kept.", {
      mutability: "writeOnly",
      returned: "never",
      caseExact: true,
    }),
    plural("emails", "E-mail addresses.", attribute("value", "The e-mail address.", { indexed: true }), [
      "work",
      "home",
      "other",
    ]),
    plural("phoneNumbers", "Telephone numbers.", attribute("value", "The number, as given."), [
      "work",
      "home",
      "mobile",
      "fax",
      "pager",
      "other",
    ]),
    plural("ims", "Instant messaging addresses.", attribute("value", "The address."), [
      "aim",
      "gtalk",
      "icq",
      "xmpp",
      "msn",
      "skype",
      "qq",
      "yahoo",
    ]),
    plural("photos", "Pictures of the user.", attribute("value", "The URI of the picture.", external), [
      "photo",
      "thumbnail",
    ]),
    ADDRESSES,
    GROUPS,
    plural("entitlements", "Things the user has.", attribute("value", "The entitlement.")),
    plural("roles", "What the user is to the organization.", attribute("value", "The role.")),
    plural(
      "x509Certificates",
      "Certificates issued to the user.",
      attribute("value", "The certificate, DER in base64.", { type: "binary", caseExact: true }),
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
