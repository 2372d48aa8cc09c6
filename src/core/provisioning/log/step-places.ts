/** The steps that an object goes through in a cycle, in their order and by the names of Entra ID's provisioning log. */
export const STEP_TYPES = [
  "import",
  "scoping",
  "matching",
  "processing",
  "referenceResolution",
  "export",
] as const;

export type StepType = (typeof STEP_TYPES)[number];

/** The steps of codes whose first word does not say it. */
const STEP_OF_CODE: ReadonlyMap<string, StepType> = new Map([
  ["hold.duplicate-source", "import"],
  ["scope.gone", "import"],
  ["scope.deleted", "import"],
  ["decide.skip-inactive", "scoping"],
  ["decide.kept-out-of-scope", "scoping"],
  ["decide.adopt", "matching"],
  ["hold.several-matches", "matching"],
  ["hold.account-found", "matching"],
  ["hold.account-privileged", "matching"],
  ["hold.account-absent", "matching"],
  ["hold.asked-later", "matching"],
  ["decide.skip-unmatched", "matching"],
  ["hold.matching-missing", "matching"],
  ["hold.account-of-leaver", "matching"],
  ["hold.account-of-former", "matching"],
  ["hold.former-name-taken", "matching"],
  ["hold.former-name-of-other", "matching"],
  ["hold.group-absent", "matching"],
  ["pending.match-failed", "matching"],
  ["pending.owner-leaving", "matching"],
  ["pending.account-gone", "matching"],
  ["change.reference", "referenceResolution"],
  ["change.members", "referenceResolution"],
  ["change.dead-members", "referenceResolution"],
  ["change.lost-members", "referenceResolution"],
  ["mapping.member-unknown", "referenceResolution"],
  ["mapping.reference-awaited", "referenceResolution"],
  ["mapping.reference-none", "referenceResolution"],
  ["mapping.reference-unknown", "referenceResolution"],
  ["pending.reference", "referenceResolution"],
  ["pending.member", "referenceResolution"],
  ["pending.member-new", "referenceResolution"],
  ["refused.member", "referenceResolution"],
  ["refused.member-later", "referenceResolution"],
  ["refused.member-parked", "referenceResolution"],
  ["pending.unknown-outcome", "export"],
]);

/** The steps of all other codes, by their first word. */
const STEP_OF_WORD: ReadonlyMap<string, StepType> = new Map([
  ["scope", "scoping"],
  ["match", "matching"],
  ["adopt", "matching"],
  ["link", "matching"],
  ["members", "referenceResolution"],
  ["refused", "export"],
  ["recover", "export"],
  ["target", "export"],
]);

/** The step that a reason belongs to. Reasons about what to do, and guards, belong to `processing`. */
export function findStepOf(code: string): StepType {
  const [word = ""] = code.split(".", 1);
  return STEP_OF_CODE.get(code) ?? STEP_OF_WORD.get(word) ?? "processing";
}
