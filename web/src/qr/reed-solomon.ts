/** The product of two elements of the field GF(2⁸) that QR codes use (ISO/IEC 18004 §7.5.2: x⁸+x⁴+x³+x²+1). */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** The coefficients of the generator polynomial with this degree, without the leading one. */
function createGenerator(degree: number): readonly number[] {
  const coefficients: number[] = Array.from({ length: degree }, (_, at) => (at === degree - 1 ? 1 : 0));
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let at = 0; at < degree; at += 1) {
      coefficients[at] = multiply(coefficients[at] ?? 0, root) ^ (coefficients[at + 1] ?? 0);
    }
    root = multiply(root, 2);
  }
  return coefficients;
}

/** Makes a function that finds the error correction codewords of a block of data. */
export function createCorrection(length: number): (data: readonly number[]) => readonly number[] {
  const generator = createGenerator(length);
  return (data) => {
    let rest = Array.from({ length }, () => 0);
    for (const byte of data) {
      const factor = byte ^ (rest[0] ?? 0);
      rest = generator.map((coefficient, at) => (rest[at + 1] ?? 0) ^ multiply(coefficient, factor));
    }
    return rest;
  };
}
