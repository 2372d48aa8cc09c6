/** The reasons why records cannot be given. */
export const RECORD_ERROR_CODES = [
  /** Too many verifications of the audit trail of one organization wait. */
  "audit.verification-busy",
  /** {cycle}: it made no plan, or the plan is not kept any more. */
  "bundle.no-plan",
  /** {cycle} */
  "bundle.not-recorded",
  /** {cycle}: the setting `recordingSizeMax` bounds recordings. */
  "bundle.too-large",
  /** {cycle, attribute} */
  "bundle.hidden",
] as const;
