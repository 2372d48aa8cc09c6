import { Buffer } from "node:buffer";
import { promisify } from "node:util";
import { constants, gunzip, gzip } from "node:zlib";
import type { Packer } from "../ports/packer.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Packs with gzip, in threads of the pool. The lowest level takes a third of the time of the usual one. */
export function createPacker(): Packer {
  return {
    async pack(text) {
      return (await compress(text, { level: constants.Z_BEST_SPEED })).toString("base64");
    },
    async unpack(packed) {
      return (await decompress(Buffer.from(packed, "base64"))).toString("utf8");
    },
  };
}
