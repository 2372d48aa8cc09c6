/** Whose requests these are: `generic` is the default, `rfc` and `strict` tolerate little. */
export type ProfileKind = "rfc" | "generic" | "entra" | "okta" | "strict";
export type Profile = { readonly kind: ProfileKind };

export const GENERIC: Profile = { kind: "generic" };

/** What a profile accepts, each by its name. True is the tolerant side. */
export type Tolerances = {
  /** `"True"` stands for `true` where a boolean is defined (Microsoft Entra, before `aadOptscim062020`). */
  readonly coerceBooleans: boolean;
  /** `"12"` stands for `12` where a number is defined, and `12` for `"12"` where text is. */
  readonly coerceNumbers: boolean;
  /** A bare text, or a list of one, stands for a complex value; `""` clears it (Entra's `manager`). */
  readonly wrapReference: boolean;
  /** A single value stands for a list of one. */
  readonly wrapElement: boolean;
  /** A `value` that is JSON in a text stands for the parts in it (Entra's `roles`, as assignments to app roles). */
  readonly unwrapJsonText: boolean;
  /** References need not be well-formed URIs; an empty one is no value. */
  readonly looseReferences: boolean;
  /** PATCH add or replace on a value path without a match makes the element, if the filter says how. */
  readonly addOnNoTarget: boolean;
  /** PATCH remove with a value removes only that value; else it is refused. Never read as "remove all". */
  readonly removeByValue: boolean;
  /** PATCH may come without a path. */
  readonly pathlessPatch: boolean;
  /** The URN of the resource's own schema as the path of a PATCH says as little as none. */
  readonly schemaPath: boolean;
  /** Keys of a PATCH without a path are paths: `name.givenName`, `urn:…:User:department`. */
  readonly dottedKeys: boolean;
  /** PATCH remove without a path does nothing (Entra's hosted validator); else 400 noTarget. */
  readonly pathlessRemove: boolean;
  /** A PATCH without operations does nothing. */
  readonly emptyOperations: boolean;
  /** `Add`, `REPLACE`. */
  readonly operationCase: boolean;
  /** Read-only attributes among the keys of a PATCH without a path are ignored, as PUT does. */
  readonly ignoreReadOnlyKeys: boolean;
  /** PATCH replace of a complex value leaves siblings alone (RFC 7644 §3.5.2.3); else it wipes them. */
  readonly replaceMerges: boolean;
  /** PUT leaves `members` and `externalId` alone when it does not mention them; else it clears them. */
  readonly keepOmitted: boolean;
  /** Attributes of an extension are found without their URN. */
  readonly bareExtensionAttributes: boolean;
  /** `2.0User` stands for `2.0:User` at the end of a schema's URN. */
  readonly missingUrnColon: boolean;
  /** An unquoted word in a filter stands for text: `externalId eq jyoung`. */
  readonly barewordFilter: boolean;
  readonly ignoreUnknownAttributes: boolean;
  readonly ignoreUnknownSchemas: boolean;
  /** `schemas` may be missing, or not list an extension that the body carries. */
  readonly inferSchemas: boolean;
  /** Elements with the same type and value become one; else they are refused. */
  readonly foldDuplicates: boolean;
  /** A name that comes twice in an object of the body counts as the last of them (RFC 8259 §4); else it is refused. */
  readonly repeatedNames: boolean;
  /** Write-only attributes (`password`) are checked and dropped; else they are refused. */
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

/** Every profile, from the one that tolerates by the letter to the one that tolerates least. */
export const PROFILE_KINDS: readonly ProfileKind[] = ["rfc", "generic", "entra", "okta", "strict"];

/** Profile by profile. `strict` follows the Okta interoperability profile and IPSIE where they ask for refusal. */
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

/** What that profile accepts. */
export function tolerancesOf(profile: Profile): Tolerances {
  return TOLERANCES[profile.kind];
}
