import { DIRECTORY_LIMITS, type DirectoryLimits } from "../../app/directory/directory.ts";
import { PATCH_LIMITS, type PatchLimits } from "../../core/scim/patch/read-patch.ts";

/** What the SCIM endpoints accept and answer at most; sizes in bytes. What is published is what is enforced. */
export interface ScimLimits extends DirectoryLimits, PatchLimits {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
  readonly bodySizeMax: number;
  /** A cursor that is not used for so long is none any more (RFC 9865 §4). */
  readonly cursorTimeoutSeconds: number;
  readonly bulkOperationsMax: number;
  readonly bulkSizeMax: number;
}

export const DEFAULT_LIMITS: ScimLimits = {
  ...DIRECTORY_LIMITS,
  ...PATCH_LIMITS,
  pageSizeDefault: 100,
  pageSizeMax: 1_000,
  bodySizeMax: 16 * 1024 * 1024,
  cursorTimeoutSeconds: 3_600,
  bulkOperationsMax: 1_000,
  bulkSizeMax: 16 * 1024 * 1024,
};
