import { runInTurns } from "../../../app/background/turn.ts";
import type { TokenActor } from "../../../app/deps.ts";
import { openDirectory } from "../../../app/directory/directory.ts";
import { describeWrites, type WriteEffect } from "../../../app/rejected-requests/describe-writes.ts";
import { openDryRunStore } from "../../../app/rejected-requests/dry-run-store.ts";
import { RevocationSignal } from "../../../app/signals/revocation-signal.ts";
import type { JsonObject } from "../../../core/json.ts";
import { ScimError } from "../../../core/scim/error.ts";
import type { Profile, ProfileKind } from "../../../core/scim/profile.ts";
import type { Env } from "../../../ports/env.ts";
import { perform } from "../perform.ts";
import type { PlainAnswer, ScimRequest } from "../performer.ts";
import { parseBody } from "../request/body.ts";
import type { HeaderFields, ScimService } from "../request/call.ts";
import { readUrlQuery } from "../request/query.ts";
import { toErrorAnswer } from "../response/errors.ts";

/** A recorded request: what of it decides the outcome. */
export interface Recorded {
  readonly method: string;
  /** Below the SCIM address, with the query. */
  readonly path: string;
  readonly headers: HeaderFields;
  /** The body as it came; undefined without one. */
  readonly text: string | undefined;
}

/** As whom a request is tried or sent. */
export interface ReplayAs {
  readonly actor: TokenActor;
  readonly baseUrl: string;
}

/** How a request fares in one profile. */
export interface ReplayOutcome {
  readonly profile: ProfileKind;
  readonly status: number;
  readonly scimType: string | null;
  readonly detail: string | null;
  readonly effect: WriteEffect;
}

/** Tells how this caller's request would fare in a profile, against what is stored now; changes nothing. */
export async function tryRequest(
  { directory, limits }: ScimService,
  who: ReplayAs,
  recorded: Recorded,
  profile: ProfileKind,
): Promise<ReplayOutcome> {
  const { deps } = directory;
  const dry = openDryRunStore(deps.store);
  // A directory of its own: a trial changes nothing, so no write has to wait for it.
  const trial = openDirectory({ ...deps, store: dry.store, revocations: new RevocationSignal() }, limits);
  const answer = await answerTo({ directory: trial, limits }, who, recorded, profile);
  const effect = await describeWrites(deps.store, dry.writes, who.actor.principal);
  return { ...verdictOf(profile, answer), effect };
}

/** Sends the request again, as the caller would have. */
export async function sendRequest(
  service: ScimService,
  who: ReplayAs,
  recorded: Recorded,
  profile: ProfileKind,
): Promise<ReplayOutcome> {
  const answer = await answerTo(service, who, recorded, profile);
  return { ...verdictOf(profile, answer), effect: { kind: "none", changes: [] } };
}

async function answerTo(
  service: ScimService,
  { actor, baseUrl }: ReplayAs,
  recorded: Recorded,
  kind: ProfileKind,
): Promise<PlainAnswer> {
  const profile: Profile = { kind };
  const request = await readRecorded(recorded, profile, service.directory.deps.env);
  if (request instanceof ScimError) {
    return toErrorAnswer({}, request);
  }
  const caller = {
    actor,
    types: await service.directory.types.of(actor.org),
    profile,
    baseUrl,
  };
  return perform(service, caller, request);
}

/** The request as a value, or the error that its body is in this profile. */
async function readRecorded(
  { method, path, headers, text }: Recorded,
  profile: Profile,
  env: Env,
): Promise<ScimRequest | ScimError> {
  const [pathname = "", ...rest] = path.split("?");
  const parameters: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(rest.join("?"))) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : [before, value].flat();
  }
  try {
    const body = text === undefined ? undefined : await runInTurns(env, parseBody(text, profile));
    return { method, path: pathname, query: readUrlQuery(parameters), headers, body };
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
}

function verdictOf(profile: ProfileKind, { status, body }: PlainAnswer): Omit<ReplayOutcome, "effect"> {
  const error: JsonObject = status >= 400 ? (body ?? {}) : {};
  const textOf = (value: unknown) => (typeof value === "string" ? value : null);
  return { profile, status, scimType: textOf(error["scimType"]), detail: textOf(error["detail"]) };
}
