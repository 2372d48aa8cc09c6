import { z } from "zod";
import { instant, listOf, name, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { signedInSession } from "./sign-in.ts";

/** A passkey as its person and administrators see it. */
export const passkey = z.object({
  passkeyId: uuid.describe("The id of the passkey."),
  name: z.string().describe("The name that the person gave the passkey."),
  createdAt: instant.describe("When the passkey was added."),
  usedAt: instant.nullable().describe("When the passkey last signed in; null if it never did."),
});
export type PasskeyShape = z.infer<typeof passkey>;

/** Longer than any answer of an authenticator, whose keys and certificates have a few thousand bytes. */
const bytes = z
  .string()
  .min(1)
  .max(20_000)
  .regex(/^[\w-]+$/, "invalid.base64url");
const credentialId = bytes
  .max(2_000)
  .describe("The id of the credential, in base64url, up to 2000 characters.");
const clientDataJSON = bytes.describe("The client data, in base64url, up to 20000 characters.");
/** Browsers add members of their own, which nothing reads. */
const credentialOf = <Response extends z.ZodType>(response: Response) =>
  z
    .looseObject({
      id: credentialId,
      type: z.literal("public-key").describe("The kind of the credential."),
      response: response.describe("The answer of the authenticator."),
    })
    .describe("The credential as `PublicKeyCredential.toJSON()` writes it.");

const challenge = z.string().describe("The challenge in base64url; it counts once, for five minutes.");
const timeout = z.number().int().describe("How long the challenge counts, in milliseconds.");
const userVerification = z
  .literal("required")
  .describe("The authenticator has to verify its user by a PIN, a finger or a face.");

const creationOptions = z
  .object({
    challenge,
    timeout,
    rp: z
      .object({
        id: z.string().describe("The host name that the passkey is bound to."),
        name: z.string().describe("The name of this service."),
      })
      .describe("The service that the passkey is for."),
    user: z
      .object({
        id: z.string().describe("The id of the person, in base64url."),
        name: z.string().describe("The name that the person signs in with."),
        displayName: z.string().describe("The name of the person as others read it."),
      })
      .describe("The person that the passkey is for."),
    pubKeyCredParams: z
      .array(
        z.object({
          type: z.literal("public-key").describe("The kind of the credential."),
          alg: z.number().int().describe("A signature algorithm by its COSE number."),
        }),
      )
      .describe("The signature algorithms that count."),
    excludeCredentials: z
      .array(
        z.object({
          type: z.literal("public-key").describe("The kind of the credential."),
          id: z.string().describe("The id of the credential, in base64url."),
        }),
      )
      .describe("The passkeys that the person has already."),
    authenticatorSelection: z
      .object({
        residentKey: z.literal("required").describe("The authenticator keeps the name of the person."),
        requireResidentKey: z.literal(true).describe("The same for older browsers."),
        userVerification,
      })
      .describe("The properties that the authenticator must have."),
    attestation: z.literal("none").describe("No statement on the make of the authenticator is requested."),
  })
  .describe("The options for `PublicKeyCredential.parseCreationOptionsFromJSON()`.");

const inPasskey = z.object({ passkey: uuid.describe("The id of the passkey.") });
const passkeyName = name.describe(
  "A name that the person recognizes the passkey by, of 1 to 200 characters.",
);

/** Signing in with a passkey, and the caller's own passkeys. */
export const passkeyRoutes = {
  beginPasskeySignIn: {
    id: "beginPasskeySignIn",
    method: "POST",
    path: "/api/v1/sign-in/passkey",
    permission: "public",
    summary: "Create a challenge for signing in with a passkey",
    status: 201,
    response: z
      .object({
        challenge,
        timeout,
        rpId: z.string().describe("The host name that passkeys are bound to."),
        userVerification,
      })
      .describe("The options for `PublicKeyCredential.parseRequestOptionsFromJSON()`."),
  },
  signInWithPasskey: {
    id: "signInWithPasskey",
    method: "POST",
    path: "/api/v1/session/passkey",
    permission: "public",
    summary: "Sign in with a passkey; the answer sets the session's cookie",
    body: z.object({
      credential: credentialOf(
        z.looseObject({
          clientDataJSON,
          authenticatorData: bytes.describe("The authenticator data, in base64url, up to 20000 characters."),
          signature: bytes.describe("The signature, in base64url, up to 20000 characters."),
          userHandle: bytes.max(200).describe("The id of the person, in base64url, up to 200 characters."),
        }),
      ),
    }),
    status: 201,
    response: signedInSession,
  },
  listPasskeys: {
    id: "listPasskeys",
    method: "GET",
    path: "/api/v1/session/passkeys",
    permission: "session",
    summary: "The caller's own passkeys",
    status: 200,
    response: listOf(passkey),
  },
  beginPasskey: {
    id: "beginPasskey",
    method: "POST",
    path: "/api/v1/session/passkeys/begin",
    permission: "session",
    recentSignIn: true,
    summary: "Create a challenge for another passkey of the caller",
    status: 201,
    response: creationOptions,
  },
  addPasskey: {
    id: "addPasskey",
    method: "POST",
    path: "/api/v1/session/passkeys",
    permission: "session",
    summary: "Add the passkey that an authenticator of the caller made",
    body: z.object({
      name: passkeyName,
      credential: credentialOf(
        z.looseObject({
          clientDataJSON,
          attestationObject: bytes.describe("The attestation object, in base64url, up to 20000 characters."),
        }),
      ),
    }),
    status: 201,
    response: passkey,
  },
  renamePasskey: {
    id: "renamePasskey",
    method: "PATCH",
    path: "/api/v1/session/passkeys/{passkey}",
    permission: "session",
    summary: "Give one of the caller's passkeys another name",
    params: inPasskey,
    body: z.object({ name: passkeyName }),
    status: 200,
    response: passkey,
  },
  removePasskey: {
    id: "removePasskey",
    method: "DELETE",
    path: "/api/v1/session/passkeys/{passkey}",
    permission: "session",
    recentSignIn: true,
    summary: "Remove one of the caller's passkeys: it does not sign in any more",
    params: inPasskey,
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
