import { fillTemplate, listPlaceholders } from "../../core/gallery/fill-template.ts";
import type { Template } from "../../core/gallery/template.ts";
import type { RegexPort } from "../../core/mapping/expression/regex.ts";
import { type ObjectMapping, parseMapping } from "../../core/mapping/mapping.ts";
import type { MappingError } from "../../core/mapping/mapping-error.ts";

/** An error of a template, with the members that lead to its place. */
export interface TemplateProblem {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Finds what the shape of a template leaves open: its parts have to fit each other, and its mappings have to compile. */
export function checkTemplate(template: Template, regex: RegexPort): readonly TemplateProblem[] {
  const problems = [...checkParameters(template, regex), ...checkPlaceholders(template)];
  // Mappings are compiled with the examples in their places, so these have to be right first.
  return [
    ...problems,
    ...(problems.length > 0 ? [] : checkMappings(template, regex)),
    ...checkRoles(template),
    ...checkSources(template),
  ];
}

const ADDRESS = /https?:\/\/\S+/g;

/**
 * A page has one date of reading. The source of a quirk is such a page, which stands in the list of sources and was not
 * read before the quirk was seen, or words without an address for a quirk that no page confirms.
 */
function checkSources(template: Template): readonly TemplateProblem[] {
  const { sources, authentication, limits, quirks } = template;
  const reads = new Map<string, string>();
  const lists: readonly (readonly [path: readonly (string | number)[], sources: Template["sources"]])[] = [
    [["sources"], sources],
    [["authentication", "sources"], authentication.sources],
    ...limits.map((limit, index) => [["limits", index, "sources"], limit.sources] as const),
  ];
  const dated = lists.flatMap(([path, list]) =>
    list.flatMap(({ url, read }, index): readonly TemplateProblem[] => {
      const known = reads.get(url) ?? read;
      reads.set(url, known);
      if (known === read) return [];
      return [
        { path: [...path, index, "read"], text: `this page was read on ${known} elsewhere in the file` },
      ];
    }),
  );
  return [...dated, ...quirks.flatMap((quirk, index) => checkQuirk(quirk, ["quirks", index], sources))];
}

function checkQuirk(
  { source, seen, confirmed }: Template["quirks"][number],
  path: readonly (string | number)[],
  sources: Template["sources"],
): readonly TemplateProblem[] {
  const addresses = source.match(ADDRESS) ?? [];
  const at = (member: string, text: string): readonly TemplateProblem[] => [
    { path: [...path, member], text },
  ];
  if (addresses.length === 0) return confirmed ? at("source", "a confirmed quirk needs an address") : [];
  if (addresses[0] !== source) return at("source", "a source is one address, or words without an address");
  const page = sources.find(({ url }) => url === source);
  if (page === undefined) return at("source", "this page is not in the list of sources");
  return page.read < seen ? at("seen", `the page was read before this day, on ${page.read}`) : [];
}

function checkParameters({ parameters }: Template, regex: RegexPort): readonly TemplateProblem[] {
  const names = parameters.map(({ name }) => name);
  return parameters.flatMap(({ name, pattern, example }, index): TemplateProblem[] => {
    const at = (member: string, text: string) => ({ path: ["parameters", index, member], text });
    if (names.indexOf(name) !== index) return [at("name", `there are two parameters ${name}`)];
    const compiled = regex(pattern, "");
    if (compiled === undefined) return [at("pattern", "the pattern is not valid in the syntax of RE2")];
    return compiled.matches(example) ? [] : [at("example", "the example does not match the pattern")];
  });
}

function checkPlaceholders({ parameters, config, mappings }: Template): readonly TemplateProblem[] {
  const places = { config, mappings: { user: mappings.user, group: mappings.group } };
  const used = new Set(listPlaceholders(places));
  const unknown = listTexts(places).flatMap(({ path, text }) =>
    listPlaceholders(text)
      .filter((name) => !parameters.some((parameter) => parameter.name === name))
      .map((name) => ({ path, text: `there is no parameter ${name}` })),
  );
  const unused = parameters.flatMap(({ name }, index) =>
    used.has(name) ? [] : [{ path: ["parameters", index, "name"], text: `{${name}} stands nowhere` }],
  );
  return [...unknown, ...unused];
}

/** The texts in a value, each with the members that lead to it. */
function listTexts(value: unknown, path: readonly (string | number)[] = []): readonly TemplateProblem[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((each, index) => listTexts(each, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => listTexts(each, [...path, name]));
}

function checkMappings(template: Template, regex: RegexPort): readonly TemplateProblem[] {
  const examples = Object.fromEntries(template.parameters.map(({ name, example }) => [name, example]));
  const filled = fillTemplate(template, examples, regex);
  if (!filled.ok) return [];
  const { user, group } = filled.mappings;
  return [...checkMapping("user", user, regex), ...checkMapping("group", group, regex)];
}

function checkMapping(
  type: ObjectMapping["type"],
  mapping: ObjectMapping | "connector-default",
  regex: RegexPort,
): readonly TemplateProblem[] {
  if (mapping === "connector-default") return [];
  const parsed = parseMapping({ ...mapping }, regex);
  return parsed.ok ? [] : parsed.errors.map((error) => toProblem(type, error));
}

function toProblem(
  type: string,
  { code, pointer, position, expected, params }: MappingError,
): TemplateProblem {
  const steps = pointer.split("/").filter((step) => step !== "");
  const path = ["mappings", type, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))];
  const details = [
    ...(position === undefined ? [] : [`position ${position}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...Object.entries(params).map(([name, value]) => `${name} ${value}`),
  ];
  return { path, text: details.length === 0 ? code : `${code} (${details.join(", ")})` };
}

/** Roles reach the target by a mapping alone. An assignment with a role that no mapping reads would change nothing. */
function checkRoles({ roles, mappings: { user } }: Template): readonly TemplateProblem[] {
  const attributes = user === "connector-default" ? [] : user.attributes;
  const isSent = attributes.some((each) => each.kind === "expression" && each.expression.includes(ROLES));
  if (roles.length === 0 || isSent) return [];
  return [{ path: ["roles"], text: `no attribute of the users' mapping sends the roles: ${ROLES}` }];
}

const ROLES = "[appRoleAssignments]";
