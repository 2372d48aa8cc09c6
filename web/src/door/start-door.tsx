import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createApiClient } from "../api/client.ts";
import { startTexts } from "../i18n/i18n.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { WELCOME_PATH } from "../paths.ts";
import { SignInPage } from "./sign-in-page.tsx";
import { takeLinkCode } from "./take-link-code.ts";
import { WelcomePage } from "./welcome-page.tsx";
import "./door.css";

/** Shows the sign-in page, or the page of a one-time link. */
export async function startDoor(root: HTMLElement): Promise<void> {
  const isWelcome = location.pathname.startsWith(WELCOME_PATH);
  const code = isWelcome ? takeLinkCode() : undefined;
  const i18n = await startTexts("door");
  const client = createApiClient({
    language: () => spokenLanguageOf(i18n.language),
    csrfToken: () => undefined,
    onSignedOut: () => undefined,
    signInAgain: () => Promise.resolve(false),
  });
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <Suspense>
          {isWelcome ? <WelcomePage client={client} code={code} /> : <SignInPage client={client} />}
        </Suspense>
      </I18nextProvider>
    </StrictMode>,
  );
}
