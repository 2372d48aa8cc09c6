import type { FastifyRequest } from "fastify";
import type { Caller } from "../../../app/directory/directory.ts";
import { type OrgId, parseUuid } from "../../../core/ids.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { GENERIC, type Profile, type ProfileKind } from "../../../core/scim/profile.ts";
import { tokenActorOf } from "../../register-route.ts";
import type { PathParams, ScimCall, ScimService } from "./call.ts";
import { readUrlQuery } from "./query.ts";

/** The services of the SCIM routes. */
export interface ScimContext extends ScimService {
  /** Where clients reach this server, when that is not what their requests name as host. */
  readonly publicUrl: string | undefined;
}

const BY_KIND: Readonly<Record<ProfileKind, Profile>> = {
  rfc: { kind: "rfc" },
  generic: GENERIC,
  entra: { kind: "entra" },
  okta: { kind: "okta" },
  strict: { kind: "strict" },
};
const PROFILES: ReadonlyMap<string, Profile> = new Map(Object.entries(BY_KIND));

/** The request of HTTP as a call of an operation. */
export async function callOf(context: ScimContext, request: FastifyRequest): Promise<ScimCall> {
  return {
    service: context,
    caller: await callerOf(context, request),
    params: request.params as PathParams,
    query: readUrlQuery(request.query),
    headers: request.headers,
    body: request.body,
  };
}

/** The organization's types and base URL, for routes without a token. 404 for a malformed id. */
export async function readerOf(
  context: ScimContext,
  request: FastifyRequest,
): Promise<Pick<Caller, "types" | "baseUrl">> {
  const org = orgOf(request);
  if (org === undefined) throw new ScimError(404, "There is no such organization.");
  return { types: await context.directory.types.of(org), baseUrl: baseUrlOf(context, request, org) };
}

/** The caller, and the profile that reads its requests. */
async function callerOf(context: ScimContext, request: FastifyRequest): Promise<Caller> {
  const actor = tokenActorOf(request);
  const types = await context.directory.types.of(actor.org);
  return { actor, types, profile: profileOf(actor.profile), baseUrl: baseUrlOf(context, request, actor.org) };
}

/** The profile that a token was made for; `generic` for one that names none. */
export function profileOf(profile: string | null): Profile {
  return PROFILES.get(profile ?? "") ?? GENERIC;
}

/** The URL that locations and references begin with: `https://host/scim/{organization}/v2`. */
function baseUrlOf({ publicUrl }: ScimContext, request: FastifyRequest, org: OrgId): string {
  const origin = publicUrl?.replace(/\/+$/, "") ?? `${request.protocol}://${request.host}`;
  return `${origin}/scim/${org}/v2`;
}

/** A parameter of the path; the empty text when the route has none of that name. */
function pathParam(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** The organization that the path names, if it can be one. */
export function orgOf(request: FastifyRequest): OrgId | undefined {
  return parseUuid<OrgId>(pathParam(request, "org"));
}
