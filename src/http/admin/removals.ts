import { isRefusal } from "../../app/deps.ts";
import { nameOf } from "../../app/objects.ts";
import { type RemovalOutcome, type Removed, tryRemoval } from "../../app/provisioning/records/try-removal.ts";
import { message } from "../../contract/parts.ts";
import type { RemovalShape } from "../../contract/removals.ts";
import type { AppId } from "../../core/ids.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type Handlers, idOf } from "./call.ts";

/** Serves the effect of a removal. */
export const removalHandlers: Pick<Handlers, "tryRemoval"> = {
  async tryRemoval({ context, org, params, query }) {
    const { find, removed, role, user } = query;
    const request = { org, app: idOf<AppId>(params.app), group: find, removed, role, user };
    const found = await tryRemoval(context.deps, request);
    return isRefusal(found) ? found : showRemoval(found, removed);
  },
};

function showRemoval(outcome: RemovalOutcome, removed: Removed): RemovalShape {
  const { group, lose, keep, loseRoles, keptBy, losing, user } = outcome;
  return {
    groupId: group.id,
    group: nameOf(group),
    removed,
    lose,
    keep,
    loseRoles,
    keptBy: keptBy.map(({ reason, people }) => ({ reason: message.parse(reason), people })),
    losing: losing.map(showPerson),
    user:
      user === undefined
        ? null
        : {
            ...showPerson(user.object),
            has: user.before.isIn,
            keeps: user.after.isIn,
            scope: user.after.reasons.map((reason) => message.parse(reason)),
          },
  };
}

function showPerson(object: ObjectRow): { readonly userId: string; readonly name: string } {
  return { userId: object.id, name: nameOf(object) };
}
