import { attribute, complex } from "../../src/core/scim/definitions/attribute.ts";
import type { ResourceType, SchemaDefinition } from "../../src/core/scim/schema.ts";

const EXTENSION: SchemaDefinition = {
  id: "urn:example:params:scim:schemas:extension:care:1.0:Device",
  name: "DeviceCare",
  description: "Who looks after a device.",
  attributes: [
    attribute("owner", "Who looks after it.", { required: true }),
    attribute("remark", "Shown when asked for.", { returned: "request" }),
    attribute("code", "Never shown.", { returned: "never" }),
  ],
};

/** A resource type with every kind of mutability and of `returned`, which users and groups lack. */
export const DEVICE: ResourceType = {
  id: "Device",
  name: "Device",
  endpoint: "/Devices",
  description: "Device",
  schema: {
    id: "urn:example:params:scim:schemas:core:1.0:Device",
    name: "Device",
    description: "Device",
    attributes: [
      attribute("label", "Always shown.", { required: true, returned: "always" }),
      attribute("serial", "Set once.", { mutability: "immutable", caseExact: true }),
      attribute("notes", "Shown when asked for.", { returned: "request" }),
      attribute("pin", "Kept and never shown.", { returned: "never" }),
      attribute("slots", "How many.", { type: "integer" }),
      complex("place", "Where it is.", [
        attribute("room", "The room.", { returned: "always" }),
        attribute("shelf", "The shelf."),
        attribute("lock", "Never shown.", { returned: "never" }),
      ]),
      complex(
        "ports",
        "What it has.",
        [
          attribute("value", "Name of the port."),
          attribute("speed", "Shown when asked for.", { returned: "request" }),
        ],
        { multiValued: true },
      ),
    ],
  },
  extensions: [{ schema: EXTENSION, required: false }],
};
export const CARE_URN = EXTENSION.id;
