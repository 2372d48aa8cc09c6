import { ScimError } from "../../../core/scim/error.ts";

/** Bytes from which the values of a body are counted before it is read. */
const COUNTED_FROM = 256 * 1024;
/** A PUT of 100 000 members has half as many. */
const VALUES_MAX = 1_000_000;
/** No resource type has as many attributes; an object with many more names takes seconds to read. */
const NAMES_MAX = 1_000;
/** An object with more names is large: comparing its names in all letter cases takes time. */
const SMALL_OBJECT = 10;
/** Names beyond the tenth of each object together. A bulk request of 1 000 full users has a quarter of it. */
const LARGE_NAMES_MAX = 200_000;
const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * 413 when a body has too many values, or an object of it too many names, to read it without delaying other requests.
 * Text is read much faster. The body need not be JSON.
 */
export function refuseManyValues(body: Buffer): void {
  if (body.length <= COUNTED_FROM) return;
  let values = 0;
  let names = 0;
  let largeNames = 0;
  const outer: number[] = [];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) at = endOfString(body, at);
    else if (byte === COMMA) values += 1;
    else if (byte === COLON) {
      names += 1;
      if (names > SMALL_OBJECT) largeNames += 1;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      outer.push(names);
      names = 0;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) names = outer.pop() ?? 0;
    refuseBeyond(values, names, largeNames);
  }
}

function refuseBeyond(values: number, names: number, largeNames: number): void {
  if (values > VALUES_MAX) refuse(`The body has more than ${VALUES_MAX} values`);
  if (names > NAMES_MAX) refuse(`An object in the body has more than ${NAMES_MAX} names`);
  if (largeNames <= LARGE_NAMES_MAX) return;
  refuse(
    `The objects with more than ${SMALL_OBJECT} names have more than ${LARGE_NAMES_MAX} names beyond these`,
  );
}

/** The position of the quotation mark that ends the string, or the end of the body. */
function endOfString(body: Buffer, start: number): number {
  let at = start + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}

function refuse(what: string): never {
  throw new ScimError(413, `${what}, which is the limit here.`);
}
