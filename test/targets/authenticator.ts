import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** The flags of authenticator data (WebAuthn §6.1): the user was present, was verified, and a new key follows. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const NEW_KEY = 0x40;

interface SignOptions {
  readonly origin?: string;
  readonly counter?: number;
  readonly isVerified?: boolean;
  readonly userHandle?: string;
}

/** A passkey in software: ES256, without an attestation. It signs what it is given, so that tests can go wrong. */
export interface SoftwarePasskey {
  readonly id: string;
  /** The person that the passkey was made for, as the server named them. */
  userHandle(): string;
  /** The credential that a browser returns for a new passkey. */
  create(options: CreationOptions, change?: SignOptions): unknown;
  /** The credential that a browser returns for a challenge. */
  sign(options: { readonly challenge: string; readonly rpId: string }, change?: SignOptions): unknown;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

/** Makes a passkey for pages of this origin. */
export function createPasskey(origin: string): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(16);
  const id = rawId.toString("base64url");
  let userHandle = "";
  let uses = 0;

  function clientData(type: string, challenge: string, from = origin): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  }

  function dataOf(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  }

  return {
    id,
    userHandle: () => userHandle,
    create({ challenge, rp, user }, { origin: from, counter = 0, isVerified = true } = {}) {
      userHandle = user.id;
      const flags = PRESENT | NEW_KEY | (isVerified ? VERIFIED : 0);
      const length = Buffer.from([0, rawId.length]);
      const key = toCoseKey(publicKey.export({ format: "jwk" }));
      const authData = Buffer.concat([dataOf(rp.id, flags, counter), Buffer.alloc(16), length, rawId, key]);
      return credentialOf(id, {
        clientDataJSON: clientData("webauthn.create", challenge, from),
        attestationObject: toAttestationObject(authData),
      });
    },
    sign({ challenge, rpId }, change = {}) {
      uses = change.counter ?? uses + 1;
      const flags = PRESENT | (change.isVerified === false ? 0 : VERIFIED);
      const authenticatorData = dataOf(rpId, flags, uses);
      const clientDataJSON = clientData("webauthn.get", challenge, change.origin);
      const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)]);
      return credentialOf(id, {
        clientDataJSON,
        authenticatorData,
        signature: sign("sha256", signed, privateKey),
        userHandle: Buffer.from(change.userHandle ?? userHandle, "base64url"),
      });
    },
  };
}

function credentialOf(id: string, response: Readonly<Record<string, Buffer>>): unknown {
  const texts = Object.entries(response).map(([name, value]) => [name, value.toString("base64url")]);
  const more = { authenticatorAttachment: "platform", clientExtensionResults: {} };
  return { id, rawId: id, type: "public-key", response: Object.fromEntries(texts), ...more };
}

/** An ES256 key as COSE writes it (RFC 9053 §7.1.1): kty 2, alg -7, crv 1, x, y. */
function toCoseKey({ x = "", y = "" }: { readonly x?: string; readonly y?: string }): Buffer {
  const [left, right] = [x, y].map((each) => Buffer.from(each, "base64url"));
  return Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    left ?? Buffer.alloc(0),
    Buffer.from("225820", "hex"),
    right ?? Buffer.alloc(0),
  ]);
}

/** The CBOR map of `fmt` "none", an empty `attStmt`, and `authData`. */
function toAttestationObject(authData: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from("a3", "hex"),
    Buffer.from("cfmtdnone", "latin1"),
    Buffer.from("gattStmt", "latin1"),
    Buffer.from("a0", "hex"),
    Buffer.from("hauthData", "latin1"),
    Buffer.from([0x58, authData.length]),
    authData,
  ]);
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
