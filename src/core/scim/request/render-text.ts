import type { JsonObject } from "../../json.ts";
import { ELEMENTS_AT_ONCE, type Work } from "../../work.ts";
import type { ResourceType } from "../schema.ts";
import {
  etagOf,
  layoutFor,
  locationOf,
  project,
  type Rendering,
  type ResourceLayout,
  render,
  type StoredView,
} from "./project.ts";

/**
 * The result of `render`, as JSON text. If the whole document is shown, its stored text is inserted
 * unchanged. Most answers show all of it, and parsing and serializing it again is most of their cost.
 */
export function renderText(type: ResourceType, resource: StoredView, rendering: Rendering): string {
  const { text } = resource;
  const layout = layoutFor(type, rendering);
  // Empty values are not shown. A document whose text only seems to contain one takes the slower path.
  const isWhole = layout.isWhole && text !== undefined && !EMPTIES.some((empty) => text.includes(empty));
  if (!isWhole) return JSON.stringify(render(type, resource, rendering));
  let { schemas } = layout;
  for (const { name } of layout.extensions) if (hasMember(text, name)) schemas += `,"${name}"`;
  const named = resource.externalId ? `,"externalId":${JSON.stringify(resource.externalId)}` : "";
  const related = relationshipsText(layout, resource.relationships ?? NOTHING);
  return (
    `{"schemas":[${schemas}],"id":${JSON.stringify(resource.id)}${named},${text.slice(1, -1)},${related}"meta":` +
    `{"resourceType":${layout.typeName},"created":"${resource.created}","lastModified":"${resource.lastModified}",` +
    `"location":"${locationBegin(layout, type, rendering.baseUrl)}${encodeURIComponent(resource.id)}",` +
    `"version":${JSON.stringify(etagOf(resource.version))}}}`
  );
}

/**
 * As `renderText`, for a resource whose relationships may have very many elements: in parts that make up the text.
 * Relationships come last then.
 */
export function* renderTexts(
  type: ResourceType,
  resource: StoredView,
  rendering: Rendering,
): Work<readonly string[]> {
  const { relationships = NOTHING } = resource;
  const lists = Object.values(relationships);
  if (!lists.some((each) => Array.isArray(each) && each.length > ELEMENTS_AT_ONCE)) {
    return [renderText(type, resource, rendering)];
  }
  const { id, externalId = null, version, created, lastModified, document, text } = resource;
  const own = { id, externalId, version, created, lastModified, document, text };
  const texts = [renderText(type, own, rendering).slice(0, -1)];
  for (const part of layoutFor(type, rendering).relationships) {
    const elements = relationships[part.name];
    if (!Array.isArray(elements) || elements.length === 0) continue;
    texts.push(`,${JSON.stringify(part.name)}:[`);
    for (let at = 0; at < elements.length; at += ELEMENTS_AT_ONCE) {
      const some = { [part.name]: elements.slice(at, at + ELEMENTS_AT_ONCE) };
      const shown = JSON.stringify(project([part], some, {})[part.name] ?? []).slice(1, -1);
      if (shown !== "") texts.push(texts.at(-1)?.endsWith("[") ? shown : `,${shown}`);
      yield;
    }
    texts.push("]");
  }
  return [...texts, "}"];
}

/**
 * True when the JSON text has a member of this name at any depth; the name is given as JSON text without
 * quotes.
 */
function hasMember(text: string, name: string): boolean {
  // The search is for the name without quotes, because quotes are frequent. A quote inside a text has a
  // backslash before it.
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (text[at - 1] === '"' && text.startsWith('":', at + name.length)) return true;
  }
  return false;
}

/** The part of `location` before the id, as JSON text without quotes. */
function locationBegin(layout: ResourceLayout, type: ResourceType, baseUrl: string): string {
  if (layout.lastLocation?.baseUrl !== baseUrl) {
    layout.lastLocation = { baseUrl, begin: JSON.stringify(locationOf(type, "", baseUrl)).slice(1, -1) };
  }
  return layout.lastLocation.begin;
}

/**
 * The shown members of these attributes, each followed by a comma. Many resources of a list share them, so
 * the text is reused.
 */
function relationshipsText(layout: ResourceLayout, relationships: JsonObject): string {
  if (layout.lastRelationships?.relationships !== relationships) {
    const members = JSON.stringify(project(layout.relationships, relationships, {})).slice(1, -1);
    layout.lastRelationships = { relationships, text: members === "" ? "" : `${members},` };
  }
  return layout.lastRelationships.text;
}

const NOTHING: JsonObject = {};
const EMPTIES = ["{}", "[]", "null"];
