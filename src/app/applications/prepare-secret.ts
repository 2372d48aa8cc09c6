import type { Write } from "../../ports/store.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { newSecret } from "../secrets.ts";
import type { ApplicationEdit } from "./write-application.ts";

/** The edit that puts this credential in place of the stored one, which is deleted. */
export function prepareSecret(
  deps: Deps,
  { org, secret: stored }: Pick<ApplicationRow, "org" | "secret">,
  text: string,
): ApplicationEdit {
  const { id: secret, write } = newSecret(deps, org, text);
  const old: readonly Write[] =
    stored === null ? [] : [{ op: "delete", table: "secret", key: { org, id: stored } }];
  const credential = stored === null ? "create" : "change";
  return { set: { secret }, alters: "nothing", detail: { credential }, writes: [write, ...old] };
}
