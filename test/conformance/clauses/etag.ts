import { expect } from "vitest";
import { group, user } from "../../contract/scim/server.ts";
import { type Clause, must, should } from "../clause.ts";
import { expectError, expectList, expectUntouched, makeUsers, valuesOf } from "../expectations.ts";

const STALE = { "if-match": 'W/"stale"' };
const TITLE = [{ op: "add", path: "title", value: "T" }];

/** Versions: RFC 7644 §3.14, RFC 9110 §8.8.3 and §13. */
export const ETAG_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.14",
    "etag/header",
    "The ETag of every answer with a resource equals its meta.version.",
    async ({ client }) => {
      const created = await client.send("POST", "/Users", user("ada"));
      const path = `/Users/${created.body.id}`;
      const answers = [
        created,
        await client.get(path),
        await client.send("PUT", path, user("ada", { title: "T" })),
        await client.send("PUT", path, user("ada")),
      ];
      expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200]);
      for (const { headers, body } of answers) {
        expect(headers.get("etag")).toMatch(/^(W\/)?"[^"]+"$/);
        expect(body.meta.version).toBe(headers.get("etag"));
      }
      expect(new Set(answers.map(({ headers }) => headers.get("etag"))).size).toBe(3);
    },
  ),
  must(
    "RFC 7644 §3.14",
    "etag/changes",
    "Each change results in a new version; a write without a change does not.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      const versions = [meta.version];
      for (const value of ["A", "B", "A"]) {
        versions.push(
          (await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value }])).headers.get("etag"),
        );
      }
      expect(new Set(versions).size).toBe(4);
      const again = await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "A" }]);
      expect(again.headers.get("etag")).toBe(versions[3]);
    },
  ),
  must(
    "RFC 9110 §13.1.1",
    "etag/if-match",
    "A write that expects another version is refused with 412 and has no effect.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const path = `/Users/${before.id}`;
      expectError(await client.send("PUT", path, user("eve"), STALE), 412);
      expectError(await client.patch(path, TITLE, STALE), 412);
      expectError(await client.send("DELETE", path, undefined, STALE), 412);
      await expectUntouched(client, path, before);
    },
  ),
  must(
    "RFC 9110 §13.1.1",
    "etag/if-match-same",
    "A write that expects the current version succeeds.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const path = `/Users/${before.id}`;
      const put = await client.send("PUT", path, user("ada", { title: "U" }), {
        "if-match": before.meta.version,
      });
      expect(put.status).toBe(200);
      expectError(await client.patch(path, TITLE, { "if-match": before.meta.version }), 412);
      expect((await client.patch(path, TITLE, { "if-match": put.body.meta.version })).status).toBeLessThan(
        300,
      );
      const { version } = (await client.get(path)).body.meta;
      expect((await client.send("DELETE", path, undefined, { "if-match": version })).status).toBe(204);
      expectError(await client.get(path), 404);
    },
  ),
  must(
    "RFC 9110 §13.1.1",
    "etag/if-match-list",
    "If-Match may list several versions, of which one must match; * matches any version.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const path = `/Users/${before.id}`;
      expectError(await client.send("PUT", path, user("eve"), { "if-match": 'W/"x", "y"' }), 412);
      expect(
        (await client.send("PUT", path, user("eve"), { "if-match": `W/"x", ${before.meta.version}` })).body
          .userName,
      ).toBe("eve");
      expect((await client.send("PUT", path, user("bob"), { "if-match": "*" })).body.userName).toBe("bob");
      expectError(
        await client.send("PUT", "/Users/0190a1b2-0000-7000-8000-000000000001", user("x"), {
          "if-match": "*",
        }),
        404,
      );
    },
  ),
  must(
    "RFC 9110 §13.1.2",
    "etag/if-none-match",
    "A client that already has the current version receives 304 without a body.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      for (const known of [meta.version, `"x", ${meta.version}`, "*", meta.version.replace("W/", "")]) {
        const answer = await client.get(`/Users/${id}`, { "if-none-match": known });
        expect([known, answer.status, answer.body, answer.headers.get("etag")]).toEqual([
          known,
          304,
          undefined,
          meta.version,
        ]);
      }
      const other = await client.get(`/Users/${id}`, { "if-none-match": 'W/"x"' });
      expect([other.status, other.body.userName]).toEqual([200, "ada"]);
    },
  ),
  must(
    "RFC 9110 §13.1.2",
    "etag/if-none-match-changed",
    "After a change, the old version no longer matches.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Groups", group("Crew"));
      const [ada = ""] = await makeUsers(client, "ada");
      await client.patch(`/Groups/${id}`, [{ op: "add", path: "members", value: [{ value: ada }] }]);
      const { status, body } = await client.get(`/Groups/${id}`, { "if-none-match": meta.version });
      expect([status, valuesOf(body.members), body.meta.version === meta.version]).toEqual([
        200,
        [ada],
        false,
      ]);
    },
  ),
  should(
    "RFC 9110 §13.1.2",
    "etag/if-none-match-write",
    "A write with If-None-Match is refused with 412 when the version matches.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const known of [before.meta.version, "*"]) {
        expectError(
          await client.send("PUT", `/Users/${before.id}`, user("eve"), { "if-none-match": known }),
          412,
        );
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.14",
    "etag/race",
    "Of several concurrent writes that expect the same version, exactly one succeeds.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      const attempts = ["a", "b", "c", "d", "e", "f"].map((title) =>
        client.send("PUT", `/Users/${id}`, user("ada", { title }), { "if-match": meta.version }),
      );
      const answers = await Promise.all(attempts);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
      const winner = answers.find(({ status }) => status === 200)?.body;
      await expectUntouched(client, `/Users/${id}`, winner);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "etag/no-lost-change",
    "Concurrent changes without an expected version all take effect.",
    async ({ client }) => {
      const ids = await makeUsers(client, ...Array.from({ length: 12 }, (_, at) => `user-${at}`));
      const { id } = await client.make("/Groups", group("Crew"));
      const answers = await Promise.all(
        ids.map((value) =>
          client.patch(`/Groups/${id}`, [{ op: "add", path: "members", value: [{ value }] }]),
        ),
      );
      expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([...ids].sort());
    },
  ),
  must(
    "RFC 7644 §3.14",
    "etag/lists",
    "The version of a resource in a list equals the version of the resource itself.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      await client.patch(`/Users/${id}`, TITLE);
      const [listed] = expectList(await client.get("/Users"), 1);
      expect((await client.get(`/Users/${id}`, { "if-none-match": listed.meta.version })).status).toBe(304);
    },
  ),
];
