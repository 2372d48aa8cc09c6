import { afterAll, beforeAll, expect, test } from "vitest";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "./server.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const rename = [{ op: "replace", path: "displayName", value: "Ada" }];

test("every answer with one resource tells its version and where it is", async () => {
  const client = await scim.client();
  const posted = await client.send("POST", "/Users", user("ada"));
  const path = `/Users/${posted.body.id}`;
  const answers = [
    posted,
    await client.get(path),
    await client.get(`${path}?attributes=userName`),
    await client.send("PUT", path, user("ada", { title: "Engineer" })),
    await client.patch(path, rename),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200]);
  expect(answers.map(({ headers }) => headers.get("etag"))).toEqual(
    ["1", "1", "1", "2", "3"].map((version) => `W/"${version}"`),
  );
  for (const { headers, body } of answers) {
    expect(headers.get("content-location")).toBe(`${client.baseUrl}${path}`);
    if (body.meta === undefined) continue;
    expect(body.meta.version).toBe(headers.get("etag"));
    expect(body.meta.location).toBe(headers.get("content-location"));
  }
  expect(posted.headers.get("location")).toBe(posted.body.meta.location);
  const team = await client.make("/Groups", group("Team"));
  const silent = await client.patch(`/Groups/${team.id}`, rename);
  expect([silent.status, silent.headers.get("etag")]).toEqual([204, 'W/"2"']);
});

test.each([
  ["if-match", 'W/"1"', 412],
  ["if-match", '"2"', 200],
  ["if-match", 'W/"1", W/"2"', 200],
  ["if-match", "*", 200],
  ["if-match", "2", 412],
  ["if-none-match", "*", 412],
  ["if-none-match", 'W/"2"', 412],
  ["if-none-match", 'W/"1"', 200],
])("%s: %s lets a write of version 2 come to %s", async (name, value, status) => {
  const client = await scim.client();
  for (const [method, expected] of [
    ["PUT", status],
    ["PATCH", status],
    ["DELETE", status === 200 ? 204 : status],
  ] as const) {
    const { id } = await client.make("/Users", user(`user-${method}`));
    await client.patch(`/Users/${id}`, rename);
    const body =
      method === "PUT"
        ? user(`user-${method}`, { title: "Engineer" })
        : { Operations: [{ op: "replace", path: "title", value: "Engineer" }] };
    const answer = await client.send(method, `/Users/${id}`, method === "DELETE" ? undefined : body, {
      [name]: value,
    });
    expect([method, answer.status]).toEqual([method, expected]);
    if (expected !== 412) continue;
    expect(answer.body).toMatchObject({ status: "412" });
    const { body: kept } = await client.get(`/Users/${id}`);
    expect([kept.meta.version, kept.title]).toEqual(['W/"2"', undefined]);
  }
});

test("who has the version already is not sent it again", async () => {
  const client = await scim.client();
  const { id } = await client.make("/Users", user("ada"));
  for (const [tag, status] of [
    ['W/"1"', 304],
    ['"1"', 304],
    ['W/"9", W/"1"', 304],
    ["*", 304],
    ['W/"2"', 200],
  ] as const) {
    const answer = await client.get(`/Users/${id}`, { "if-none-match": tag });
    expect([tag, answer.status, answer.headers.get("etag")]).toEqual([tag, status, 'W/"1"']);
    expect(answer.body === undefined).toBe(status === 304);
  }
});

test("a write that changes nothing changes neither version nor time", async () => {
  const client = await scim.client();
  const [first, second] = await Promise.all(
    ["ada", "grace"].map((name) =>
      client.make("/Users", user(name, { emails: [{ value: `${name}@example.com`, type: "work" }] })),
    ),
  );
  const path = `/Users/${first.id}`;
  const extended = await client.patch(path, [
    { op: "add", path: `${ENTERPRISE_URN}:department`, value: "Research" },
  ]);
  const { meta } = extended.body;
  const again = [
    await client.send("PUT", path, extended.body),
    await client.patch(path, [
      { op: "add", path: "emails", value: [{ value: "ada@example.com", type: "work" }] },
    ]),
    await client.patch(path, [{ op: "replace", path: `${ENTERPRISE_URN}:department`, value: "Research" }]),
    await client.patch(path, [{ op: "remove", path: "nickName" }]),
    await client.patch(path, [{ op: "replace", value: { active: true, userName: "ada" } }]),
    await client.get(path),
  ];
  expect(again.map(({ status }) => status)).toEqual(again.map(() => 200));
  expect(again.map(({ body }) => body.meta)).toEqual(again.map(() => meta));

  const team = await client.make("/Groups", group("Team", [first.id, second.id]));
  const at = `/Groups/${team.id}`;
  await client.patch(at, [{ op: "add", path: "members", value: [{ value: first.id }] }]);
  await client.patch(at, [{ op: "remove", path: 'members[value eq "nobody"]' }]);
  await client.send("PUT", at, team);
  expect((await client.get(at)).body.meta).toEqual(team.meta);
});
