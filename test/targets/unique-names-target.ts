import { isObject, type Json } from "../../src/core/json.ts";
import { type ScriptedCall, type ScriptedTarget, startScriptedTarget } from "./scripted-target.ts";

/** A target that has no user name twice, as RFC 7643 §4.1.1 requires. */
export interface UniqueNamesTarget extends ScriptedTarget {
  /** Accounts whose renames the target refuses for no reason that it tells. */
  readonly stuck: Set<string>;
  /** The name of each account, by the account's id. */
  names(): Readonly<Record<string, string>>;
}

/** Starts one, empty. It answers 409 `uniqueness` to a user name that another account has. */
export async function startUniqueNamesTarget(): Promise<UniqueNamesTarget> {
  const stuck = new Set<string>();
  const target: ScriptedTarget = await startScriptedTarget((call) => {
    const { endpoint, id = "" } = call;
    const wanted = endpoint === "Users" ? wantedName(call) : undefined;
    if (wanted === undefined) return undefined;
    if (stuck.has(id)) return { status: 409 };
    const others = [...target.resources.Users].filter(([other]) => other !== id);
    const isTaken = others.some(([, { userName }]) => userName === wanted);
    return isTaken ? { status: 409, scimType: "uniqueness" } : undefined;
  });
  const names = () =>
    Object.fromEntries([...target.resources.Users].map(([id, { userName }]) => [id, String(userName)]));
  return { ...target, stuck, names };
}

/** The user name that a call gives to its account. */
function wantedName({ method, body }: ScriptedCall): Json | undefined {
  if (method === "POST" || method === "PUT") return body["userName"];
  const operations = Array.isArray(body["Operations"]) ? body["Operations"] : [];
  return operations.filter(isObject).find(({ path }) => path === "userName")?.["value"];
}
