import { encodeCodewords } from "./qr-blocks.ts";

/** The modules of a symbol: those of fixed patterns are in place before the data. */
interface Grid {
  readonly size: number;
  readonly version: number;
  readonly dark: boolean[][];
  readonly fixed: boolean[][];
}

/** The patterns that turn modules over, so that large areas of one colour are rare (ISO/IEC 18004 §7.8.2). */
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A text as a QR code: rows of modules, true for dark ones, without the light margin. */
export function encodeQr(text: string): readonly (readonly boolean[])[] {
  const { version, codewords } = encodeCodewords(text);
  const symbols = MASKS.map((mask, number) => {
    const grid = createGrid(version);
    drawFormat(grid, number);
    drawData(grid, codewords, mask);
    return grid.dark;
  });
  // A reader knows the pattern from the format, so that each would do; the one with the fewest runs is read best.
  return symbols.reduce((best, each) => (countRuns(each) < countRuns(best) ? each : best));
}

function createGrid(version: number): Grid {
  const size = version * 4 + 17;
  const rows = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const grid: Grid = { size, version, dark: rows(), fixed: rows() };
  for (let at = 0; at < size; at += 1) {
    fix(grid, 6, at, at % 2 === 0);
    fix(grid, at, 6, at % 2 === 0);
  }
  const last = size - 4;
  for (const [x, y] of [
    [3, 3],
    [last, 3],
    [3, last],
  ] as const)
    drawFinder(grid, x, y);
  drawAlignment(grid);
  if (version >= 7) drawVersion(grid);
  return grid;
}

function fix({ size, dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  const [darkRow, fixedRow] = [dark[y], fixed[y]];
  if (darkRow === undefined || fixedRow === undefined || x < 0 || x >= size) return;
  darkRow[x] = isDark;
  fixedRow[x] = true;
}

/** One of the three corners, with its light border. */
function drawFinder(grid: Grid, x: number, y: number): void {
  drawRings(grid, { x, y, radius: 4 }, (distance) => distance !== 2 && distance !== 4);
}

function drawAlignment(grid: Grid): void {
  const { version, size } = grid;
  if (version === 1) return;
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const places = [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)];
  const last = size - 7;
  for (const x of places) {
    for (const y of places) {
      const isCorner = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!isCorner) drawRings(grid, { x, y, radius: 2 }, (distance) => distance !== 1);
    }
  }
}

function drawRings(
  grid: Grid,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  isDark: (distance: number) => boolean,
): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      fix(grid, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

/** A value with the remainder that corrects it. */
function withRemainder(value: number, length: number, generator: number): number {
  let rest = value;
  for (let step = 0; step < length; step += 1) rest = (rest << 1) ^ ((rest >>> (length - 1)) * generator);
  return (value << length) | rest;
}

function drawVersion(grid: Grid): void {
  const bits = withRemainder(grid.version, 12, 0x1f25);
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    const [far, near] = [grid.size - 11 + (at % 3), Math.floor(at / 3)];
    fix(grid, far, near, isDark);
    fix(grid, near, far, isDark);
  }
}

/** The level of error correction, which is 00 for M, and the number of the mask, in both places. */
function drawFormat(grid: Grid, mask: number): void {
  const bits = withRemainder(mask, 10, 0x537) ^ 0x5412;
  const { size } = grid;
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    // Row and column 6 have the timing patterns, which the format leaves out.
    if (at < 8) fix(grid, 8, at < 6 ? at : at + 1, isDark);
    else fix(grid, at === 8 ? 7 : 14 - at, 8, isDark);
    if (at < 8) fix(grid, size - 1 - at, 8, isDark);
    else fix(grid, 8, size - 15 + at, isDark);
  }
  fix(grid, 8, size - 8, true);
}

/** Puts the bits into the free modules, from the right in columns of two, upwards and downwards in turn. */
function drawData(
  { size, dark, fixed }: Grid,
  codewords: readonly number[],
  mask: (x: number, y: number) => boolean,
): void {
  let at = 0;
  for (let column = size - 1; column >= 1; column -= 2) {
    const right = column <= 6 ? column - 1 : column;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = dark[y];
        if (row === undefined || fixed[y]?.[x] !== false) continue;
        const bit = ((codewords[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
        row[x] = (bit === 1) !== mask(x, y);
        at += 1;
      }
    }
  }
}

/** How many modules have the colour of the one before, along rows and columns. */
function countRuns(rows: readonly (readonly boolean[])[]): number {
  let count = 0;
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (row[x - 1] === isDark) count += 1;
      if (rows[y - 1]?.[x] === isDark) count += 1;
    }
  }
  return count;
}
