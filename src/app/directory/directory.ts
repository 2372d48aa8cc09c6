import { PATCH_COMPARISONS_MAX } from "../../core/scim/patch/apply-patch.ts";
import type { Profile } from "../../core/scim/profile.ts";
import type { StoredView } from "../../core/scim/request/project.ts";
import { KeyedMutex } from "../background/keyed-mutex.ts";
import type { Actor, Deps } from "../deps.ts";
import type { OrgTypes } from "../resource-types/directory-type.ts";
import type { TypeRegistry } from "../resource-types/type-registry.ts";
import { OffsetCache } from "./query/offset-cache.ts";

/** What the use cases of users and groups share; one for a process. */
export interface Directory {
  readonly deps: Deps;
  readonly types: TypeRegistry;
  readonly turns: KeyedMutex;
  readonly places: OffsetCache;
  readonly limits: DirectoryLimits;
}

/** How much the use cases take on. */
export interface DirectoryLimits {
  /** Members that are read for one answer; beyond, `too-many`. */
  readonly membersMax: number;
  /** Of a value that objects are found by, in UTF-16 code units, four bytes each at worst; beyond, `too-long`. */
  readonly keyLengthMax: number;
  /** Objects looked at for a list, where no index serves it; beyond, `too-many`. */
  readonly scannedMax: number;
  /** Values of a document that the operations of one PATCH look at together; beyond, 413. */
  readonly patchComparisonsMax: number;
}

/** The key length is what the index entries of both databases hold. */
export const DIRECTORY_LIMITS: DirectoryLimits = {
  membersMax: 200_000,
  keyLengthMax: 500,
  scannedMax: 200_000,
  patchComparisonsMax: PATCH_COMPARISONS_MAX,
};

export function openDirectory(deps: Deps, limits: DirectoryLimits = DIRECTORY_LIMITS): Directory {
  return {
    deps,
    types: deps.types,
    turns: new KeyedMutex(),
    places: new OffsetCache(() => deps.env.now()),
    limits,
  };
}

/** Who asks, of which organization, how tolerantly the request is read, and the URL under which objects refer to each other. */
export interface Caller {
  readonly actor: Actor;
  /** The resource types of the organization. */
  readonly types: OrgTypes;
  readonly profile: Profile;
  readonly baseUrl: string;
}

/** Which of the attributes that are not in the document an answer shows; what is not shown is not read. */
export interface ShownResource {
  readonly members: boolean;
  readonly groups: boolean;
  /** Also what filters do not look at: names of members, and groups through other groups. */
  readonly details?: boolean;
}

/** Tells whether a version is one that the client expects (If-Match). */
export type VersionTest = (version: number) => boolean;

/** What came of a write; everything but `written` changed nothing. */
export type WriteOutcome =
  /** `isChanged` false: the object was like that already and keeps its version. */
  { readonly kind: "written"; readonly object: StoredView; readonly isChanged: boolean } | WriteRefusal;

export type WriteRefusal =
  | { readonly kind: "not-found" }
  | { readonly kind: "version-mismatch" }
  /** Somebody else has this value of a unique attribute. */
  | { readonly kind: "taken"; readonly path: string }
  | { readonly kind: "unknown-member"; readonly value: string }
  /** A value that objects are found by is longer than the store can index. */
  | { readonly kind: "too-long"; readonly path: string }
  /** Others kept changing it first, many times in a row. */
  | { readonly kind: "contended" }
  /** The definitions that the request was read by are no longer those of the organization, or are changing. */
  | { readonly kind: "types-changed" };

/** A read that would go beyond a limit; nothing is ever cut short silently. */
export interface TooMany {
  readonly kind: "too-many";
  readonly what: "members" | "objects";
  readonly limit: number;
}
