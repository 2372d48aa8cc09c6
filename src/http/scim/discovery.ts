import type { FastifyReply, FastifyRequest } from "fastify";
import type { OrgTypes } from "../../app/directory/directory-type.ts";
import type { JsonObject } from "../../core/json.ts";
import {
  listResponse,
  resourceTypeResources,
  schemaResources,
  serviceProviderConfig,
} from "../../core/scim/discovery.ts";
import { ScimError } from "../../core/scim/error.ts";
import type { HttpRoute } from "../register-route.ts";
import { sendBody } from "./answer.ts";
import { baseUrlOf, orgOf, pathParam, type ScimContext } from "./context.ts";
import type { ScimLimits } from "./limits.ts";
import { urlQuery } from "./query.ts";

/** Base URLs whose texts are kept for an organization; a client can make them up by its Host header. */
const CACHED_MAX = 10;

/** The discovery resources under one base URL, as texts; single ones by id in lower case. */
interface Texts {
  readonly config: string;
  readonly lists: Readonly<Record<Collection, string>>;
  readonly single: Readonly<Record<Collection, ReadonlyMap<string, string>>>;
}

type Collection = "Schemas" | "ResourceTypes";

/** The endpoints that tell what is served (RFC 7644 §4). Only the configuration is public (RFC 7643 §5). */
export function discoveryRoutes(context: ScimContext): readonly HttpRoute[] {
  // Types that are no longer those of an organization take their texts with them.
  const caches = new WeakMap<OrgTypes, Map<string, Texts>>();
  const textsFor = async (request: FastifyRequest): Promise<Texts> => {
    const org = orgOf(request);
    if (org === undefined) throw new ScimError(404, "There is no such organization.");
    const types = await context.directory.types.of(org);
    const cache = caches.get(types) ?? new Map<string, Texts>();
    caches.set(types, cache);
    const baseUrl = baseUrlOf(context, request, org);
    const texts = cache.get(baseUrl) ?? writeTexts(types, context.limits, baseUrl);
    if (cache.size >= CACHED_MAX) cache.clear();
    cache.set(baseUrl, texts);
    return texts;
  };
  return [
    {
      method: "GET",
      path: "/:org/v2/ServiceProviderConfig",
      permission: "public",
      handle: async (request, reply) => sendBody(request, reply, 200, (await textsFor(request)).config),
    },
    ...collectionRoutes("Schemas", textsFor),
    ...collectionRoutes("ResourceTypes", textsFor),
  ];
}

function collectionRoutes(
  collection: Collection,
  textsFor: (request: FastifyRequest) => Promise<Texts>,
): readonly HttpRoute[] {
  const get = { method: "GET", permission: "scim" } as const;
  return [
    {
      ...get,
      path: `/:org/v2/${collection}`,
      handle: async (request: FastifyRequest, reply: FastifyReply) => {
        // RFC 7644 §4: a client must not believe that a filter was heeded.
        if (urlQuery(request).has("filter")) throw new ScimError(403, `${collection} cannot be filtered.`);
        return sendBody(request, reply, 200, (await textsFor(request)).lists[collection]);
      },
    },
    {
      ...get,
      path: `/:org/v2/${collection}/:id`,
      handle: async (request: FastifyRequest, reply: FastifyReply) => {
        const { single } = await textsFor(request);
        const text = single[collection].get(pathParam(request, "id").toLowerCase());
        if (text === undefined) throw new ScimError(404, `There is nothing by this name in ${collection}.`);
        return sendBody(request, reply, 200, text);
      },
    },
  ];
}

function writeTexts(types: OrgTypes, limits: ScimLimits, baseUrl: string): Texts {
  const resources = types.all.map(({ resource }) => resource);
  const schemas = schemaResources(resources, baseUrl);
  const resourceTypes = resourceTypeResources(resources, baseUrl);
  const { pageSizeDefault, pageSizeMax, bodySizeMax } = limits;
  const config = serviceProviderConfig(
    {
      pageSizeDefault,
      pageSizeMax,
      // Told although there is no bulk: clients also take these as the number of members for one PATCH.
      bulk: { supported: false, operationsMax: 1_000, payloadSizeMax: bodySizeMax },
      sort: false,
      etag: true,
    },
    baseUrl,
  );
  return {
    config: JSON.stringify(config),
    lists: { Schemas: listText(schemas), ResourceTypes: listText(resourceTypes) },
    single: { Schemas: byId(schemas), ResourceTypes: byId(resourceTypes) },
  };
}

function listText(resources: readonly JsonObject[]): string {
  return JSON.stringify(listResponse(resources, { totalResults: resources.length, startIndex: 1 }));
}

function byId(resources: readonly JsonObject[]): ReadonlyMap<string, string> {
  return new Map(resources.map((each) => [String(each["id"]).toLowerCase(), JSON.stringify(each)]));
}
