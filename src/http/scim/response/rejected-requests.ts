import type { NotWritten, TooMany } from "../../../app/directory/directory.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { ScimError } from "../../../core/scim/error.ts";

/** The SCIM error that a use case's refusal is (RFC 7644 §3.12). */
export function toRefusalError(type: DirectoryType, refusal: NotWritten | TooMany): ScimError {
  switch (refusal.kind) {
    case "not-found":
      return createNotFoundError(type);
    case "version-mismatch":
      return new ScimError(412, "The resource has another version than the one that If-Match expects.");
    case "taken":
      return new ScimError(
        "uniqueness",
        `The value of "${refusal.path}" is taken: it may be there once among all resources of type ${type.resource.name}.`,
      );
    case "unknown-member":
      return new ScimError(
        "invalidValue",
        `There is no user or group "${refusal.value.slice(0, 100)}" that could be a member.`,
      );
    case "too-long":
      return new ScimError("invalidValue", `The value of "${clientPath(refusal.path)}" is too long.`);
    case "contended":
      return new ScimError(503, "Others keep changing the resource at the same time. Try again.");
    case "types-changed":
      return new ScimError(503, "The schemas are being changed. Try again in a moment.");
    case "too-many":
      return createTooManyError(refusal);
  }
}

/** The store's path of an externalId names the integration, which is nobody's business. */
function clientPath(path: string): string {
  return path.startsWith("externalId:") ? "externalId" : path;
}

/** 400 tooMany for a read that would go beyond a limit. */
export function createTooManyError({ what, limit }: TooMany): ScimError {
  return what === "members"
    ? new ScimError(
        "tooMany",
        `There are more than ${limit} members. Ask with excludedAttributes=members, and page through them at /Groups/{id}/members.`,
      )
    : new ScimError("tooMany", `The query would have to look at more than ${limit} resources.`);
}

/** 404 for an id that no live object of the type has. */
export function createNotFoundError({ resource }: DirectoryType): ScimError {
  return new ScimError(404, `There is no ${resource.name} with this id.`);
}
