import { mapText } from "../text.ts";
import { defineFunction, type FunctionSpec } from "./spec.ts";

/** Functions that encode texts. */
export const ENCODING_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("ConvertToBase64", "source", ([source = null]) => mapText(source, toBase64)),
  defineFunction("ConvertToUTF8Hex", "source", ([source = null]) => mapText(source, toHex)),
];

/** The UTF-16 code units of a text, lower byte first, in Base64: the reference's "Unicode". */
function toBase64(text: string): string {
  let bytes = "";
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes += String.fromCharCode(unit % 256, unit >> 8);
  }
  return btoa(bytes);
}

function toHex(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join("");
}
