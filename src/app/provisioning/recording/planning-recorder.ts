import { isObject, type Json, parseJson } from "../../../core/json.ts";
import { mayNameSecret, redactJson } from "../../../core/redact.ts";
import { redactAttributes } from "../../../core/redact-attributes.ts";
import type { Packer } from "../../../ports/packer.ts";
import { isVersioned, type RecordedLine } from "./recorded-line.ts";

/** Characters that are packed together: enough to pack well, few enough that a part is a row of ordinary size. */
const PART_LENGTH = 1_000_000;

/** The attributes whose values are blanked. */
export interface Blanked {
  /** In documents of the directory. */
  readonly ofObjects: readonly string[];
  /** In accounts as the target shows them. */
  readonly ofAccounts: readonly string[];
}

/** A finished recording. */
export interface FinishedRecording {
  readonly parts: readonly string[];
  readonly size: number;
}

/** Takes down what planning reads, packed and without secrets, until it would be longer than its bound. */
export class PlanningRecorder {
  readonly #packer: Packer;
  readonly #sizeMax: number;
  readonly #blanked: Blanked;
  readonly #places = new Map<string, number>();
  readonly #parts: Promise<string>[] = [];
  #lines: string[] = [];
  #length = 0;
  #size = 0;
  #isOver = false;

  constructor(packer: Packer, options: { readonly sizeMax: number; readonly blanked: Blanked }) {
    this.#packer = packer;
    this.#sizeMax = options.sizeMax;
    this.#blanked = options.blanked;
  }

  /** The length of what was recorded, in characters. */
  get size(): number {
    return this.#size;
  }

  note(line: RecordedLine): void {
    if (!this.#isOver) this.#write(JSON.stringify(line));
  }

  #write(text: string): void {
    if (this.#isOver) return;
    this.#size += text.length + 1;
    if (this.#size > this.#sizeMax) {
      this.#isOver = true;
      this.#lines = [];
      this.#parts.length = 0;
      this.#places.clear();
      return;
    }
    this.#lines.push(text);
    this.#length += text.length;
    if (this.#length >= PART_LENGTH) this.#pack();
  }

  /** The rows as a line names them: those of a versioned table by their places. */
  name(table: string, rows: readonly object[]): readonly unknown[] {
    if (this.#isOver) return [];
    return isVersioned(table) ? rows.map((row) => this.#share(table, row)) : rows;
  }

  /** An account as the target shows it, without the values that no record may hold. */
  cleanAccount(attributes: Json): Json {
    return this.#isOver ? null : clean(attributes, this.#blanked.ofAccounts);
  }

  /** The whole recording; undefined if it would be longer than its bound. */
  async finish(): Promise<FinishedRecording | undefined> {
    this.#pack();
    return this.#isOver ? undefined : { parts: await Promise.all(this.#parts), size: this.#size };
  }

  #share(table: "object" | "link", row: object): number {
    const key = ["id", "object", "version"].map((column) => String(Reflect.get(row, column))).join(" ");
    const known = this.#places.get(`${table} ${key}`);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(`${table} ${key}`, place);
    const [column, blanked] = table === "object" ? ["doc", this.#blanked.ofObjects] : ["projected", []];
    const text = JSON.stringify({ kind: "row", table, row } satisfies RecordedLine);
    if (blanked.length === 0 && !mayNameSecret(text)) this.#write(text);
    else {
      const shown = clean(Reflect.get(row, column), blanked);
      this.note({ kind: "row", table, row: { ...row, [column]: shown } });
    }
    return place;
  }

  #pack(): void {
    if (this.#isOver || this.#lines.length === 0) return;
    const text = `${this.#lines.join("\n")}\n`;
    this.#lines = [];
    this.#length = 0;
    this.#parts.push(this.#packer.pack(text));
  }
}

/** A value without secrets: those under the names of secrets, and those of the blanked attributes. */
function clean(value: Json, blanked: readonly string[]): Json {
  const named = redactJson(value);
  if (blanked.length === 0 || !isObject(named)) return named;
  return parseJson(redactAttributes(JSON.stringify(named), blanked)) ?? null;
}
