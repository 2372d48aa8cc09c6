import { type AccountId, type ObjectId, toAccountId, trustId } from "../../ids.ts";
import type { Json } from "../../json.ts";
import type { FlatAttributes, FlatChange } from "../../mapping/flat.ts";
import type { MatchKey, MatchPart } from "../../mapping/match-key.ts";
import type { Candidate } from "../facts.ts";
import type { Reason } from "../reason.ts";
import {
  type Codec,
  listOf,
  mapOf,
  readBoolean,
  readNullable,
  readNumber,
  readObject,
  readOptional,
  readText,
  UnreadableRecordError,
} from "./stored-json.ts";

/** The place of a decision among those of its plan that take a name which another account gives up. */
export type NameOrder = {
  /** Decisions of one chain are carried out one after the other. */
  readonly chain: number;
  readonly place: number;
  /** The object whose account gives the name up. */
  readonly after: ObjectId;
  /** The name that the account has from the beginning of the chain until its own name is free. */
  readonly temporary: string | null;
  /** The attribute that the name is a value of; the natural key of the type if left out. */
  readonly path?: string;
  /** Other attributes whose values the account gives up when it takes its temporary name. */
  readonly also?: readonly string[];
};

/** The parts that the call of a decision needs beside its changes. */
export type DecisionDesired = {
  /** The attributes of an account to create or adopt; empty for other verbs. */
  readonly attributes: FlatAttributes;
  /** Those of them that only a new account gets. */
  readonly untouched: readonly string[];
  /** The changed attributes whose values are blanked where a plan is shown. */
  readonly hidden: readonly string[];
  /** References whose account does not exist yet: path to directory object. */
  readonly awaited: Readonly<Record<string, ObjectId>>;
  readonly members: { readonly add: number; readonly remove: number };
  /** Members of a group that do not exist at the target, counted among those to remove. */
  readonly deadMembers: readonly AccountId[];
  readonly match: MatchKey | null;
  /** Whether the decision was made for an object in scope. */
  readonly inScope: boolean;
  /** The object that an account to adopt is taken over from, with the approval of a person. */
  readonly formerOwner: ObjectId | null;
  /** Null unless the decision waits for a name. */
  readonly name: NameOrder | null;
  /** The accounts that were found for an object without a link. */
  readonly found?: readonly Candidate[];
  /** The account of a void link, which ends when the plan is applied. */
  readonly formerAccount?: AccountId;
  /** The values that the changes take from the account of a deleted user, by path. */
  readonly formerNames?: FlatAttributes;
};

/** Reads the parameters of a message code. */
export const readParams: Codec<Reason["params"]> = mapOf((json, place) => {
  if (typeof json !== "string" && typeof json !== "number") {
    throw new UnreadableRecordError(place, "a text or a number");
  }
  return json;
});

/** Reads one message code with its parameters. */
export const readReason: Codec<Reason> = (json, place) => {
  const { code, params } = readObject(json, place);
  return { code: readText(code, `${place}.code`), params: readParams(params, `${place}.params`) };
};

/** Reads a chain of reasons. */
export const readReasons: Codec<readonly Reason[]> = listOf(readReason);

const readValue: Codec<Json> = (json) => json ?? null;

/** Reads the attributes of an account by the text of their path. */
export const readFlat: Codec<FlatAttributes> = mapOf(readValue);

/** Reads changes of attributes. */
export const readChanges: Codec<readonly FlatChange[]> = listOf((json, place) => {
  const { path, from, to } = readObject(json, place);
  return { path: readText(path, `${place}.path`), from: from ?? null, to: to ?? null };
});

const readMatchPart: Codec<MatchPart> = (json, place) => {
  const { path, value } = readObject(json, place);
  return { path: readText(path, `${place}.path`), value: readText(value, `${place}.value`) };
};

/** Reads the search that an account is looked up by. */
export const readMatchKey: Codec<MatchKey> = (json, place) => {
  const first = readMatchPart(json, place);
  const { also } = readObject(json, place);
  return also === undefined ? first : { ...first, also: listOf(readMatchPart)(also, `${place}.also`) };
};

const readObjectId: Codec<ObjectId> = (json, place) => trustId<ObjectId>(readText(json, place));

/** Reads the id of an account. */
export const readAccountId: Codec<AccountId> = (json, place) => toAccountId(readText(json, place));

const readNameOrder: Codec<NameOrder> = (json, place) => {
  const stored = readObject(json, place);
  return {
    chain: readNumber(stored["chain"], `${place}.chain`),
    place: readNumber(stored["place"], `${place}.place`),
    after: readObjectId(stored["after"], `${place}.after`),
    temporary: readNullable(readText)(stored["temporary"], `${place}.temporary`),
    ...readOptional(stored, place, "path", readText),
    ...readOptional(stored, place, "also", listOf(readText)),
  };
};

const readCandidate: Codec<Candidate> = (json, place) => {
  const { account, name, isPrivileged } = readObject(json, place);
  return {
    account: readAccountId(account, `${place}.account`),
    name: readNullable(readText)(name, `${place}.name`),
    ...(isPrivileged === true ? { isPrivileged } : {}),
  };
};

/** Reads what a decision keeps beside its changes. Plans of older versions know neither names, dead members, untouched nor hidden paths. */
export const readDesired: Codec<DecisionDesired> = (json, place) => {
  const stored = readObject(json, place);
  const {
    attributes,
    untouched,
    hidden,
    awaited,
    deadMembers,
    match,
    inScope,
    formerOwner,
    name,
    formerAccount,
  } = stored;
  const counts = readObject(stored["members"], `${place}.members`);
  return {
    attributes: readFlat(attributes, `${place}.attributes`),
    untouched: listOf(readText)(untouched ?? [], `${place}.untouched`),
    hidden: listOf(readText)(hidden ?? [], `${place}.hidden`),
    awaited: mapOf(readObjectId)(awaited, `${place}.awaited`),
    members: {
      add: readNumber(counts["add"], `${place}.members.add`),
      remove: readNumber(counts["remove"], `${place}.members.remove`),
    },
    deadMembers: listOf(readAccountId)(deadMembers ?? [], `${place}.deadMembers`),
    match: readNullable(readMatchKey)(match, `${place}.match`),
    inScope: readBoolean(inScope, `${place}.inScope`),
    formerOwner: readNullable(readObjectId)(formerOwner, `${place}.formerOwner`),
    name: readNullable(readNameOrder)(name ?? null, `${place}.name`),
    ...(formerAccount === undefined
      ? {}
      : { formerAccount: readAccountId(formerAccount, `${place}.formerAccount`) }),
    ...readOptional(stored, place, "formerNames", readFlat),
    ...readOptional(stored, place, "found", listOf(readCandidate)),
  };
};
