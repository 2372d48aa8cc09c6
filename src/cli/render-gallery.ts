import type { TemplateShape, TemplateSummaryShape } from "../contract/gallery.ts";
import { mappingRow } from "../contract/mappings.ts";
import { isObject, type Json } from "../core/json.ts";
import { describeSource } from "../core/mapping/mapping-changes.ts";
import type { Messages } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";
import { renderMappingRows } from "./render-mapping.ts";
import { renderTable } from "./table.ts";

/** Renders a line for each template. */
export function renderTemplates(templates: readonly TemplateSummaryShape[], messages: Messages): string[] {
  const head = [
    ...[messages.word("column.id"), messages.word("column.name"), messages.word("column.category")],
    messages.word("column.summary"),
  ];
  const rows = templates.map(({ id, name, category, summary }) => [id, name, category, summary]);
  return renderTable([head, ...rows]);
}

/** Renders everything that an administrator needs before creating an application from a template. */
export function renderTemplate(template: TemplateShape, messages: Messages, paint: Paint): string[] {
  const { id, name, summary, parameters, authentication, quirks, roles, steps, sources, config } = template;
  const section = (
    title: "parameters" | "steps" | "limits" | "quirks" | "mappings" | "settings" | "roles" | "sources",
    lines: string[],
  ) => (lines.length === 0 ? [] : ["", paint.bold(messages.word(`cli.template-${title}`)), ...lines]);
  const flags = parameters.map((parameter) => `--set ${parameter.name}=${parameter.example}`);
  const credential =
    authentication.kind === "bearer" ? "--token-env TOKEN" : "--client-secret-env CLIENT_SECRET";
  return [
    `${paint.bold(name)}  ${paint.dim(id)}`,
    `  ${summary}`,
    `  ${String(config["url"] ?? "")}`,
    ...section(
      "parameters",
      parameters.flatMap(({ name: parameter, label, where, example }) => [
        `  ${formatLabelled(messages, parameter, `${label} (${example})`)}`,
        `    ${where}`,
      ]),
    ),
    "",
    paint.bold(messages.word("cli.template-credentials")),
    `  ${authentication.obtain}`,
    ...(authentication.lifetimeDays === null
      ? []
      : [`  ${messages.word("cli.template-lifetime", { count: authentication.lifetimeDays })}`]),
    ...(authentication.confirmed ? [] : [`  ${messages.word("cli.template-unconfirmed")}`]),
    ...section(
      "steps",
      steps.map((step, index) => `  ${index + 1}. ${step}`),
    ),
    ...section(
      "limits",
      template.limits.map((limit) => `  ${renderLimit(limit, messages)}`),
    ),
    ...section(
      "quirks",
      quirks.map(({ what, seen, confirmed }) => {
        const doubt = confirmed ? "" : ` ${messages.word("cli.template-unconfirmed")}`;
        return `  ${what}${doubt} (${seen})`;
      }),
    ),
    ...section("mappings", [
      ...renderTemplateMapping("user", template.mappings.user, messages),
      ...renderTemplateMapping("group", template.mappings.group, messages),
    ]),
    ...section(
      "settings",
      Object.entries(template.settings).map(
        ([setting, value]) => `  ${formatLabelled(messages, setting, String(value))}`,
      ),
    ),
    ...section(
      "roles",
      roles.map(({ value, displayName }) => `  ${formatLabelled(messages, value, displayName)}`),
    ),
    ...section(
      "sources",
      sources.map(({ url, read }) => `  ${url} (${read})`),
    ),
    "",
    paint.dim(`  muster app create --template ${[id, ...flags].join(" ")} ${credential} --name NAME`),
  ];
}

/** The attributes that a template maps, or the word for a mapping that it leaves to the connector. */
function renderTemplateMapping(
  type: "user" | "group",
  mapping: TemplateShape["mappings"]["user"],
  messages: Messages,
): string[] {
  if (typeof mapping === "string")
    return [`  ${formatLabelled(messages, type, messages.word("cli.template-mapping-default"))}`];
  const listed: readonly Json[] = Array.isArray(mapping["attributes"]) ? mapping["attributes"] : [];
  const rows = listed
    .filter(isObject)
    .flatMap(
      (each) => mappingRow.safeParse({ apply: "always", ...each, source: describeSource(each) }).data ?? [],
    );
  return [`  ${type}`, ...renderMappingRows(rows, messages).map((row) => `  ${row}`)];
}

function renderLimit(
  { kind, calls = "all", count, perSeconds, burst, note, confirmed }: TemplateShape["limits"][number],
  messages: Messages,
): string {
  const params = { count: count ?? 0, seconds: perSeconds ?? 0, burst: burst ?? 0 };
  const kept =
    count === null
      ? []
      : kind === "requests"
        ? [
            messages.word(`cli.limit-${calls}`, params),
            ...(burst === undefined ? [] : [messages.word("cli.limit-burst", params)]),
          ]
        : [messages.word(`cli.limit-${kind}`, params)];
  const doubt = confirmed || count === null ? [] : [messages.word("cli.template-unconfirmed")];
  return [...kept, ...doubt, ...(note === undefined ? [] : [note])].join(" ");
}
