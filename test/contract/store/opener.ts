import { openStore } from "../../../src/store/open.ts";
import type { StoreError } from "../../../src/store/store-error.ts";

/** Opens the store at the place of the first parameter and prints the code of the failure, or `opened`. */
const place = JSON.parse(process.argv[2] ?? "{}") as Parameters<typeof openStore>[0];
try {
  const store = await openStore(place);
  await store.close();
  console.log("opened");
} catch (error) {
  const { code, params } = error as StoreError;
  console.log(`${code} ${params["detail"]}`);
}
