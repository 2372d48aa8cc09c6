import { isRefusal, type Refusal } from "../../app/deps.ts";
import { findOneObject } from "../../app/objects.ts";
import type { OnlyObject } from "../../app/provisioning/plan/read-changes.ts";
import type { RehearsedRequest } from "../../app/provisioning/rehearsal/rehearsal-wire.ts";
import { rehearsal } from "../../contract/on-demand.ts";
import { message } from "../../contract/parts.ts";
import type { AppId } from "../../core/ids.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { showCycle, showDecision } from "./convert.ts";
import { contentViewOf, withoutQuery } from "./show-exchange.ts";

/** Serves cycles of one object, and their rehearsals. */
export const onDemandHandlers: Pick<Handlers, "provisionObject" | "rehearseObject"> = {
  async provisionObject(call) {
    const { context, actor, org, params } = call;
    const only = await findOnly(call);
    if (isRefusal(only)) return only;
    const cycle = await context.engine.startOnDemand(actor, org, idOf<AppId>(params.app), only);
    return isRefusal(cycle) ? cycle : showCycle({ context }, cycle);
  },

  async rehearseObject(call) {
    const { context, org, params } = call;
    const only = await findOnly(call);
    if (isRefusal(only)) return only;
    const found = await context.engine.rehearse(org, idOf<AppId>(params.app), only);
    if (isRefusal(found)) return found;
    const { decisions, requests, message: why } = found;
    const isWithheld = contentViewOf(call) === "withheld";
    return {
      decisions: decisions.map(showDecision),
      requests: rehearsal.shape.requests.parse(isWithheld ? requests.map(withoutContent) : requests),
      withheld: isWithheld,
      message: why === null ? null : message.parse(why),
    };
  },
};

/** A request that would be sent is withheld like one that was: see `exchanges:read`. */
function withoutContent({ method, path }: RehearsedRequest): RehearsedRequest {
  return { method, path: withoutQuery(path), body: null };
}

async function findOnly({
  context,
  org,
  body: { type, find },
}: Pick<AdminCall<"provisionObject" | "rehearseObject">, "context" | "org" | "body">): Promise<
  OnlyObject | Refusal
> {
  const object = await findOneObject(context.deps, org, type, find);
  return isRefusal(object) ? object : { type, id: object.id };
}
