import { fillTemplate, listPlaceholders, type ParameterError } from "../../core/gallery/fill-template.ts";
import type { Template, TemplateParameter } from "../../core/gallery/template.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Gallery } from "../../ports/gallery.ts";
import { type ConfigurationError, type Deps, type Refusal, refuse, refuseConfiguration } from "../deps.ts";

/** The connector, settings, mappings and roles that an application begins with. */
export interface Beginning {
  readonly template: string | null;
  readonly connector: string;
  readonly config: JsonObject;
  readonly mappings: Template["mappings"] | undefined;
  readonly roles: Template["roles"];
  readonly settings: Template["settings"];
}

/** Fills the parameters of a template in. Every wrong value is reported, with its pattern and the place to find it. */
export function applyTemplate(
  { gallery, regex }: Pick<Deps, "gallery" | "regex">,
  id: string,
  values: Readonly<Record<string, string>>,
): Beginning | Refusal {
  const template = gallery.find(id);
  if (template === undefined) return refuseTemplate(gallery, id, "invalid");
  const filled = fillTemplate(template, values, regex);
  if (!filled.ok) {
    const errors = filled.errors.map((error) => toConfigurationError(template, error));
    return refuseConfiguration("template.parameters-invalid", errors, { template: id });
  }
  const { config, mappings } = filled;
  const { connector, roles, settings } = template;
  return { template: template.id, connector, config, mappings, roles, settings };
}

/** The refusal of a template that the gallery does not have, or that cannot be read. */
export function refuseTemplate(gallery: Gallery, id: string, kind: "invalid" | "not-found"): Refusal {
  const broken = gallery.listBroken().find((template) => template.id === id);
  if (broken === undefined) return refuse(kind, "template.not-found", { template: id });
  return refuse("invalid", "template.broken", { template: id, places: broken.places.join("; ") });
}

/**
 * Takes a template for an application whose settings are given as a whole, as an export gives them: nothing is filled in.
 * A template whose mappings need a parameter, or that has none at all, is filled in all the same.
 */
export function takeTemplate(deps: Pick<Deps, "gallery" | "regex">, id: string): Beginning | Refusal {
  const template = deps.gallery.find(id);
  if (template === undefined || template.parameters.length === 0 || needsParameter(template.mappings)) {
    return applyTemplate(deps, id, {});
  }
  const { connector, mappings, roles, settings } = template;
  return { template: template.id, connector, config: {}, mappings, roles, settings };
}

/** True if a constant of a mapping holds a parameter. */
function needsParameter({ user, group }: Template["mappings"]): boolean {
  return [user, group].some(
    (mapping) =>
      mapping !== "connector-default" &&
      mapping.attributes.some((each) => each.kind === "constant" && listPlaceholders(each.value).length > 0),
  );
}

const CODES = { missing: "template.parameter-missing", invalid: "template.parameter-invalid" } as const;

function toConfigurationError({ parameters }: Template, error: ParameterError): ConfigurationError {
  if (error.kind === "unknown") {
    const { name } = error;
    const known = parameters.map((parameter) => parameter.name).join(", ") || "-";
    return { code: "template.parameter-unknown", pointer: pointerTo(name), params: { name, known } };
  }
  const { kind, parameter } = error;
  return { code: CODES[kind], pointer: pointerTo(parameter.name), params: describeParameter(parameter) };
}

function describeParameter({
  name,
  pattern,
  example,
  where,
}: TemplateParameter): ConfigurationError["params"] {
  return { name, pattern, example, "where.en": where.en, "where.fr": where.fr };
}

function pointerTo(name: string): string {
  return `/parameters/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
