import type { Deps } from "../../app/deps.ts";
import { findErrorAnswer, listErrorAnswers } from "../../app/error-answers/list-error-answers.ts";
import { readActorNames } from "../../app/read-actor-names.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { AdminCall, Handlers } from "./call.ts";
import { formatTime } from "./convert.ts";

type Query = AdminCall<"listErrorAnswers">["query"];

/** Serves the answers with an error, by tracking id or as a list. */
export const errorAnswerHandlers: Pick<Handlers, "listErrorAnswers" | "listInstanceErrorAnswers"> = {
  listErrorAnswers: ({ context, org, query }) => showPage(context.deps, { org, within: org }, query),
  listInstanceErrorAnswers: ({ context, query }) =>
    showPage(context.deps, { org: INSTANCE, within: undefined }, query),
};

/** `within` is where a tracking id is looked for: everywhere if it is undefined. */
async function showPage(
  deps: Deps,
  { org, within }: { readonly org: OrgId; readonly within: OrgId | undefined },
  { id, after, limit, since, until, ...columns }: Query,
) {
  const period = { since: millisecondsOf(since), until: millisecondsOf(until) };
  const { items, next } =
    id === undefined
      ? await listErrorAnswers(deps, { org, filter: { ...columns, ...period }, after, limit })
      : await findErrorAnswer(deps, { org: within, id: id.toLowerCase() });
  const names = await readActorNames(deps, items);
  return {
    items: items.map(({ org: owner, id: trackingId, at, actor, ...rest }) => ({
      ...{ trackingId, actor, ...rest },
      at: formatTime(at),
      orgId: owner === INSTANCE ? null : owner,
      actorName: names.get(actor) ?? null,
    })),
    next,
  };
}

function millisecondsOf(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant);
}
