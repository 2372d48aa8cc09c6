import { expect, test } from "vitest";
import { toAttributes, toUserTexts } from "./user-texts.ts";

const zoe = {
  userName: "zoe@example.com",
  displayName: "Zoé Martin",
  name: { givenName: "Zoé", familyName: "Martin" },
  emails: [
    { type: "home", value: "z@example.org" },
    { type: "work", value: "zoe@example.com", primary: true },
  ],
};

test("the form shows the address for work, and a new user gets what was filled in", () => {
  expect(toUserTexts(zoe)).toEqual({
    userName: "zoe@example.com",
    displayName: "Zoé Martin",
    givenName: "Zoé",
    familyName: "Martin",
    email: "zoe@example.com",
  });
  const texts = {
    userName: "max",
    displayName: "",
    givenName: "Max",
    familyName: "",
    email: "m@example.com",
  };
  expect(toAttributes(texts)).toEqual({
    userName: "max",
    name: { givenName: "Max" },
    emails: [{ type: "work", primary: true, value: "m@example.com" }],
  });
});

test("a change sends what changed; an empty text removes the value; other addresses stay", () => {
  const texts = toUserTexts(zoe);
  expect(toAttributes(texts, zoe)).toEqual({});
  expect(toAttributes({ ...texts, displayName: "", familyName: "Durand" }, zoe)).toEqual({
    displayName: null,
    name: { familyName: "Durand" },
  });
  expect(toAttributes({ ...texts, email: "zd@example.com" }, zoe)).toEqual({
    emails: [
      { type: "work", value: "zd@example.com", primary: true },
      { type: "home", value: "z@example.org" },
    ],
  });
  expect(toAttributes({ ...texts, email: "" }, zoe)).toEqual({
    emails: [{ type: "home", value: "z@example.org" }],
  });
});
