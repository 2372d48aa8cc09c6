import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Facts } from "../../../core/provisioning/facts.ts";

/** A reference of an adopted account: the account that it names now, and the object that it should name. */
interface FoundReference {
  readonly names: Json | undefined;
  readonly object: ObjectId;
}

/**
 * Counts, for one plan, the decisions that change something in the target. A link alone changes nothing there, and
 * neither does an attribute that the target does not offer, because it is not sent to an account that exists.
 */
export class SendingCount {
  readonly #isOffered: (type: Facts["type"], path: string) => boolean;
  #sending = 0;
  /** The references of each adoption that depends on them alone. */
  readonly #open: (readonly FoundReference[])[] = [];

  constructor(isOffered: (type: Facts["type"], path: string) => boolean) {
    this.#isOffered = isOffered;
  }

  add(facts: Facts, { verb, changes }: Decision): void {
    if (verb === "create" || verb === "update" || verb === "disable" || verb === "delete") this.#sending += 1;
    if (verb !== "adopt") return;
    const { type, awaited, match, members } = facts;
    const sent = changes.filter(({ path, to }) => to !== null && this.#isOffered(type, path));
    if (sent.length + members.add + members.remove > 0) {
      this.#sending += 1;
      return;
    }
    const current = match?.kind === "one" ? match.current : {};
    const references = Object.entries(awaited)
      .filter(([path]) => this.#isOffered(type, path))
      .map(([path, object]) => ({ names: current[path], object }));
    if (references.length > 0) this.#open.push(references);
  }

  /** The number, once every decision was added: a reference is as it should be if its object adopts what it names. */
  count(adopted: ReadonlyMap<AccountId, { readonly id: ObjectId }>): number {
    const owners = new Map<Json | undefined, ObjectId>(
      [...adopted].map(([account, { id }]) => [account, id]),
    );
    const differing = this.#open.filter((references) =>
      references.some(({ names, object }) => owners.get(names) !== object),
    );
    return this.#sending + differing.length;
  }
}
