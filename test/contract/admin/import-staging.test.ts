import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Deps } from "../../../src/app/deps.ts";
import { stagePeople } from "../../../src/app/importing/stage-people.ts";
import { type ImportId, trustId } from "../../../src/core/ids.ts";
import { BATCH_ROWS_MAX } from "../../../src/ports/source.ts";
import { readPeople } from "../../../src/sources/csv/people.ts";
import { setUpImports } from "./importing.ts";

/** Rows that are read while the store writes are committed together, up to a limit. */

const place = setUpImports();

const PEOPLE = 6_000;
const LINES_A_CHUNK = 100;

test("what is read during a commit is committed together, and no more than a few batches", async () => {
  const id = trustId<ImportId>(await place.importing.begin());
  let sent = 0;
  async function* file(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("objectId,userPrincipalName,displayName\n");
    for (; sent < PEOPLE; sent += LINES_A_CHUNK) {
      const numbers = Array.from({ length: LINES_A_CHUNK }, (_, at) => sent + at);
      yield Buffer.from(numbers.map((n) => `key-${n},user-${n}@example.com,Person ${n}\n`).join(""));
    }
  }
  /** Staged people of each commit that staged any, and the lines that had been sent when it ended. */
  const commits: { readonly people: number; readonly sent: number }[] = [];
  const { store } = place.muster.deps;
  const slow: Deps = {
    ...place.muster.deps,
    store: {
      ...store,
      async commit(changes) {
        const people = changes.filter(({ table }) => table === "import_object").length;
        // Ends when the reader has stopped: when 200 turns of the event loop brought nothing more.
        for (let before = -1, turns = 0; people > 0 && turns < 200; turns += 1) {
          if (before !== sent) turns = 0;
          before = sent;
          await setImmediate();
        }
        if (people > 0) commits.push({ people, sent });
        return store.commit(changes);
      },
    },
  };
  const rows = readPeople(file(), "people.csv");
  expect(await stagePeople(slow, { org: place.org, import: id, file: "people.csv", rows })).toBe(PEOPLE);
  expect(commits.map(({ people }) => people)).toEqual([
    BATCH_ROWS_MAX,
    1_000,
    1_000,
    1_000,
    1_000,
    1_000,
    BATCH_ROWS_MAX,
  ]);
  expect(commits[0]?.sent).toBeLessThan(3_000);
  expect(await store.count("import_object", { org: place.org, import: id })).toBe(PEOPLE);
  expect((await store.get("import", { org: place.org, id }))?.progress).toMatchObject({
    people: { rows: PEOPLE, objects: PEOPLE, done: true },
  });
});
