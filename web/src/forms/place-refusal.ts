import type { Problem } from "../../../src/contract/problem.ts";

/** The texts of a refusal, sorted by the fields that they are about. */
export interface PlacedRefusal {
  readonly fields: ReadonlyMap<string, string>;
  /** Texts that no field on the page is about. */
  readonly rest: readonly string[];
}

/** The way from the server's name of a place to the field that asks for it. */
export interface FieldPlaces {
  /** The names of the fields on the page: paths in the shape, `config.url`. */
  readonly names: Iterable<string>;
  /** The member of the body that has the values of the form, if they are not the body itself. */
  readonly within?: string | undefined;
  /** Fields by a code or a path of the server, where the server has another name for them. */
  readonly others?: Readonly<Record<string, string>> | undefined;
}

/** Finds the fields that a refusal is about: by its pointers, by the path that it names, or by its code. */
export function placeRefusal(
  problem: Pick<Problem, "code" | "detail" | "params" | "errors">,
  places: FieldPlaces,
): PlacedRefusal {
  const { code, detail, params, errors = [] } = problem;
  const findings =
    errors.length > 0
      ? errors.map((error) => ({ code: error.code, place: pathOf(error.pointer), text: error.detail }))
      : [{ code, place: placeIn(params), text: detail }];
  const fields = new Map<string, string>();
  const rest: string[] = [];
  for (const { text, ...finding } of findings) {
    const field = findField(finding, places);
    if (field === undefined) rest.push(text);
    else fields.set(field, [fields.get(field), text].filter((part) => part !== undefined).join(" "));
  }
  return { fields, rest };
}

/** The path of a JSON pointer (RFC 6901): `/config/url` is `config.url`. */
function pathOf(pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).join(".");
}

function placeIn(params: Problem["params"] = {}): string {
  const { place, path } = params;
  if (typeof place === "string") return place.replace(/^body\./, "");
  return typeof path === "string" ? path : "";
}

interface Finding {
  readonly code: string;
  readonly place: string;
}

function findField(
  { code, place }: Finding,
  { names, within, others = {} }: FieldPlaces,
): string | undefined {
  const known = new Set(names);
  const byCode = others[code];
  if (byCode !== undefined && known.has(byCode)) return byCode;
  if (place === "") return undefined;
  // A filter in a path of SCIM, `emails[type eq "work"].value`, chooses an element and not another field.
  const path = place.replace(/\[[^\]]*\]/g, "");
  const own = within !== undefined && path.startsWith(`${within}.`) ? path.slice(within.length + 1) : path;
  const byPlace = [...known].map((name) => [name, name] as const);
  const all = [...Object.entries(others), ...byPlace].filter(([, field]) => known.has(field));
  const [nearest] = all
    .filter(([name]) => own === name || own.startsWith(`${name}.`))
    .sort(([one], [other]) => other.length - one.length);
  // A refusal of a whole object stands at the first of its parts.
  return nearest?.[1] ?? all.find(([name]) => name.startsWith(`${own}.`))?.[1];
}
