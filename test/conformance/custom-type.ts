/** The URN of the extension that the type below requires. */
export const CARE_URN = "urn:example:params:scim:schemas:extension:care:1.0:Device";
const DEVICE_URN = "urn:example:params:scim:schemas:core:1.0:Device";

/** A resource type whose attributes have the types and characteristics that those of users lack. */
export const CUSTOM_TYPE = {
  schemas: [
    {
      id: DEVICE_URN,
      name: "Device",
      description: "A device.",
      attributes: [
        { name: "label", type: "string", required: true, returned: "always" },
        { name: "serial", type: "string", caseExact: true, mutability: "immutable", uniqueness: "server" },
        { name: "assetTag", type: "string", uniqueness: "server" },
        { name: "notes", type: "string", returned: "request" },
        { name: "pin", type: "string", mutability: "writeOnly", returned: "never" },
        { name: "state", type: "string", mutability: "readOnly" },
        { name: "slots", type: "integer" },
        { name: "weight", type: "decimal" },
        { name: "bought", type: "dateTime" },
      ],
    },
    {
      id: CARE_URN,
      name: "DeviceCare",
      description: "Who looks after a device.",
      attributes: [{ name: "owner", type: "string", required: true }],
    },
  ],
  resourceTypes: [
    {
      name: "Device",
      endpoint: "/Devices",
      description: "Devices",
      schema: DEVICE_URN,
      schemaExtensions: [{ schema: CARE_URN, required: true }],
    },
  ],
} as const;

/** A device of this label, with the extension that it must have. */
export function device(label: string, more: Readonly<Record<string, unknown>> = {}) {
  return { schemas: [DEVICE_URN, CARE_URN], label, [CARE_URN]: { owner: "ada" }, ...more };
}
