import { createCorrection } from "./reed-solomon.ts";

/** Error correction codewords of each block, by version, at level M (ISO/IEC 18004, table 9). */
const CORRECTION = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
] as const;
/** The number of blocks, by version, at level M. */
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
] as const;
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11] as const;

interface Capacity {
  /** All codewords of the symbol. */
  readonly all: number;
  readonly blocks: number;
  /** Those for error correction in each block. */
  readonly correction: number;
}

/** A text in the codewords of the smallest version that has room for it. */
export interface Encoded {
  readonly version: number;
  readonly codewords: readonly number[];
}

/** Encodes a text as bytes, with error correction at level M. Throws for a text of more than 2 331 bytes. */
export function encodeCodewords(text: string): Encoded {
  const bytes = [...new TextEncoder().encode(text)];
  for (let version = 1; version <= BLOCKS.length; version += 1) {
    const capacity = capacityOf(version);
    const room = capacity.all - capacity.blocks * capacity.correction;
    const data = packBytes(bytes, version < 10 ? 8 : 16, room);
    if (data !== undefined) return { version, codewords: addCorrection(data, capacity) };
  }
  throw new Error("the text is too long for a QR code");
}

function capacityOf(version: number): Capacity {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const aligned = Math.floor(version / 7) + 2;
    modules -= (25 * aligned - 10) * aligned - 55;
  }
  if (version >= 7) modules -= 36;
  return {
    all: Math.floor(modules / 8),
    blocks: BLOCKS[version - 1] ?? 1,
    correction: CORRECTION[version - 1] ?? 0,
  };
}

/** The mode, the number of bytes, the bytes, the end and the padding; undefined if there is no room. */
function packBytes(bytes: readonly number[], countBits: number, room: number): readonly number[] | undefined {
  const bits = [...toBits(BYTE_MODE, 4), ...toBits(bytes.length, countBits)];
  bits.push(...bytes.flatMap((byte) => toBits(byte, 8)));
  if (bits.length > room * 8) return undefined;
  bits.push(...toBits(0, Math.min(4, room * 8 - bits.length)));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    data.push(bits.slice(at, at + 8).reduce((byte, bit) => (byte << 1) | bit, 0));
  }
  for (let at = 0; data.length < room; at += 1) data.push(PADDING[at % 2 === 0 ? 0 : 1]);
  return data;
}

function toBits(value: number, length: number): number[] {
  return Array.from({ length }, (_, at) => (value >>> (length - 1 - at)) & 1);
}

/** Splits the data into blocks, and interleaves them with their error correction. */
function addCorrection(
  data: readonly number[],
  { all, blocks: count, correction }: Capacity,
): readonly number[] {
  const correct = createCorrection(correction);
  const short = Math.floor(all / count) - correction;
  const shortBlocks = count - (all % count);
  const blocks: (readonly number[])[] = [];
  for (let at = 0, from = 0; at < count; at += 1) {
    const to = from + short + (at < shortBlocks ? 0 : 1);
    blocks.push(data.slice(from, to));
    from = to;
  }
  return [...interleave(blocks), ...interleave(blocks.map(correct))];
}

function interleave(blocks: readonly (readonly number[])[]): readonly number[] {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    blocks.flatMap((block) => block.slice(at, at + 1)),
  ).flat();
}
