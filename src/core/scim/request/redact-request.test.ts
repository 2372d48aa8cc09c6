import { expect, test } from "vitest";
import { growthOf, LINEAR_GROWTH_MAX } from "../../../../test/growth.ts";
import { USER } from "../definitions/user.ts";
import type { ResourceType } from "../schema.ts";
import { redactDetail, redactRequestBody, redactRequestPath, sensitivityOf } from "./redact-request.ts";

const S = "Zr7!canary-plum";
const [password] = USER.schema.attributes.filter(({ name }) => name === "password");
if (password === undefined) throw new Error("there is no password");
const TYPE: ResourceType = {
  ...USER,
  schema: { ...USER.schema, attributes: [...USER.schema.attributes, { ...password, name: "pin" }] },
};
const names = sensitivityOf([TYPE]);
const inner = JSON.stringify(JSON.stringify({ password: S }));

test.each([
  ["a member", `{"userName":"a","password":"${S}"}`],
  ["a name in another case", `{"PassWord":"${S}"}`],
  ["an escaped name", `{"\\u0070assword":"${S}"}`],
  ["a name with its URN", `{"urn:ietf:params:scim:schemas:core:2.0:User:password":"${S}"}`],
  ["a name that schemas call write-only", `{"pin":"${S}"}`],
  ["the same with a URN", `{"urn:x:User:PIN":"${S}"}`],
  ["a key below a secret name", `{"password":{"${S}":true}}`],
  ["a list below a secret name", `{"password":["${S}",["${S}"]]}`],
  ["a name that begins so", `{"passwordHash":"${S}"}`],
  ["an operation", `{"Operations":[{"op":"replace","path":"password","value":"${S}"}]}`],
  [
    "an operation in capitals",
    `{"Operations":[{"OP":"Replace","VALUE":{"x":"${S}"},"PATH":"User:PASSWORD"}]}`,
  ],
  ["an operation without a path", `{"Operations":[{"op":"add","value":{"password":"${S}"}}]}`],
  ["a path with a filter", `{"Operations":[{"op":"remove","path":"x[password eq \\"${S}\\"].y"}]}`],
  ["a path whose filter says value", `{"path":"password[value eq \\"${S}\\"]","op":"remove"}`],
  ["a path with a bare word", `{"path":"urn:x:User:password[value eq ${S}].y","value":1}`],
  ["a path that is none", `{"path":"password ${S}"}`],
  ["a key with a filter", `{"value":{"x[pin eq \\"${S}\\"].y":1}}`],
  ["a search request", `{"filter":"userName eq \\"a\\" and password eq \\"${S}\\""}`],
  ["a name beside a value", `{"attributes":[{"name":"password","value":"${S}"}]}`],
  ["JSON in a text", `{"roles":[{"value":${inner}}]}`],
  ["JSON in a text that is cut off", `{"value":"{\\"password\\":\\"${S}"}`],
  ["a body that is a list", `[{"password":"${S}"}]`],
  ["a body that is cut off", `{"schemas":[],"password":"${S}`],
  ["a comma too many", `{"password":"${S}",}`],
  ["single quotes", `{'password':'${S}'}`],
  ["no quotes", `{password: ${S}}`],
  ["a quote too many", `{"password":"x"${S}", "userName":"a"}`],
  ["an operation that is cut off", `{"Operations":[{"value":"${S}","path":"password"`],
  ["an escaped name in what is cut off", `{"\\u0070assword":"${S}`],
  ["NUL between letters", `{"pass\0word":"${S}`],
  ["a name that comes twice", `{"password":"${S}","password":1}`],
  ["a form", `grant_type=x&client_secret=${S}`],
  ["a value before the colon", `{"password" "${S}": 1`],
])("keeps nothing of %s", (_, text) => {
  const redacted = redactRequestBody(text, names);
  expect(redacted.text).not.toContain(S);
  expect(redacted.text).not.toContain("canary");
  expect(redacted.names.length).toBeGreaterThan(0);
});

test("a text that is cut off keeps its structure alone, whatever it mentions", () => {
  const { text } = redactRequestBody(`{"userName":"ivo","x":"${S}"`, names, true);
  expect(text).toBe('{"userName":…,…:…');
});

test("what is no secret stays", () => {
  const body = `{"userName":"ivo","active":true,"path":"emails[type eq \\"work\\"].value","n":[1,null]}`;
  expect(redactRequestBody(body, names)).toEqual({ text: body, names: [] });
  const twice = '{"userName":"ivo","userName":"ada"}';
  expect(redactRequestBody(twice, names)).toEqual({ text: twice, names: [] });
  expect(redactRequestBody('{"userName":"ivo",}', names)).toEqual({ text: '{"userName":"ivo",}', names: [] });
  expect(redactRequestBody('{"password":"","passwordExpires":false}', names).names).toEqual([]);
});

test.each([
  ["/Users?filter=userName%20eq%20%22a%22", "/Users?filter=userName%20eq%20%22a%22", 0],
  ["/Users?attributes=password,userName", "/Users?attributes=password,userName", 0],
  [`/Users?count=1&filter=password%20eq%20%22${S}%22`, "/Users?count=1&filter=[redacted]", 1],
  [`/Users?filter=pa%73sword+eq+${S}`, "/Users?filter=[redacted]", 1],
  [`/Users?access_token=${S}`, "/Users?access_token=[redacted]", 1],
  [`/Users?filter=%zz${S}`, "/Users?filter=[redacted]", 1],
])("%s is kept as %s", (path, expected, count) => {
  const redacted = redactRequestPath(path, names);
  expect([redacted.text, redacted.names.length]).toEqual([expected, count]);
});

test("what the client was told quotes nothing but names when there was a secret", () => {
  expect(redactDetail(`"emails" is not "${S}".`, names, true)).toBe('"emails" is not "[redacted]".');
  expect(redactDetail(`The quote "${S}`, names, true)).toBe('The quote "[redacted]"');
  expect(redactDetail('There is no "x".', names, false)).toBe('There is no "x".');
});

test.each<[string, (size: number) => string]>([
  ["a long word", (size) => JSON.stringify({ title: "a".repeat(size) })],
  ["a long word that breaks off", (size) => `{"title":"${"a".repeat(size)}`],
  ["a deep list", (size) => "[".repeat(size) + "]".repeat(size)],
  ["quotes that never end", (size) => `${'"a '.repeat(size)}password`],
])("%s costs what its length costs", (_, textOf) => {
  const work = (size: number) => void redactRequestBody(textOf(size), names);
  expect(growthOf(2_000, work)).toBeLessThan(LINEAR_GROWTH_MAX);
});

test("long words are kept, deep lists and quotes that never end are not", () => {
  const word = "a".repeat(60_000);
  expect(redactRequestBody(JSON.stringify({ title: word }), names).text).toContain(word);
  expect(redactRequestBody(`{"title":"${word}`, names).text).toContain(word);
  expect(redactRequestBody("[".repeat(30_000) + "]".repeat(30_000), names).text.length).toBeLessThan(1_000);
  expect(redactRequestBody(`${'"a '.repeat(20_000)}password`, names).text).not.toContain("a");
});
