import type { z } from "zod";
import type { ApplicationMappingShape } from "../contract/mappings.ts";
import { parsePath } from "../core/mapping/path.ts";
import { CliError, EXIT } from "./exit.ts";

type Attribute = Readonly<Record<string, z.core.util.JSONType>>;
type Definition = ApplicationMappingShape["mappings"]["user"];

/** The changes to one attribute of a mapping; what is undefined stays. */
export interface AttributeEdit {
  readonly target: string;
  readonly source: string | undefined;
  readonly constant: string | undefined;
  readonly expression: string | undefined;
  readonly none: boolean;
  /** An empty text removes the default. */
  readonly default: string | undefined;
  readonly when: "always" | "creation" | undefined;
  readonly match: number | "off" | undefined;
  readonly writeOnly: "on" | "off" | undefined;
  /** `user` sends the account of the user that the source names. */
  readonly reference: "user" | "off" | undefined;
  readonly remove: boolean;
}

const RULE_MEMBERS = ["kind", "source", "value", "expression"];

/**
 * The mapping with one attribute added, changed or removed, in the place that it had. The server checks the result;
 * only an edit that has no meaning is refused here, as wrong usage.
 */
export function applyEdit(mapping: Definition, edit: AttributeEdit): Definition {
  const attributes = attributesOf(mapping);
  const at = attributes.findIndex((each) => isSameTarget(String(each["target"]), edit.target));
  const before = at < 0 ? undefined : attributes[at];
  if (edit.remove) {
    if (before === undefined) throw usage("usage.not-mapped", { target: edit.target });
    return { ...mapping, attributes: attributes.filter((_, index) => index !== at) };
  }
  const after = editAttribute(before, edit);
  const changed = before === undefined ? [...attributes, after] : attributes.with(at, after);
  return { ...mapping, attributes: changed };
}

/** The mapping with some of its switches turned: `update=off`. */
export function applyActions(mapping: Definition, pairs: readonly string[]): Definition {
  const turned = pairs.map((pair): [string, boolean] => {
    const [, name = "", state] = /^(create|update|disable|delete)=(on|off)$/.exec(pair) ?? [];
    if (name === "") throw usage("usage.mapping-action", { value: pair });
    return [name, state === "on"];
  });
  return { ...mapping, actions: { ...readActions(mapping), ...Object.fromEntries(turned) } };
}

/** The switches that a mapping states; one that it does not state is on. */
export function readActions({ actions }: Definition): Attribute {
  return typeof actions === "object" && actions !== null && !Array.isArray(actions) ? actions : {};
}

function attributesOf(mapping: Definition): readonly Attribute[] {
  const { attributes } = mapping;
  const listed = Array.isArray(attributes) ? attributes : [];
  return listed.flatMap((each) =>
    typeof each === "object" && each !== null && !Array.isArray(each) ? [each] : [],
  );
}

function isSameTarget(left: string, right: string): boolean {
  return (parsePath(left)?.text ?? left) === (parsePath(right)?.text ?? right);
}

function editAttribute(before: Attribute | undefined, edit: AttributeEdit): Attribute {
  const rule = ruleOf(edit) ?? pick(before ?? {}, RULE_MEMBERS);
  if (rule["kind"] === undefined) throw usage("usage.mapping-source", { target: edit.target });
  const kept = Object.fromEntries(
    Object.entries(before ?? {}).filter(([name]) => !RULE_MEMBERS.includes(name)),
  );
  const { matching, defaultIfNull, reference, writeOnly, ...others } = kept;
  const wantedMatching = edit.match ?? matching;
  const wantedReference = edit.reference ?? reference;
  const wantedDefault = edit.default === undefined ? defaultIfNull : parseConstant(edit.default);
  const apply = edit.when === undefined ? (kept["apply"] ?? "always") : APPLY[edit.when];
  return {
    target: edit.target,
    ...others,
    ...rule,
    apply,
    ...(wantedMatching === undefined || wantedMatching === "off" ? {} : { matching: wantedMatching }),
    ...(wantedReference === undefined || wantedReference === "off" ? {} : { reference: wantedReference }),
    ...(wantedDefault === undefined || wantedDefault === "" ? {} : { defaultIfNull: wantedDefault }),
    ...((edit.writeOnly === undefined ? writeOnly === true : edit.writeOnly === "on")
      ? { writeOnly: true }
      : {}),
  };
}

const APPLY = { always: "always", creation: "on-create" } as const;

function ruleOf({ source, constant, expression, none }: AttributeEdit): Attribute | undefined {
  const rules = [
    ...(source === undefined ? [] : [{ kind: "direct", source }]),
    ...(constant === undefined ? [] : [{ kind: "constant", value: parseConstant(constant) }]),
    ...(expression === undefined ? [] : [{ kind: "expression", expression }]),
    ...(none ? [{ kind: "none" }] : []),
  ];
  if (rules.length > 1) {
    throw usage("usage.choose-one", { options: "--source, --constant, --expression, --none" });
  }
  return rules[0];
}

/** A constant as it is typed: JSON for a number, `true`, `false`, a quoted text or a list of texts, else the text. */
function parseConstant(text: string): z.core.util.JSONType {
  try {
    const json: z.core.util.JSONType = JSON.parse(text);
    return json === null || (typeof json === "object" && !Array.isArray(json)) ? text : json;
  } catch {
    return text;
  }
}

function pick(attribute: Attribute, names: readonly string[]): Attribute {
  return Object.fromEntries(Object.entries(attribute).filter(([name]) => names.includes(name)));
}

function usage(code: string, params: Readonly<Record<string, string>>): CliError {
  return new CliError(EXIT.usage, code, params);
}
