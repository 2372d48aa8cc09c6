import { openPool, withClient } from "../../../src/store/postgres/connection.ts";

/**
 * Run as a process of its own, to be frozen or killed: takes a lock on all leases, says so, and runs the statement that is
 * its second argument. The first argument is the URL of the database.
 */
const [url = "", statement = "select 1"] = process.argv.slice(2);
const stayAlive = setInterval(() => undefined, 1_000);
await withClient(openPool(url, 1), async (client) => {
  await client.query("begin");
  await client.query("lock table lease in access exclusive mode");
  process.stdout.write("locked\n");
  await client.query(statement);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
clearInterval(stayAlive);
