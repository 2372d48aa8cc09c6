import { isRefusal } from "../../app/deps.ts";
import { evaluateExpression } from "../../app/mappings/evaluate-expression.ts";
import type { AppId } from "../../core/ids.ts";
import { FUNCTIONS } from "../../core/mapping/expression/functions.ts";
import type { NextChange } from "../../core/mapping/expression/next-change.ts";
import type { Value } from "../../core/mapping/value.ts";
import { type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves the language of mappings. */
export const expressionHandlers: Pick<Handlers, "evaluateExpression" | "listFunctions"> = {
  async listFunctions() {
    const items = [...FUNCTIONS.values()].map(({ name, signature }) => ({
      name,
      signature: `${name}(${signature})`,
      summary: { code: `function.${name}`, params: {} },
    }));
    return { items };
  },

  async evaluateExpression({ context, org, body }) {
    const { expression, values, user } = body;
    const app = body.app === undefined ? undefined : idOf<AppId>(body.app);
    const result = await evaluateExpression(context.deps, org, { expression, values, user, app });
    if (isRefusal(result)) return result;
    return {
      value: showValue(result.value),
      nextChange: showNextChange(result.nextChange),
      errors: result.errors.map(({ code, params, position, expected }) => ({
        code: `mapping.${code}`,
        params: { ...params },
        position,
        expected,
      })),
      ...(result.note && { note: { code: result.note.code, params: { ...result.note.params } } }),
      notes: result.notes.map(({ code, params }) => ({ code, params: { ...params } })),
      sources: result.sources.map(({ name, value }) => ({ name, value: showValue(value) })),
    };
  },
};

function showNextChange(next: NextChange) {
  return { kind: next.kind, at: next.kind === "at" ? formatTime(next.at) : null };
}

function showValue(value: Value) {
  return typeof value === "object" && value !== null ? [...value] : value;
}
