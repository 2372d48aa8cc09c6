import { ScimError } from "../../core/scim/error.ts";
import type { BoundFilter } from "../../core/scim/filter/bind.ts";
import { ENTERPRISE_USER_URN } from "../../core/scim/schema-urns.ts";
import { WEBEX_USER_URN } from "./schemas.ts";

const EQ = ["eq"];
const BEGINNING = ["eq", "sw"];
const BOTH_ENDS = ["eq", "sw", "ew"];

/** Attributes that users can be searched by, each with its operators (Cisco's reference of 2026-08). */
const SEARCHABLE: ReadonlyMap<string, readonly string[]> = new Map([
  ["id", EQ],
  ["userName", BOTH_ENDS],
  ["name.familyName", BOTH_ENDS],
  ["name.givenName", BEGINNING],
  ["name.middleName", BEGINNING],
  ["name.formatted", BEGINNING],
  ["displayName", BOTH_ENDS],
  ["nickName", BOTH_ENDS],
  ["emails.display", BOTH_ENDS],
  ["emails.value", BOTH_ENDS],
  // Not in the table itself, but in an example beside it.
  ["phoneNumbers.type", EQ],
  ["phoneNumbers.value", BOTH_ENDS],
  ["phoneNumbers.display", BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:employeeNumber`, BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:costCenter`, BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:organization`, BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:division`, BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:department`, BOTH_ENDS],
  [`${ENTERPRISE_USER_URN}:manager.value`, EQ],
  [`${ENTERPRISE_USER_URN}:manager.displayName`, BOTH_ENDS],
  [`${WEBEX_USER_URN}:meta.organizationId`, EQ],
]);

/** 400 invalidFilter for an attribute or operator that the current form does not publish for users. */
export function refuseUnpublished(filter: BoundFilter): void {
  switch (filter.kind) {
    case "and":
    case "or":
      for (const part of filter.filters) refuseUnpublished(part);
      return;
    case "not":
    case "element":
      refuseUnpublished(filter.filter);
      return;
    case "present":
      throw refusal(filter.target.path, "pr");
    case "compare": {
      const { target, op } = filter;
      if (SEARCHABLE.get(target.path)?.includes(op) !== true) throw refusal(target.path, op);
      return;
    }
    case "nothing":
      return;
  }
}

function refusal(path: string, operator: string): ScimError {
  return new ScimError("invalidFilter", `Users cannot be searched by "${path}" with "${operator}".`);
}
