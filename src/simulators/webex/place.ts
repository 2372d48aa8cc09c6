import type { ResourceType } from "../../core/scim/schema.ts";
import { CURRENT_USER, LEGACY_USER, WEBEX_GROUP } from "./schemas.ts";

/** The two forms of Webex's SCIM address. */
export type UrlForm = "legacy" | "current";

/** Where a request goes. */
export type WebexPlace = {
  readonly form: UrlForm;
  readonly orgId: string;
  /** The service root of the organization, without a slash at its end. */
  readonly root: string;
  /** As the request has it: `Users`. */
  readonly endpoint: string;
  readonly id: string | undefined;
  /** `Members` in `/Groups/{id}/Members`. */
  readonly part: string | undefined;
};

const FORMS: readonly (readonly [form: UrlForm, pattern: RegExp])[] = [
  ["legacy", /^(\/v1\/scim\/([^/]+))\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/],
  ["current", /^(\/identity\/scim\/([^/]+)\/v2)\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/],
];

/** Reads the path of a request; undefined when it belongs to neither form. */
export function readPlace(path: string): WebexPlace | undefined {
  for (const [form, pattern] of FORMS) {
    const [, root, orgId, endpoint, id, part] = pattern.exec(path) ?? [];
    if (root === undefined || orgId === undefined || endpoint === undefined) continue;
    return { form, orgId: decode(orgId), root, endpoint, id: id && decode(id), part };
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The resource type behind an endpoint. The legacy form has no groups. */
export function typeAt({ form, endpoint }: Pick<WebexPlace, "form" | "endpoint">): ResourceType | undefined {
  if (endpoint === "Users") return form === "legacy" ? LEGACY_USER : CURRENT_USER;
  return endpoint === "Groups" && form === "current" ? WEBEX_GROUP : undefined;
}
