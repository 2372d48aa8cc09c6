import type { Caller } from "../../../app/directory/directory.ts";
import type { OrgTypes } from "../../../app/resource-types/directory-type.ts";
import type { JsonObject } from "../../../core/json.ts";
import {
  listResponse,
  renderResourceTypeResources,
  renderSchemaResources,
  renderServiceProviderConfig,
} from "../../../core/scim/discovery.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { tolerancesOf } from "../../../core/scim/profile.ts";
import type { ScimLimits } from "../limits.ts";
import type { ScimAnswer, ScimCall, ScimOperation, ScimService } from "../request/call.ts";

/** Base URLs whose texts are kept for an organization; a client can make them up by its Host header. */
const CACHED_MAX = 10;

/** The discovery resources under one base URL, as texts; single ones by id in lower case. */
interface Texts {
  readonly config: string;
  readonly lists: Readonly<Record<Collection, string>>;
  readonly single: Readonly<Record<Collection, ReadonlyMap<string, string>>>;
}

type Collection = "Schemas" | "ResourceTypes";

/** The parts of the caller that discovery depends on. */
type Reader = Pick<Caller, "types" | "baseUrl">;

/** Whether write-only attributes are listed; a client that may not send them does not see them. */
interface Told {
  readonly writeOnly: boolean;
}

// Types that are no longer those of an organization take their texts with them.
const caches = new WeakMap<ScimService, WeakMap<OrgTypes, Map<string, Texts>>>();

function textsFor(service: ScimService, { types, baseUrl }: Reader, told: Told): Texts {
  const byTypes = caches.get(service) ?? new WeakMap<OrgTypes, Map<string, Texts>>();
  caches.set(service, byTypes);
  const cache = byTypes.get(types) ?? new Map<string, Texts>();
  byTypes.set(types, cache);
  const key = `${told.writeOnly} ${baseUrl}`;
  const texts = cache.get(key) ?? writeTexts(types, service.limits, baseUrl, told);
  if (cache.size >= CACHED_MAX) cache.clear();
  cache.set(key, texts);
  return texts;
}

/** The ServiceProviderConfig, which needs no token (RFC 7643 §5). */
export function answerConfig(service: ScimService, reader: Reader): ScimAnswer {
  return { status: 200, headers: {}, body: textsFor(service, reader, { writeOnly: true }).config };
}

function textsOf({ service, caller }: Pick<ScimCall, "service" | "caller">): Texts {
  return textsFor(service, caller, { writeOnly: tolerancesOf(caller.profile).dropWriteOnly });
}

/** The endpoints that tell what is served (RFC 7644 §4). */
export const DISCOVERY_OPERATIONS: readonly ScimOperation[] = [
  {
    method: "GET",
    path: "/ServiceProviderConfig",
    handle: async ({ service, caller }) => answerConfig(service, caller),
  },
  ...collectionOperations("Schemas"),
  ...collectionOperations("ResourceTypes"),
];

function collectionOperations(collection: Collection): readonly ScimOperation[] {
  return [
    {
      method: "GET",
      path: `/${collection}`,
      handle: async ({ service, caller, query }) => {
        // RFC 7644 §4: a client must not believe that a filter was heeded.
        if (query.has("filter")) throw new ScimError(403, `${collection} cannot be filtered.`);
        return { status: 200, headers: {}, body: textsOf({ service, caller }).lists[collection] };
      },
    },
    {
      method: "GET",
      path: `/${collection}/:id`,
      handle: async ({ service, caller, params }) => {
        const { single } = textsOf({ service, caller });
        const text = single[collection].get((params.id ?? "").toLowerCase());
        if (text === undefined) throw new ScimError(404, `There is nothing by this name in ${collection}.`);
        return { status: 200, headers: {}, body: text };
      },
    },
  ];
}

function writeTexts(types: OrgTypes, limits: ScimLimits, baseUrl: string, told: Told): Texts {
  const resources = types.all.map(({ resource }) => resource);
  const schemas = renderSchemaResources(
    resources,
    baseUrl,
    ({ mutability }) => told.writeOnly || mutability !== "writeOnly",
  );
  const resourceTypes = renderResourceTypeResources(resources, baseUrl);
  const { pageSizeDefault, pageSizeMax, bulkOperationsMax, bulkSizeMax } = limits;
  const config = renderServiceProviderConfig(
    {
      pageSizeDefault,
      pageSizeMax,
      bulk: { supported: true, operationsMax: bulkOperationsMax, payloadSizeMax: bulkSizeMax },
      sort: true,
      cursorTimeout: limits.cursorTimeoutSeconds,
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
