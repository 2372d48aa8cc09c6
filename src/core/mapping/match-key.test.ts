import { expect, test } from "vitest";
import {
  formatSearch,
  listIdentifyingPaths,
  listSearches,
  type MatchingValue,
  partsOf,
} from "./match-key.ts";

const at = (precedence: number, path: string, value: string | null): MatchingValue => ({
  precedence,
  path,
  value,
});

test("attributes of equal precedence make one search, and lower precedences follow", () => {
  const searches = listSearches([at(2, "userName", "ada"), at(1, "title", "Lead"), at(1, "locale", "fr")]);
  expect(searches).toEqual([
    { path: "title", value: "Lead", also: [{ path: "locale", value: "fr" }] },
    { path: "userName", value: "ada" },
  ]);
  expect(searches.map(formatSearch)).toEqual(['title eq "Lead" and locale eq "fr"', 'userName eq "ada"']);
});

test("a precedence with an attribute that has no value is left out as a whole", () => {
  const matching = [at(1, "title", "Lead"), at(1, "locale", null), at(2, "userName", "ada")];
  expect(listSearches(matching).map(partsOf)).toEqual([[{ path: "userName", value: "ada" }]]);
  expect(listSearches([at(1, "title", null)])).toEqual([]);
});

test("an attribute that is searched beside others does not identify an account, unless it is the natural key", () => {
  const searchPaths = [["externalId"], ["userName", "title"]];
  expect(listIdentifyingPaths(searchPaths, "userName")).toEqual(["externalId", "userName"]);
  expect(listIdentifyingPaths(searchPaths, "login")).toEqual(["externalId"]);
});
