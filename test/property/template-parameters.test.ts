import { describe, expect, test } from "vitest";
import { fillTemplate } from "../../src/core/gallery/fill-template.ts";
import { readParameters } from "../../src/core/gallery/read-parameters.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { openGallery } from "../../src/platform/gallery/open-gallery.ts";
import { createRegexPort } from "../../src/platform/regex.ts";

const compileRegex = createRegexPort();

describe.each(openGallery().list())("$id", (template) => {
  const values = Object.fromEntries(template.parameters.map(({ name, example }) => [name, example]));
  const filled = fillTemplate(template, values, compileRegex);
  if (!filled.ok) throw new Error("the examples of the template are refused");
  const { user, group } = filled.mappings;
  const mappings = {
    ...(user === "connector-default" ? {} : { user }),
    ...(group === "connector-default" ? {} : { group }),
  } as unknown as JsonObject;

  test("the values of its parameters are read from what they were filled into", () => {
    expect(readParameters(template, { config: filled.config, mappings }, compileRegex)).toEqual(values);
  });

  test("no values are made up where the settings are of another form", () => {
    const other = { config: { url: "mail:x" }, mappings };
    const inferred = readParameters(template, other, compileRegex);
    expect(inferred ?? {}).toEqual(inferred === undefined ? {} : values);
  });
});
