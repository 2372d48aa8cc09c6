import type { Expression } from "./expression/expression.ts";
import type { CompiledMapping } from "./mapping.ts";
import type { SourceReference } from "./source.ts";

/** The knowledge that a mapping reads beside the object itself, so that a change of it concerns the object. */
export interface SourceReads {
  readonly manager: boolean;
  readonly groups: boolean;
}

/** Finds whether a mapping reads an attribute of the manager, and whether it reads the groups. */
export function findSourceReads({ attributes }: Pick<CompiledMapping, "attributes">): SourceReads {
  const kinds = new Set(
    attributes.flatMap(({ rule }) =>
      rule.kind === "direct"
        ? [rule.source.kind]
        : rule.kind === "expression"
          ? kindsIn(rule.expression)
          : [],
    ),
  );
  return { manager: kinds.has("manager"), groups: kinds.has("groups") };
}

function kindsIn(expression: Expression): readonly SourceReference["kind"][] {
  switch (expression.kind) {
    case "comparison":
      return [...kindsIn(expression.left), ...kindsIn(expression.right)];
    case "call":
      return expression.operands.flatMap(kindsIn);
    case "source":
      return [expression.reference.kind];
    case "text":
    case "number":
    case "omitted":
      return [];
  }
}
