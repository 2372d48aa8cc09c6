import { expect, test } from "vitest";
import { readValues } from "./read-values.ts";

test("values are read by name, several of a name as a list, and brackets may hold an equals sign", () => {
  expect(readValues(["a=1", "b=x=y", 'emails[type eq "a=b"].value=m', "a=2", "c="])).toEqual({
    kind: "values",
    values: { a: ["1", "2"], b: "x=y", 'emails[type eq "a=b"].value': "m", c: "" },
  });
});

test.each(["word", "=value"])("%s is not a pair", (value) => {
  expect(readValues(["a=1", value])).toEqual({ kind: "not-a-pair", value });
});
