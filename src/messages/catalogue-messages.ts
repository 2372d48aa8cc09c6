import { createInstance } from "i18next";
import { showHidden } from "../core/invisible.ts";
import type { en } from "./en.ts";
import type { CodeOf } from "./translation.ts";

export type Language = "en" | "fr";
/** A code of our own catalogue: it has a text in every language. */
export type MessageCode = CodeOf<typeof en>;
export type MessageParams = Readonly<Record<string, string | number | undefined>>;

/** The texts of one language, by code. */
export interface Messages {
  readonly language: Language;
  /**
   * Finds the text of any code. For a code that the catalogue lacks it returns the code and its parameters, so that the
   * answers of a newer server can still be read. Never throws.
   */
  text(code: string, params?: MessageParams): string;
  /** The text of a code for people who look at a page. It names no command. */
  pageText(code: string, params?: MessageParams): string;
  /** The text of a code known at compile time. */
  word(code: MessageCode, params?: MessageParams): string;
  knows(code: string): boolean;
  /** A number as the language writes it. */
  number(value: number): string;
}

/** The parameter that decides between singular and plural, if it is not `count`. */
const COUNTED_BY: Readonly<Record<string, string>> = {
  "plan.incremental": "changes",
  "pending.parked": "attempts",
  "why.pending": "attempts",
  "why.schedule-quarantine": "attempts",
  "app.mapping-invalid": "errors",
  "app.scope-invalid": "errors",
  "template.parameters-invalid": "errors",
  "app.settings-invalid": "errors",
  "app.roles-invalid": "errors",
  "configuration.invalid": "errors",
  "configuration.too-many-deletions": "deletions",
  "usage.config-yes-missing": "changes",
  "sign-in.delayed": "seconds",
};

/** Before a code whose text elsewhere names a command: the text for a page, where the remedy is. */
const OF_PAGE = "page.";

/** Numbers that are names and not quantities. They are written without grouping. */
const BARE = new Set(["status", "line", "position", "port", "pid", "id", "migration", "known"]);

/** Parameters whose values are codes of the catalogue, under the parameter's name: `type.user`. */
const NAMED = ["type", "kind", "state", "part", "problem", "reason", "valueKind"];

/** Parameters that not every error has: a sentence of their own follows the text of a code that does not name them. */
const ADDED = ["nearest", "detail"] as const;

/** `where.fr` is the parameter `where` of a French text: values that come in every language, such as those of a template. */
function nameIn(name: string, language: Language): string {
  const suffix = `.${language}`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** Control and bidirectional formatting characters. A name must not move a terminal's cursor or reorder a line. */
const UNPRINTABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu;

/** Puts the text on one line, without characters that control a terminal, and shows those that cannot be seen. */
export function makePrintable(text: string): string {
  return showHidden(text.replace(UNPRINTABLE, " "));
}

/** Creates the texts of a language from its catalogue. */
export function createMessagesOf(language: Language, catalogue: Readonly<Record<string, string>>): Messages {
  const i18n = createInstance({
    lng: language,
    resources: { [language]: { translation: catalogue } },
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => "?",
  });
  // With `resources` and `initAsync: false` it has finished when it returns.
  void i18n.init();
  // Made when a number is shown: it takes longer than all texts together.
  let formatter: Intl.NumberFormat | undefined;
  const group = (value: number) => {
    formatter ??= new Intl.NumberFormat(language);
    return formatter.format(value);
  };

  const knows = (code: string) => Object.hasOwn(catalogue, code) || Object.hasOwn(catalogue, `${code}_other`);

  function shown(params: MessageParams): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) continue;
      if (typeof value === "string") texts[nameIn(name, language)] = makePrintable(value);
      else {
        texts[name] = BARE.has(name) ? String(value) : group(value);
        // Without grouping, for texts that contain a command.
        texts[`${name}Plain`] = String(value);
      }
    }
    // Parameters that are codes become words: {type: "user"} reads "utilisateur", and gives {{types}} as well.
    for (const name of NAMED) {
      const code = `${name}.${params[name]}`;
      if (!knows(code)) continue;
      texts[name] = i18n.t(code, { replace: texts, nest: false });
      if (knows(`${code}s`)) texts[`${name}s`] = i18n.t(`${code}s`);
    }
    return texts;
  }

  function text(code: string, params: MessageParams = {}): string {
    if (!knows(code)) return unknown(code, params);
    const count = params[COUNTED_BY[code.replace(OF_PAGE, "")] ?? "count"];
    const told = i18n.t(code, {
      replace: shown(params),
      nest: false,
      // Codes without plural forms ignore it. Codes with plural forms use the plural if it is missing.
      count: typeof count === "number" ? count : 2,
    });
    const added = ADDED.filter(
      (name) => (params[name] ?? "") !== "" && !(catalogue[code] ?? "").includes(`{{${name}}}`),
    );
    const replace = shown(Object.fromEntries(added.map((name) => [name, params[name]])));
    return [told, ...added.map((name) => i18n.t(`more.${name}`, { replace, nest: false }))].join(" ");
  }

  function pageText(code: string, params?: MessageParams): string {
    const own = `${OF_PAGE}${code}`;
    return text(knows(own) ? own : code, params);
  }

  return { language, text, pageText, word: text, knows, number: group };
}

function unknown(code: string, params: MessageParams): string {
  const named = Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${makePrintable(String(value))}`);
  return named.length === 0 ? makePrintable(code) : `${makePrintable(code)} (${named.join(", ")})`;
}
