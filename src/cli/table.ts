import { makePrintable } from "../messages/messages.ts";

/** East Asian wide and full-width blocks, and emoji, which take two cells of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The number of cells that the text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Renders rows in aligned columns, two spaces apart. Columns whose index is in `right` are aligned to the right. */
export function renderTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const shown = rows.map((row) => row.map(makePrintable));
  const widths: number[] = [];
  for (const row of shown) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  }
  return shown.map((row) =>
    row
      .map((cell, at) => {
        const gap = " ".repeat((widths[at] ?? 0) - widthOf(cell));
        return right.includes(at) ? `${gap}${cell}` : `${cell}${gap}`;
      })
      .join("  ")
      .trimEnd(),
  );
}
