import { expect } from "vitest";
import { user } from "../../contract/scim/server.ts";
import { type Clause, may, must } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

/** The authenticated subject: RFC 7644 §3.11. */
export const ME_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.11",
    "me/service",
    "A token that was not issued to a user has no /Me: every method is answered with 501.",
    async ({ client }) => {
      for (const method of ["GET", "PUT", "PATCH", "POST", "DELETE"]) {
        expectError(
          await client.send(method, "/Me", method === "GET" || method === "DELETE" ? undefined : user("x")),
          501,
        );
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7644 §3.11",
    "me/location",
    "A user's token reads that user at /Me, and the Location is the user's permanent address.",
    async ({ client, issuedTo }) => {
      const made = await client.make("/Users", user("ada", { title: "T" }));
      const mine = await issuedTo("ada");
      const { status, headers, body } = await mine.get("/Me");
      expect([status, body, headers.get("location"), headers.get("etag")]).toEqual([
        200,
        made,
        made.meta.location,
        made.meta.version,
      ]);
      expect((await mine.get("/Me?attributes=title")).body).toEqual({
        schemas: made.schemas,
        id: made.id,
        title: "T",
      });
    },
  ),
  may(
    "RFC 7644 §3.11",
    "me/writes",
    "A user's token can change that user at /Me, as at the user's permanent address.",
    async ({ client, issuedTo }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      const mine = await issuedTo("ada");
      const patched = await mine.patch("/Me", [{ op: "add", path: "nickName", value: "A" }]);
      expect([patched.status < 300, patched.headers.get("location")]).toEqual([true, meta.location]);
      expect((await client.get(`/Users/${id}`)).body.nickName).toBe("A");
      const replaced = await mine.send("PUT", "/Me", user("ada", { title: "T" }));
      expect([replaced.status, replaced.body.title, replaced.body.id]).toEqual([200, "T", id]);
      expectError(await mine.patch("/Me", [{ op: "replace", path: "id", value: "x" }]), 400, "mutability");
    },
  ),
  may(
    "RFC 7644 §3.11",
    "me/others",
    "Users can neither register nor delete their own account at /Me.",
    async ({ client, issuedTo }) => {
      const { id } = await client.make("/Users", user("ada"));
      const mine = await issuedTo("ada");
      expectError(await mine.send("DELETE", "/Me"), 403);
      expectError(await mine.send("POST", "/Me", user("eve")), 501);
      expect((await client.get(`/Users/${id}`)).status).toBe(200);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §2",
    "me/revoked",
    "The token of a deactivated or deleted user is no longer accepted.",
    async ({ client, issuedTo }) => {
      const { id } = await client.make("/Users", user("ada"));
      const mine = await issuedTo("ada");
      expect((await mine.get("/Me")).body.id).toBe(id);
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
      expectError(await mine.get("/Me"), 401);
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: true }]);
      expectError(await mine.get("/Me"), 401);
    },
  ),
];
