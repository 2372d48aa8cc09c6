import { lazy, Suspense, useSyncExternalStore } from "react";
import type { SignInQuestion } from "./sign-in-question.ts";

const SignInDialog = lazy(async () => ({ default: (await import("./sign-in-dialog.tsx")).SignInDialog }));

/** Asks for another sign-in above the page while a request waits for it. Nothing of it is loaded before. */
export function SignInAgain({ question }: { readonly question: SignInQuestion }) {
  const isOpen = useSyncExternalStore(question.subscribe, question.isOpen);
  return <Suspense>{isOpen && <SignInDialog onAnswer={(answer) => question.answer(answer)} />}</Suspense>;
}
