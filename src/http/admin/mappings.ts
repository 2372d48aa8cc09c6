import type { z } from "zod";
import { describeMapping, type MappingView } from "../../app/applications/application-mapping.ts";
import { changeMapping, type MappingChangeRequest } from "../../app/applications/change-mapping.ts";
import { countMappingEffect } from "../../app/applications/count-mapping-effect.ts";
import { type MappingResult, testMapping } from "../../app/applications/test-mapping.ts";
import { isRefusal } from "../../app/deps.ts";
import { type ApplicationMappingShape, applicationMapping, mappingRoutes } from "../../contract/mappings.ts";
import type { AppId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { describeSource } from "../../core/mapping/mapping-changes.ts";
import { listSearches } from "../../core/mapping/match-key.ts";
import { type Handlers, idOf } from "./call.ts";
import { showRole } from "./convert.ts";

type TrialShape = z.output<typeof mappingRoutes.testMapping.response>;

/** Serves the mappings of an application. */
export const mappingHandlers: Pick<Handlers, "getMapping" | "setMapping" | "previewMapping" | "testMapping"> =
  {
    async getMapping({ context, org, params }) {
      const view = await describeMapping(context.deps, org, idOf<AppId>(params.app));
      return isRefusal(view) ? view : showMapping(params.app, view);
    },

    async setMapping({ context, actor, org, params, body }) {
      const { mapping, type, user, group, version } = body;
      const change: MappingChangeRequest["change"] =
        mapping === undefined ? { kind: "replace", user, group } : { kind: "default", type };
      const app = idOf<AppId>(params.app);
      const view = await changeMapping(context.deps, actor, { org, app, change, version });
      if (isRefusal(view)) return view;
      return showMapping(params.app, view, view.changed);
    },

    async previewMapping({ context, org, params, body }) {
      const preview = await countMappingEffect(context.deps, { org, app: idOf<AppId>(params.app), ...body });
      if (isRefusal(preview)) return preview;
      return { ...preview, attributes: preview.attributes.map((each) => ({ ...each })) };
    },

    async testMapping({ context, org, params, body }) {
      const { type, find, mapping } = body;
      const result = await testMapping(context.deps, {
        org,
        app: idOf<AppId>(params.app),
        type,
        find,
        mapping,
      });
      return isRefusal(result) ? result : showTrial(result);
    },
  };

function showMapping(
  appId: string,
  view: MappingView,
  changed?: MappingView["changes"],
): ApplicationMappingShape {
  const { version, mappings, isDefault, changes, notes } = view;
  return applicationMapping.parse({
    appId,
    version,
    mapping: isDefault ? "default" : "other",
    user: showRows(mappings.user),
    group: showRows(mappings.group),
    mappings,
    changes,
    ...(changed === undefined ? {} : { changed }),
    notes,
  });
}

/** Each attribute as it is stored, with its source as a text. */
function showRows(mapping: Json): readonly JsonObject[] {
  const attributes = isObject(mapping) ? mapping["attributes"] : undefined;
  const listed: readonly Json[] = Array.isArray(attributes) ? attributes : [];
  return listed.filter(isObject).map((each) => ({ ...each, source: describeSource(each) }));
}

function showTrial(result: MappingResult): TrialShape {
  const { object, isLinked, roles, attributes, notes, create, update, references } = result;
  return mappingRoutes.testMapping.response.parse({
    objectId: object.id,
    linked: isLinked,
    roles: roles.map(showRole),
    attributes,
    notes,
    problems: create.problems,
    matching: listSearches(create.matching),
    create: create.attributes,
    update: update.attributes,
    references,
  });
}
