import { type OrgId, trustId } from "../../../src/core/ids.ts";
import { openStore } from "../../../src/store/open.ts";
import type { StoreError } from "../../../src/store/store-error.ts";
import { insertLease } from "./rows.ts";
import type { Place } from "./stores.ts";

/**
 * Run as a process of its own, to be killed: writes pairs of rows as fast as it can, many at once, and says
 * each pair's name when it is acknowledged. Arguments: the place as JSON, the organization.
 */
const [place = "", org = ""] = process.argv.slice(2);
const store = await openStore(JSON.parse(place) as Place);
process.stdout.write("open\n");
await Promise.all(
  Array.from({ length: 16 }, async (_, writer) => {
    for (let n = 0; n < 20_000; n += 1) {
      const name = `${writer}-${n}`;
      const pair = [insertLease(trustId<OrgId>(org), name), insertLease(trustId<OrgId>(org), `${name}-twin`)];
      // A store that is away for longer than it waits says so; the next pair is tried all the same.
      const outcome = await store.commit(pair).then(
        ({ kind }) => kind,
        (error: StoreError) => error.code,
      );
      process.stdout.write(`${outcome} ${name}\n`);
    }
  }),
);
