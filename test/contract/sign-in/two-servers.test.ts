import { describe, expect, test } from "vitest";
import { startSecondServer } from "../admin/second-server.ts";
import { startAdminServer } from "../admin/server.ts";
import { startOrExplain } from "../store/stores.ts";
import { openAsOwner, openBrowser, PASSWORD } from "./browser.ts";

/** Sessions are trusted for a second after they were read; a loaded machine needs some time for the requests themselves. */
const TRUSTED_MS = 1_000;

const postgres = await startOrExplain();

describe.skipIf(postgres === undefined)("two servers on one database", () => {
  test("share sessions, their end, roles and delays", async () => {
    const databaseUrl = (await postgres?.createDatabase()) ?? "";
    const first = await startAdminServer(undefined, { databaseUrl });
    const second = await startSecondServer(databaseUrl);
    try {
      const owner = await openAsOwner(first, "Ada");
      const elsewhere = openBrowser(second.url);
      Object.assign(elsewhere, { cookie: owner.cookie, csrf: owner.csrf });
      expect((await elsewhere.call("GET", "/api/v1/session")).status).toBe(200);

      const attempts = [first.url, second.url, first.url, second.url, first.url].map((url) =>
        openBrowser(url),
      );
      const answers: number[] = [];
      for (const each of attempts) answers.push((await each.signIn("Nobody", "not the password")).status);
      expect(answers).toEqual([401, 401, 401, 401, 429]);

      const other = openBrowser(second.url);
      expect((await other.signIn("Ada", PASSWORD)).status).toBe(201);
      expect((await owner.call("DELETE", "/api/v1/session")).status).toBe(204);
      expect((await owner.call("GET", "/api/v1/session")).status).toBe(401);
      const ended = Date.now();
      let status = 200;
      while (status === 200 && Date.now() - ended <= TRUSTED_MS) {
        status = (await elsewhere.call("GET", "/api/v1/session")).status;
      }
      // The last request may have begun just before the second was over.
      if (status === 200) status = (await elsewhere.call("GET", "/api/v1/session")).status;
      expect(status).toBe(401);
      expect((await other.call("GET", "/api/v1/session")).status).toBe(200);
    } finally {
      await second.close();
      await first.close();
      await postgres?.stop();
    }
  });
});
