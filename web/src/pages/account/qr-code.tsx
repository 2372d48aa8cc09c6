import { useMemo } from "react";
import { drawQr } from "./draw-qr.ts";

interface QrCodeProps {
  readonly text: string;
  /** Says what the code is, for people who do not see it. */
  readonly label: string;
}

/** A text as a QR code, drawn in the page: it is sent to no other program. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => drawQr(text), [text]);
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
