import { useMemo } from "react";
import { encodeQr } from "./encode-qr.ts";

interface QrCodeProps {
  readonly text: string;
  /** Says what the code is, for people who do not see it. */
  readonly label: string;
}

/** A text as a QR code, drawn in the page: it is sent to no other program. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

/** One square for each dark module. The style gives the code the light margin that readers need. */
function draw(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQr(text);
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size: rows.length, path: squares.join("") };
}
