import createQrCode from "qrcode-generator";

/** A QR code as the path of an SVG: a square for each dark module, without the light margin. */
export interface QrDrawing {
  /** Modules a side. */
  readonly size: number;
  readonly path: string;
}

/** Draws a text as the smallest symbol of correction level M that it fits. */
export function drawQr(text: string): QrDrawing {
  const code = createQrCode(0, "M");
  // The library keeps the low byte of each unit; a text of UTF-8 bytes comes through unchanged.
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)));
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size }, (_, at) => at);
  const squares = places.flatMap((y) =>
    places.filter((x) => code.isDark(y, x)).map((x) => `M${x} ${y}h1v1h-1z`),
  );
  return { size, path: squares.join("") };
}
