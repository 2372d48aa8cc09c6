/**
 * The client that a token's requests come from: `generic` is the default; `rfc` and `strict` tolerate little.
 */
export type ProfileKind = "rfc" | "generic" | "entra" | "okta" | "strict";
export type Profile = { readonly kind: ProfileKind };

export const GENERIC: Profile = { kind: "generic" };

/** The tolerances of a profile, by name. True is always the tolerant side. */
export type Tolerances = {
  /** `"True"` is read as `true` for a boolean attribute (Microsoft Entra, before `aadOptscim062020`). */
  readonly coerceBooleans: boolean;
  /** `"12"` is read as `12` for a number attribute, and `12` as `"12"` for a text attribute. */
  readonly coerceNumbers: boolean;
  /** A bare text, or a list of one, is read as a complex value; `""` clears it (Entra's `manager`). */
  readonly wrapReference: boolean;
  /** A single value is read as a list of one. */
  readonly wrapElement: boolean;
  /**
   * A `value` that contains JSON as text is read as the parts in it (Entra's `roles`, as assignments to app
   * roles).
   */
  readonly unwrapJsonText: boolean;
  /** References do not have to be well-formed URIs; an empty reference is read as absent. */
  readonly looseReferences: boolean;
  /**
   * PATCH add or replace on a value path without a match creates the element, if the filter determines its
   * values.
   */
  readonly addOnNoTarget: boolean;
  /**
   * PATCH remove with a value removes only that value; otherwise it is refused. It is never read as "remove
   * all".
   */
  readonly removeByValue: boolean;
  /** PATCH operations are accepted without a path. */
  readonly pathlessPatch: boolean;
  /** The URN of the resource's own schema as the path of a PATCH is treated as if the path were missing. */
  readonly schemaPath: boolean;
  /** Keys of a PATCH without a path are read as paths: `name.givenName`, `urn:…:User:department`. */
  readonly dottedKeys: boolean;
  /**
   * PATCH remove without a path does nothing (Entra's hosted validator); otherwise it is refused with 400
   * noTarget.
   */
  readonly pathlessRemove: boolean;
  /** A PATCH without operations does nothing. */
  readonly emptyOperations: boolean;
  /** The names of PATCH operations are accepted in any letter case: `Add`, `REPLACE`. */
  readonly operationCase: boolean;
  /** Read-only attributes among the keys of a PATCH without a path are ignored, as in a PUT. */
  readonly ignoreReadOnlyKeys: boolean;
  /**
   * PATCH replace of a complex value keeps its other sub-attributes (RFC 7644 §3.5.2.3); otherwise it clears
   * them.
   */
  readonly replaceMerges: boolean;
  /** PUT keeps `members` and `externalId` when it does not mention them; otherwise it clears them. */
  readonly keepOmitted: boolean;
  /** Attributes of an extension are accepted without their URN. */
  readonly bareExtensionAttributes: boolean;
  /** `2.0User` is read as `2.0:User` at the end of a schema's URN. */
  readonly missingUrnColon: boolean;
  /** An unquoted word in a filter is read as text: `externalId eq jyoung`. */
  readonly barewordFilter: boolean;
  readonly ignoreUnknownAttributes: boolean;
  readonly ignoreUnknownSchemas: boolean;
  /** `schemas` may be missing, or omit an extension that the body contains. */
  readonly inferSchemas: boolean;
  /** Elements with the same type and value are merged; otherwise they are refused. */
  readonly foldDuplicates: boolean;
  /**
   * An object of the body may contain a name twice if both have the same value; otherwise the body is refused
   * (RFC 8259 §4).
   */
  readonly repeatedNames: boolean;
  /** Write-only attributes (`password`) are checked and dropped; otherwise they are refused. */
  readonly dropWriteOnly: boolean;
};

const LENIENT: Tolerances = {
  coerceBooleans: true,
  coerceNumbers: true,
  wrapReference: true,
  wrapElement: true,
  unwrapJsonText: false,
  looseReferences: true,
  addOnNoTarget: true,
  removeByValue: true,
  pathlessPatch: true,
  schemaPath: true,
  dottedKeys: true,
  pathlessRemove: false,
  emptyOperations: true,
  operationCase: true,
  ignoreReadOnlyKeys: true,
  replaceMerges: true,
  keepOmitted: true,
  bareExtensionAttributes: true,
  missingUrnColon: true,
  barewordFilter: true,
  ignoreUnknownAttributes: true,
  ignoreUnknownSchemas: true,
  inferSchemas: true,
  foldDuplicates: true,
  repeatedNames: true,
  dropWriteOnly: true,
};

const RFC: Tolerances = {
  coerceBooleans: false,
  coerceNumbers: false,
  wrapReference: false,
  wrapElement: true,
  unwrapJsonText: false,
  looseReferences: false,
  addOnNoTarget: false,
  removeByValue: false,
  pathlessPatch: true,
  schemaPath: false,
  dottedKeys: false,
  pathlessRemove: false,
  emptyOperations: false,
  operationCase: false,
  ignoreReadOnlyKeys: false,
  replaceMerges: true,
  keepOmitted: false,
  bareExtensionAttributes: false,
  missingUrnColon: false,
  barewordFilter: false,
  ignoreUnknownAttributes: true,
  ignoreUnknownSchemas: false,
  inferSchemas: false,
  foldDuplicates: true,
  repeatedNames: false,
  dropWriteOnly: true,
};

/** Every profile, beginning with the RFC's own and ending with the one that tolerates least. */
export const PROFILE_KINDS: readonly ProfileKind[] = ["rfc", "generic", "entra", "okta", "strict"];

/**
 * The tolerances by profile. `strict` follows the Okta interoperability profile and IPSIE where these require
 * a refusal.
 */
const TOLERANCES: Readonly<Record<ProfileKind, Tolerances>> = {
  rfc: RFC,
  generic: LENIENT,
  entra: { ...LENIENT, pathlessRemove: true, unwrapJsonText: true },
  okta: LENIENT,
  strict: {
    ...RFC,
    wrapElement: false,
    pathlessPatch: false,
    replaceMerges: false,
    ignoreUnknownAttributes: false,
    foldDuplicates: false,
    dropWriteOnly: false,
  },
};

/** The tolerances of a profile. */
export function tolerancesOf(profile: Profile): Tolerances {
  return TOLERANCES[profile.kind];
}
