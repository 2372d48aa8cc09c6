/** What the SCIM endpoints accept and answer at most; sizes in bytes. What is published is what is enforced. */
export interface ScimLimits {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
  readonly bodySizeMax: number;
  readonly bulkOperationsMax: number;
  readonly bulkSizeMax: number;
}

export const DEFAULT_LIMITS: ScimLimits = {
  pageSizeDefault: 100,
  pageSizeMax: 1_000,
  bodySizeMax: 16 * 1024 * 1024,
  bulkOperationsMax: 1_000,
  bulkSizeMax: 16 * 1024 * 1024,
};
