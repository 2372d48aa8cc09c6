import { isRefusal } from "../../app/deps.ts";
import { nameOf, stateOf } from "../../app/objects.ts";
import type { Compared } from "../../app/provisioning/records/compare-standings.ts";
import type { TriedRemoval, WantedRemoval } from "../../app/provisioning/records/tried-removal.ts";
import {
  type RemovalEffect,
  tryDirectoryRemoval,
  tryRemoval,
} from "../../app/provisioning/records/try-removal.ts";
import { message } from "../../contract/parts.ts";
import type { RemovalEffectShape, RemovalShape, RemovedThingShape } from "../../contract/removals.ts";
import type { AppId } from "../../core/ids.ts";
import type { Reason } from "../../core/provisioning/reason.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type Handlers, idOf } from "./call.ts";

/** Serves the effect of removals. */
export const removalHandlers: Pick<Handlers, "tryRemoval" | "tryDirectoryRemoval"> = {
  async tryRemoval({ context, org, params, query }) {
    const { find, removed, type, role, user } = query;
    const wanted =
      removed === "assignment" ? { kind: removed, type, find, role } : readWanted({ ...query, removed });
    const request = { org, app: idOf<AppId>(params.app), removed: wanted, user };
    const found = await tryRemoval(context.deps, request);
    if (isRefusal(found)) return found;
    const asked = found.user === undefined ? null : showCompared(found.user);
    return { ...showThing(found.removal, found.returns), ...showEffect(found), user: asked };
  },

  async tryDirectoryRemoval({ context, org, query }) {
    const found = await tryDirectoryRemoval(context.deps, org, readWanted(query), query.block);
    if (isRefusal(found)) return found;
    const applications = found.applications.map(({ application, ...effect }) => ({
      appId: application.id,
      application: application.name,
      ...showEffect(effect),
    }));
    return { ...showThing(found.removal, found.returns), applications };
  },
};

function readWanted({
  removed,
  find,
  member = "",
  memberType,
}: {
  readonly removed: WantedRemoval["kind"];
  readonly find: string;
  readonly member?: string | undefined;
  readonly memberType: ObjectType;
}): WantedRemoval {
  return removed === "member" ? { kind: removed, find, member, memberType } : { kind: removed, find };
}

function showThing(removal: TriedRemoval, returns: readonly Reason[]): RemovedThingShape {
  const { kind } = removal;
  const shared = { removed: kind, member: null, returns: returns.map((reason) => message.parse(reason)) };
  switch (kind) {
    case "group":
      return { ...shared, ...showNamed(removal.group) };
    case "user":
      return { ...shared, ...showNamed(removal.user) };
    case "member": {
      const { id: memberId, type, name } = showNamed(removal.member);
      return { ...shared, ...showNamed(removal.group), member: { memberId, type, name } };
    }
    case "assignment":
      return removal.subject === "everyone"
        ? { ...shared, type: "all", id: "*", name: "*" }
        : { ...shared, ...showNamed(removal.subject) };
  }
}

function showNamed(object: ObjectRow): {
  readonly type: ObjectType;
  readonly id: string;
  readonly name: string;
} {
  return { type: object.type === "group" ? "group" : "user", id: object.id, name: nameOf(object) };
}

function showEffect({ lose, keep, loseRoles, keptBy, losing }: RemovalEffect): RemovalEffectShape {
  return {
    lose,
    keep,
    loseRoles,
    keptBy: keptBy.map(({ reason, people }) => ({ reason: message.parse(reason), people })),
    losing: losing.map(showPerson),
  };
}

function showCompared({ object, before, after }: Compared): RemovalShape["user"] {
  return {
    ...showPerson(object),
    state: stateOf(object),
    has: before.isIn,
    keeps: after.isIn,
    scope: after.reasons.map((reason) => message.parse(reason)),
  };
}

function showPerson(object: ObjectRow): { readonly userId: string; readonly name: string } {
  return { userId: object.id, name: nameOf(object) };
}
