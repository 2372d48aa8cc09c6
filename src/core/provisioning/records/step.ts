import { type AccountId, type ObjectId, toAccountId, trustId } from "../../ids.ts";
import type { JsonObject } from "../../json.ts";
import type { FlatAttributes, FlatChange } from "../../mapping/flat.ts";
import type { MatchKey } from "../../mapping/match-key.ts";
import { readAccountId, readChanges, readFlat, readMatchKey, readParams } from "./decision.ts";
import {
  type Codec,
  listOf,
  oneOf,
  readBoolean,
  readNullable,
  readNumber,
  readObject,
  readOptional,
  readText,
} from "./stored-json.ts";

/** A membership that a step adds or removes: both ends of it as they are known here and at the target. */
export interface StepMember {
  /** Null for a member that neither side knows: a dead one, to be removed. */
  readonly object: ObjectId | null;
  readonly account: AccountId;
  readonly change: "add" | "remove";
}

/** A membership of a member that is an object of the directory. */
export interface KnownMember extends StepMember {
  readonly object: ObjectId;
}

/** The purpose of one call to a target, stored before the call is sent. `name` is the name of the object. */
export type StepRequest =
  | {
      readonly kind: "create";
      readonly name: string;
      readonly attributes: FlatAttributes;
      readonly match: MatchKey | null;
      /** Accounts that matched before and that are not the new one: a person chose to create another. */
      readonly beside?: readonly AccountId[];
      /** The members that a new group is created with. */
      readonly members: readonly StepMember[];
    }
  | { readonly kind: "change"; readonly name: string; readonly changes: readonly FlatChange[] }
  | { readonly kind: "members"; readonly name: string; readonly members: readonly StepMember[] }
  | { readonly kind: "remove"; readonly name: string };

/** An attribute, or a member, that the target refused while it accepted the rest. Holds no value. */
export interface RefusedPart {
  readonly path: string;
  readonly valueKind: string;
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
  readonly status?: number;
}

/** How a step ended, as far as that is known. */
export interface StepOutcome {
  /** The code of the fault that the step ended with. */
  readonly fault?: string;
  /** Why the outcome is unknown: the code of what happened to the answer. */
  readonly because?: string;
  /** How a created account came to be known. */
  readonly provenance?: "created" | "adopted" | "recovered";
  /** The target showed that the account is gone. */
  readonly gone?: boolean;
  /** Whether recovery found the account. */
  readonly found?: boolean;
  readonly refused?: readonly RefusedPart[];
}

const readObjectId: Codec<ObjectId> = (json, place) => trustId<ObjectId>(readText(json, place));

const readMembers: Codec<readonly StepMember[]> = listOf((json, place) => {
  const { object, account, change } = readObject(json, place);
  return {
    object: readNullable(readObjectId)(object, `${place}.object`),
    account: toAccountId(readText(account, `${place}.account`)),
    change: oneOf(["add", "remove"] as const)(change ?? "add", `${place}.change`),
  };
});

/** Reads what a step was to do. */
export const readStepRequest: Codec<StepRequest> = (json, place) => {
  const stored = readObject(json, place);
  const name = readText(stored["name"] ?? "", `${place}.name`);
  switch (kindOf(stored, place)) {
    case "create":
      return {
        kind: "create",
        name,
        attributes: readFlat(stored["attributes"], `${place}.attributes`),
        match: readNullable(readMatchKey)(stored["match"], `${place}.match`),
        members: readMembers(stored["members"] ?? [], `${place}.members`),
        ...readOptional(stored, place, "beside", listOf(readAccountId)),
      };
    case "change":
      return { kind: "change", name, changes: readChanges(stored["changes"], `${place}.changes`) };
    case "members":
      return { kind: "members", name, members: readMembers(stored["members"], `${place}.members`) };
    case "remove":
      return { kind: "remove", name };
  }
};

/** The kind of a step; rows that were written before kinds were stored show it by their members. */
function kindOf(stored: JsonObject, place: string): StepRequest["kind"] {
  const kinds = ["create", "change", "members", "remove"] as const;
  if (stored["kind"] !== undefined) return oneOf(kinds)(stored["kind"], `${place}.kind`);
  if (stored["attributes"] !== undefined) return "create";
  if (stored["changes"] !== undefined) return "change";
  return stored["members"] === undefined ? "remove" : "members";
}

const readRefused: Codec<readonly RefusedPart[]> = listOf((json, place) => {
  const stored = readObject(json, place);
  return {
    path: readText(stored["path"], `${place}.path`),
    valueKind: readText(stored["valueKind"], `${place}.valueKind`),
    code: readText(stored["code"], `${place}.code`),
    params: readParams(stored["params"], `${place}.params`),
    ...readOptional(stored, place, "status", readNumber),
  };
});

/** Reads how a step ended. */
export const readStepOutcome: Codec<StepOutcome> = (json, place) => {
  const stored = readObject(json, place);
  return {
    ...readOptional(stored, place, "fault", readText),
    ...readOptional(stored, place, "because", readText),
    ...readOptional(stored, place, "provenance", oneOf(["created", "adopted", "recovered"] as const)),
    ...readOptional(stored, place, "gone", readBoolean),
    ...readOptional(stored, place, "found", readBoolean),
    ...readOptional(stored, place, "refused", readRefused),
  };
};
