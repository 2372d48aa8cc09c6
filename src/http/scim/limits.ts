import { DIRECTORY_LIMITS, type DirectoryLimits } from "../../app/directory/directory.ts";
import { PATCH_LIMITS, type PatchLimits } from "../../core/scim/patch/read-patch.ts";

/** The limits of SCIM requests and answers; sizes in bytes. The limits published are those enforced. */
export interface ScimLimits extends DirectoryLimits, PatchLimits {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
  readonly bodySizeMax: number;
  /** A cursor expires when it is not used for this long (RFC 9865 §4). */
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
