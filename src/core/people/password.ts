import { foldText } from "../scim/text.ts";

/** The shortest and the longest password, in characters. A limit above keeps hashing cheap for the server. */
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

/** Why a password is not accepted. */
export type PasswordProblem = "password.too-short" | "password.too-long" | "password.is-name";

/**
 * Checks a new password: its length, and that it is not one of the names of its person. There are no rules about kinds
 * of characters, because they lead to predictable passwords (NIST SP 800-63B §5.1.1.2).
 */
export function findPasswordProblem(password: string, names: readonly string[]): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min) return "password.too-short";
  if (length > PASSWORD_LENGTH.max) return "password.too-long";
  const folded = foldText(password.trim());
  return names.some((name) => foldText(name.trim()) === folded) ? "password.is-name" : undefined;
}
