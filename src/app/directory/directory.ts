import { PATCH_WORK_LIMITS, type PatchWorkLimits } from "../../core/scim/patch/apply-patch.ts";
import type { Profile } from "../../core/scim/profile.ts";
import type { StoredView } from "../../core/scim/request/project.ts";
import { KeyedMutex } from "../background/keyed-mutex.ts";
import type { Actor, Deps } from "../deps.ts";
import type { OrgTypes } from "../resource-types/directory-type.ts";
import type { TypeSource } from "../resource-types/type-registry.ts";
import { OffsetCache } from "./query/offset-cache.ts";
import { SharedCommits } from "./write/shared-commits.ts";

/** The state that directory use cases share. A process opens one. */
export interface Directory {
  readonly deps: Deps;
  readonly types: TypeSource;
  /** Keeps the writes of this process to one object apart. */
  readonly mutex: KeyedMutex;
  /** Changes of one object, which take turns by `mutex` as well. */
  readonly sharedCommits: SharedCommits;
  readonly offsets: OffsetCache;
  readonly limits: DirectoryLimits;
}

/** The limits on the work of one request. */
export interface DirectoryLimits extends PatchWorkLimits {
  /** Members that are read for one answer; beyond, `too-many`. */
  readonly membersMax: number;
  /** UTF-16 code units of an indexed value, which take at most four bytes each; beyond, `too-long`. */
  readonly keyLengthMax: number;
  /** Objects that a list without a usable index looks at; beyond, `too-many`. */
  readonly scannedMax: number;
}

/** The key length is what the indexes of both databases can hold. */
export const DIRECTORY_LIMITS: DirectoryLimits = {
  ...PATCH_WORK_LIMITS,
  membersMax: 200_000,
  keyLengthMax: 500,
  scannedMax: 200_000,
};

/** Opens the directory of a process. */
export function openDirectory(deps: Deps, limits: DirectoryLimits = DIRECTORY_LIMITS): Directory {
  const mutex = new KeyedMutex();
  return {
    deps,
    types: deps.types,
    mutex,
    sharedCommits: new SharedCommits(mutex),
    offsets: new OffsetCache(() => deps.env.monotonic()),
    limits,
  };
}

/** An actor that sends SCIM requests, and how they are read and answered. */
export interface Caller {
  readonly actor: Actor;
  /** The resource types of the organization when the request came. */
  readonly types: OrgTypes;
  readonly profile: Profile;
  /** The URL below which objects refer to each other. */
  readonly baseUrl: string;
}

/** Which relationships an answer shows. Relationships that are not shown are not read. */
export interface ShownResource {
  readonly members: boolean;
  readonly groups: boolean;
  /** Also names of members and groups through other groups, which filters do not look at. */
  readonly details?: boolean;
}

/** True for a version that the client expects (If-Match). */
export type VersionTest = (version: number) => boolean;

/** A request, as it was read by the definitions of its resource type. */
export interface TypedRequest {
  readonly shown: ShownResource;
}

/** The result of a write. Every kind but `written` says that nothing changed. */
export type WriteOutcome<Request> =
  | {
      readonly kind: "written";
      readonly object: StoredView;
      /** False when the object was already like that; it keeps its version. */
      readonly isChanged: boolean;
      /** The request, as it was read by the definitions that held at the commit. */
      readonly request: Request;
    }
  | NotWritten;

/** Why a write changed nothing. */
export type NotWritten =
  | { readonly kind: "not-found" }
  | { readonly kind: "version-mismatch" }
  /** Another object has this value of a unique attribute. */
  | { readonly kind: "taken"; readonly path: string }
  | { readonly kind: "unknown-member"; readonly value: string }
  /** An indexed value is longer than the index can hold. */
  | { readonly kind: "too-long"; readonly path: string }
  /** Other writers changed the object first, many times in a row. */
  | { readonly kind: "contended" }
  /** The definitions changed again and again while the request was read by them, or are locked. */
  | { readonly kind: "types-changed" };

/** A read that would go beyond a limit; no answer is cut short silently. */
export interface TooMany {
  readonly kind: "too-many";
  readonly what: "members" | "objects";
  readonly limit: number;
}
