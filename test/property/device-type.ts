import { defineAttribute, defineComplex } from "../../src/core/scim/definitions/attribute.ts";
import type { ResourceType, SchemaDefinition } from "../../src/core/scim/schema.ts";

const EXTENSION: SchemaDefinition = {
  id: "urn:example:params:scim:schemas:extension:care:1.0:Device",
  name: "DeviceCare",
  description: "Who looks after a device.",
  attributes: [
    defineAttribute("owner", "Who looks after it.", { required: true }),
    defineAttribute("remark", "Shown when asked for.", { returned: "request" }),
    defineAttribute("code", "Never shown.", { returned: "never" }),
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
      defineAttribute("label", "Always shown.", { required: true, returned: "always" }),
      defineAttribute("serial", "Set once.", { mutability: "immutable", caseExact: true }),
      defineAttribute("notes", "Shown when asked for.", { returned: "request" }),
      defineAttribute("pin", "Kept and never shown.", { returned: "never" }),
      defineAttribute("slots", "How many.", { type: "integer" }),
      defineComplex("place", "Where it is.", [
        defineAttribute("room", "The room.", { returned: "always" }),
        defineAttribute("shelf", "The shelf."),
        defineAttribute("lock", "Never shown.", { returned: "never" }),
      ]),
      defineComplex(
        "ports",
        "What it has.",
        [
          defineAttribute("value", "Name of the port."),
          defineAttribute("speed", "Shown when asked for.", { returned: "request" }),
        ],
        { multiValued: true },
      ),
    ],
  },
  extensions: [{ schema: EXTENSION, required: false }],
};
export const CARE_URN = EXTENSION.id;
