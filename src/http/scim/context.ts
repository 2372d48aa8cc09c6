import type { FastifyRequest } from "fastify";
import type { Caller, Directory } from "../../app/directory/directory.ts";
import { type OrgId, parseUuid } from "../../core/ids.ts";
import { GENERIC, type Mode, type ModeKind } from "../../core/scim/mode.ts";
import { actorOf } from "../register-route.ts";
import type { ScimLimits } from "./limits.ts";

/** What the SCIM routes work with. */
export interface ScimContext {
  readonly directory: Directory;
  readonly limits: ScimLimits;
  /** Where clients reach this server, when that is not what their requests name as host. */
  readonly publicUrl: string | undefined;
}

const MODES: Readonly<Record<ModeKind, Mode>> = {
  rfc: { kind: "rfc" },
  generic: GENERIC,
  entra: { kind: "entra" },
  okta: { kind: "okta" },
  strict: { kind: "strict" },
};

/** Who asks, and how tolerantly their requests are read. */
export async function callerOf(context: ScimContext, request: FastifyRequest): Promise<Caller> {
  const actor = actorOf(request);
  const types = await context.directory.types.of(actor.org);
  return { actor, types, mode: modeOf(actor.profile), baseUrl: baseUrlOf(context, request, actor.org) };
}

/** The mode that a token was made for; `generic` for one that names none. */
function modeOf(profile: string | null): Mode {
  return Object.entries(MODES).find(([kind]) => kind === profile)?.[1] ?? GENERIC;
}

/** The URL that locations and references begin with: `https://host/scim/{organization}/v2`. */
export function baseUrlOf({ publicUrl }: ScimContext, request: FastifyRequest, org: OrgId): string {
  const origin = publicUrl?.replace(/\/+$/, "") ?? `${request.protocol}://${request.host}`;
  return `${origin}/scim/${org}/v2`;
}

/** A parameter of the path; the empty text when the route has none of that name. */
export function pathParam(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** The organization that the path names, if it can be one. */
export function orgOf(request: FastifyRequest): OrgId | undefined {
  return parseUuid<OrgId>(pathParam(request, "org"));
}
