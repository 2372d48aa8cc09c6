import { isObject, type Json } from "../../src/core/json.ts";
import { type ScriptedCall, type ScriptedTarget, startScriptedTarget } from "./scripted-target.ts";

/** A target that has no user name twice, as RFC 7643 §4.1.1 requires. */
export interface UniqueNamesTarget extends ScriptedTarget {
  /** Accounts whose renames the target refuses for no reason that it tells; `address of ID` for a new address. */
  readonly stuck: Set<string>;
  /** The name of each account, by the account's id. */
  names(): Readonly<Record<string, string>>;
}

/** Starts one, empty. It answers 409 `uniqueness` to a user name, or an address, that another account has. */
export async function startUniqueNamesTarget(): Promise<UniqueNamesTarget> {
  const stuck = new Set<string>();
  const target: ScriptedTarget = await startScriptedTarget((call) => {
    const { endpoint, id = "" } = call;
    if (endpoint !== "Users") return undefined;
    const others = [...target.resources.Users].filter(([other]) => other !== id);
    const addresses = new Set(others.flatMap(([, { emails }]) => addressesIn(emails ?? null)));
    if (addressesIn(call.body).some((each) => addresses.has(each)))
      return { status: 409, scimType: "uniqueness" };
    const own = addressesIn(target.resources.Users.get(id)?.["emails"] ?? null);
    const given = addressesIn(call.body);
    if (stuck.has(`address of ${id}`) && own.length > 0 && given.length > 0) return { status: 409 };
    const wanted = wantedName(call);
    if (wanted === undefined) return undefined;
    if (stuck.has(id)) return { status: 409 };
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

/** The texts in this with an at sign. */
function addressesIn(value: Json): readonly string[] {
  if (typeof value === "string") return value.includes("@") ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return isObject(value) ? Object.values(value).flatMap((each) => addressesIn(each ?? null)) : [];
}
