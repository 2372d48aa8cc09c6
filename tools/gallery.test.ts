import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { applyTemplate } from "../src/app/applications/apply-template.ts";
import { scimConnector } from "../src/connectors/scim/index.ts";
import { fillTemplate } from "../src/core/gallery/fill-template.ts";
import { searchTemplates } from "../src/core/gallery/search-templates.ts";
import { parseMapping } from "../src/core/mapping/mapping.ts";
import { listUnknownSources } from "../src/core/mapping/unknown-sources.ts";
import { GROUP } from "../src/core/scim/definitions/group.ts";
import { USER } from "../src/core/scim/definitions/user.ts";
import { openGallery } from "../src/platform/gallery/open-gallery.ts";
import { readTemplate, TemplateError } from "../src/platform/gallery/read-template.ts";
import { createRegexPort } from "../src/platform/regex.ts";

const gallery = openGallery();
const regex = createRegexPort();
const examplesOf = (id: string) =>
  Object.fromEntries(gallery.find(id)?.parameters.map(({ name, example }) => [name, example]) ?? []);

describe("every template of the package", () => {
  const templates = gallery.list();

  test("can be read", () => {
    expect(gallery.listBroken()).toEqual([]);
  });

  test("stands in a folder of its name, and the named applications are there", () => {
    const folders = readdirSync("gallery").sort();
    expect(folders.length).toBeGreaterThan(10);
    expect(templates.map(({ id }) => id).sort()).toEqual(folders);
    expect(folders).toEqual(
      expect.arrayContaining(["cisco-webex", "cisco-webex-scim2", "generic-scim", "slack"]),
    );
  });

  test.each(templates)("$id: its examples make settings that the connector takes", (template) => {
    const filled = fillTemplate(template, examplesOf(template.id), regex);
    expect(filled).toMatchObject({ ok: true });
    if (filled.ok) expect(scimConnector.parseConfig(filled.config)).toMatchObject({ ok: true });
    expect(template.connector).toBe("scim");
  });

  test.each(templates)("$id: its texts suit the console too, and name no command", (template) => {
    expect(JSON.stringify(template)).not.toMatch(/ --[a-z]|muster (app|token|org) |the variable/);
  });

  test.each(templates)("$id: both mappings compile", (template) => {
    const filled = fillTemplate(template, examplesOf(template.id), regex);
    const { user, group } = filled.ok ? filled.mappings : template.mappings;
    for (const mapping of [user, group]) {
      if (mapping === "connector-default") continue;
      const parsed = parseMapping({ ...mapping }, regex);
      expect(parsed.ok ? [] : parsed.errors).toEqual([]);
      const types = { own: mapping === user ? USER : GROUP, users: USER };
      expect(parsed.ok ? listUnknownSources(parsed.mapping, types) : []).toEqual([]);
    }
  });

  test.each(templates)(
    "$id: no date of reading lies in the future of this version, and each is a day",
    (template) => {
      const dates = [
        ...template.quirks.map(({ seen }) => seen),
        ...[template, template.authentication, ...template.limits].flatMap(({ sources }) =>
          sources.map(({ read }) => read),
        ),
      ];
      expect(dates.length).toBeGreaterThan(0);
      for (const date of dates) expect(Number.isNaN(Date.parse(date))).toBe(false);
    },
  );
});

test("a page has one date of reading in all templates that name it", () => {
  const reads = gallery
    .list()
    .flatMap((template) => [template, template.authentication, ...template.limits])
    .flatMap(({ sources }) => sources);
  expect(reads.length).toBeGreaterThan(gallery.list().length);
  const dates = new Map(reads.map(({ url, read }) => [url, read]));
  expect(reads.filter(({ url, read }) => dates.get(url) !== read)).toEqual([]);
});

test("a template in a folder of another name is not offered under either", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-gallery-"));
  try {
    cpSync("gallery/slack", join(folder, "other"), { recursive: true });
    const other = openGallery(pathToFileURL(`${folder}/`));
    expect(other.list()).toEqual([]);
    expect(other.listBroken()).toEqual([
      { id: "other", places: [expect.stringMatching(/template\.yaml:.* id: /)] },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a broken template names its file and place, and the others can be used", () => {
  const folder = mkdtempSync(join(tmpdir(), "muster-gallery-"));
  try {
    cpSync("gallery/slack", join(folder, "slack"), { recursive: true });
    mkdirSync(join(folder, "broken"));
    writeFileSync(join(folder, "broken", "template.yaml"), "id: broken\ncolour: red\n");
    mkdirSync(join(folder, "empty"));
    const other = openGallery(pathToFileURL(`${folder}/`));
    expect(other.list().map(({ id }) => id)).toEqual(["slack"]);
    const place = expect.stringMatching(/^gallery\/broken\/template\.yaml:2:1: .*colour/);
    expect(other.listBroken()).toEqual([
      { id: "broken", places: expect.arrayContaining([place]) },
      { id: "empty", places: [expect.stringContaining("gallery/empty/template.yaml")] },
    ]);
    expect(applyTemplate({ gallery: other, regex }, "broken", {})).toMatchObject({
      code: "template.broken",
      params: { template: "broken", places: expect.stringMatching(/template\.yaml:2:1: /) },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("filling in", () => {
  test("puts the values and the limits into the settings", () => {
    const filled = fillTemplate(gallery.find("slack")!, {}, regex);
    expect(filled).toMatchObject({
      ok: true,
      config: {
        url: "https://api.slack.com/scim/v2",
        pageSize: 1_000,
        rates: [
          { calls: "writes", requests: 180, perSeconds: 60, burst: 20 },
          { calls: "reads", requests: 300, perSeconds: 60, burst: 300 },
        ],
      },
    });
    const orgId = "0ae87ade-8c8a-4952-af08-318798958d0c";
    expect(fillTemplate(gallery.find("cisco-webex")!, { orgId: ` ${orgId} ` }, regex)).toMatchObject({
      ok: true,
      config: { url: `https://api.ciscospark.com/v1/scim/${orgId}` },
    });
  });

  test("reports every error of the values at once", () => {
    const filled = fillTemplate(
      gallery.find("github-enterprise-managed-users")!,
      { host: "evil.example", orgID: "x" },
      regex,
    );
    expect(filled).toMatchObject({
      ok: false,
      errors: [
        { kind: "unknown", name: "orgID" },
        { kind: "invalid", parameter: { name: "host" } },
        { kind: "missing", parameter: { name: "enterprise" } },
      ],
    });
  });

  test("a name that every object has is not a value", () => {
    const filled = fillTemplate(gallery.find("cisco-webex")!, JSON.parse('{"__proto__":"x"}'), regex);
    expect(filled).toMatchObject({ ok: false });
  });
});

test.each([
  ["webex", ["cisco-webex", "cisco-webex-scim2"]],
  ["CISCO  WeBeX", ["cisco-webex", "cisco-webex-scim2"]],
  ["wébex", ["cisco-webex", "cisco-webex-scim2"]],
  ["utilisateurs geres", ["github-enterprise-managed-users"]],
  ["jira", ["atlassian"]],
  ["no such application", []],
])("the search for %s is forgiving of case and accents", (question, ids) => {
  expect(searchTemplates(gallery.list(), question).map(({ id }) => id)).toEqual(ids);
});

describe("a template that is not valid is refused with its places", () => {
  const good =
    "id: x\nname: X\nsummary: { en: a, fr: b }\nconnector: scim\nconfig: { url: https://x.example }\n";
  test.each([
    ["a member that is unknown", `${good}colour: red\n`, /^t\.yaml:6:1: .*colour/],
    ["a tab", `${good}steps:\n\t- a\n`, /^t\.yaml:7:1: /],
    ["a name that stands twice", `${good}name: Y\n`, /^t\.yaml:6:1: .*unique/],
    ["a text in one language", good.replace(", fr: b", ""), /^t\.yaml:3:10: summary\.fr/],
    ["a list of aliases that grows", `a: &a [x, x]\nb: &b [*a, *a]\n${good}`, /alias/i],
    ["a setting that is unknown", `${good}settings:\n  crowds: none\n`, /^t\.yaml:7:\d+: settings\.crowds/],
    [
      "a setting with another value",
      `${good}settings: { groups: some }\n`,
      /^t\.yaml:6:\d+: settings\.groups: .*none/,
    ],
    ["text that is not YAML", "id: [", /^t\.yaml:1:/],
  ])("%s", (_, text, place) => {
    let caught: unknown;
    try {
      readTemplate("t.yaml", text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(TemplateError);
    expect((caught as TemplateError).places).toEqual(expect.arrayContaining([expect.stringMatching(place)]));
  });
});

describe("a template whose parts do not fit each other is refused with its places", () => {
  const webex = readFileSync("gallery/cisco-webex/template.yaml", "utf8");
  test.each([
    [
      "a bracket that stays open",
      "'Switch([IsSoftDeleted],",
      "'Switch(([IsSoftDeleted],",
      /expression: token-.* 7/,
    ],
    ["an unknown function", "'Switch(", "'Swich(", /1\.expression: function-unknown .*Switch/],
    [
      "two mappings to one attribute",
      "target: name.givenName",
      "target: displayName",
      /3\.target: target-overl/,
    ],
    ["a pattern with look-ahead", "pattern: '", "pattern: '(?=0)", /parameters\.0\.pattern: .*RE2/],
    ["an example of another form", "example: 0ae8", "example: ae8", /parameters\.0\.example: /],
    ["a placeholder without a parameter", "/{orgId}\n", "/{orgid}\n", /config\.url: .*orgid/],
    ["a parameter that is not used", "/{orgId}\n", "/\n", /parameters\.0\.name: .*orgId/],
    ["a day that does not exist", "seen: 2026-11-29", "seen: 2026-02-30", /quirks\.0\.seen: /],
    [
      "a quirk that was seen after its page was read",
      "seen: 2026-11-29",
      "seen: 2026-12-31",
      /quirks\.0\.seen: .*read before/,
    ],
    [
      "a page with two dates",
      "read: 2026-11-30 }]",
      "read: 2026-11-28 }]",
      /authentication\.sources\.0\.read: /,
    ],
    [
      "a source that the list does not have",
      "    source: https://learn.microsoft.com/",
      "    source: https://learn.microsoft.com/other/",
      /quirks\.0\.source: .*list of sources/,
    ],
    [
      "two addresses in one source",
      "    source: https://learn.microsoft.com/",
      "    source: https://help.webex.com/ and https://learn.microsoft.com/",
      /quirks\.0\.source: .*one address/,
    ],
    [
      "a confirmed quirk without a page",
      "confirmed: false\n    source: Observations",
      "confirmed: true\n    source: Observations",
      /quirks\.1\.source: .*needs an address/,
    ],
    [
      "roles that no mapping sends",
      "steps:",
      "roles: [{ value: a, displayName: A }]\nsteps:",
      /roles: no attribute/,
    ],
  ])("%s", (_, from, to, place) => {
    const text = webex.replace(from, to);
    expect(text).not.toBe(webex);
    const line = /^t\.yaml:\d+:\d+: .*/.source;
    expect(() => readTemplate("t.yaml", text)).toThrow(new RegExp(line + place.source, "m"));
  });
});
