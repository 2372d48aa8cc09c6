import { expect, test } from "vitest";
import type { ImportId } from "../../../src/core/ids.ts";
import { PEOPLE, setUpImports } from "./importing.ts";

/** An import that is given up before its merge leaves nothing behind, not even its place. */

const place = setUpImports();

const release = (id: string) =>
  place.muster.call("DELETE", `/api/v1/organizations/${place.org}/imports/${id}`);

test("the next import of the source may begin at once, and nothing of the released one is kept", async () => {
  const id = await place.importing.begin();
  expect((await place.importing.upload(id, "people", PEOPLE)).status).toBe(200);
  expect((await release(id)).status).toBe(204);
  expect((await release(id)).status).toBe(204);
  const row = await place.muster.deps.store.get("import", { org: place.org, id: id as ImportId });
  expect(row).toMatchObject({ state: "failed", result: { code: "import.released" } });
  const staged = await place.muster.deps.store.count("import_object", {
    org: place.org,
    import: id as ImportId,
  });
  expect(staged).toBe(0);
  const late = await place.importing.upload(id, "people", PEOPLE);
  expect(late).toMatchObject({ status: 409, body: { code: "import.not-staging" } });
  const { items } = (
    await place.muster.call("GET", `/api/v1/organizations/${place.org}/audit?category=import`)
  ).body;
  const released = items.filter(({ activity }: { activity: string }) => activity === "release");
  expect(released).toMatchObject([{ target: id }]);
  expect((await place.importing.importAll(PEOPLE)).body).toMatchObject({ state: "merged", created: 3 });
});

test("one that was merged, and one that nobody knows, are refused", async () => {
  const merged = (await place.importing.importAll(PEOPLE)).body.importId;
  expect(await release(merged)).toMatchObject({ status: 409, body: { code: "import.not-staging" } });
  const unknown = "0190a1b2-0000-7000-8000-00000000000b";
  expect(await release(unknown)).toMatchObject({ status: 404, body: { code: "import.not-found" } });
});
