import type { TestedConnection } from "../tested-connection.ts";
import { readFault } from "./fault.ts";
import { type Codec, readNullable, readNumber, readObject, readText } from "./stored-json.ts";

/** Reads the last test of a connection. */
export const readTestedConnection: Codec<TestedConnection> = (json, place) => {
  const { at, fault, targetVersion, secret } = readObject(json, place);
  return {
    at: readNumber(at, `${place}.at`),
    fault: readNullable(readFault)(fault, `${place}.fault`),
    targetVersion: readNumber(targetVersion, `${place}.targetVersion`),
    secret: readNullable(readText)(secret, `${place}.secret`),
  };
};
