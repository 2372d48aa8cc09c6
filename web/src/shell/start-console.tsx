import I18nProvider from "@cloudscape-design/components/i18n";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { type SignedInSession, signInRoutes } from "../../../src/contract/sign-in.ts";
import { type ApiClient, createApiClient } from "../api/client.ts";
import { hasStatus } from "../api/console-error.ts";
import { startTexts } from "../i18n/i18n.ts";
import { hasChosenLanguage, spokenLanguageOf } from "../i18n/language.ts";
import { SIGN_IN_PATH, signInAddressFor } from "../paths.ts";
import { SignInAgain } from "../sign-in-again/sign-in-again.tsx";
import { SignInQuestion } from "../sign-in-again/sign-in-question.ts";
import { ErrorState } from "../states/error-state.tsx";
import { ConsoleContext, type ConsoleParts } from "./console-context.ts";
import { createConsoleRouter } from "./router.tsx";
import "virtual:kit-theme.css";
import "./shell.css";
import { useTexts } from "../i18n/use-texts.ts";

/** How long an answer is shown again without asking: long enough for a way there and back. */
const FRESH_MS = 15_000;

/** Reads the session and shows the console, or leads to the sign-in page. */
export async function startConsole(root: HTMLElement): Promise<void> {
  const i18n = await startTexts("common");
  const question = new SignInQuestion();
  let session: SignedInSession | undefined;
  const client = createApiClient({
    language: () => spokenLanguageOf(i18n.language),
    csrfToken: () => session?.csrfToken,
    onSignedOut: leave,
    signInAgain: () => question.ask(),
  });
  const show = createRoot(root);
  try {
    session = await client.call(signInRoutes.getSession, {});
  } catch (error) {
    if (hasStatus(error, 401)) return;
    show.render(
      <I18nextProvider i18n={i18n}>
        <ErrorState error={error} retry={() => location.reload()} />
      </I18nextProvider>,
    );
    return;
  }
  if (session.language !== null && !hasChosenLanguage()) await i18n.changeLanguage(session.language);
  const parts = { client, session, signOut: () => signOut(client) };
  const renew = (next: SignedInSession) => {
    session = next;
  };
  show.render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <Console start={parts} question={question} onRenewed={renew} />
      </I18nextProvider>
    </StrictMode>,
  );
}

/** The session is over: what was shown goes with the page, and signing in leads back to the same address. */
function leave(): void {
  location.replace(signInAddressFor(`${location.pathname}${location.search}`));
}

async function signOut(client: ApiClient): Promise<void> {
  await client.call(signInRoutes.signOut, {});
  location.replace(SIGN_IN_PATH);
}

interface ConsoleProps {
  readonly start: Omit<ConsoleParts, "renewSession">;
  /** Requests that need a recent sign-in ask it. */
  readonly question: SignInQuestion;
  /** The client needs the token of the session that is valid now. */
  onRenewed(session: SignedInSession): void;
}

function Console({ start, question, onRenewed }: ConsoleProps) {
  const [session, setSession] = useState(start.session);
  const parts = useMemo<ConsoleParts>(
    () => ({
      ...start,
      session,
      renewSession(next) {
        onRenewed(next);
        setSession(next);
      },
    }),
    [start, session, onRenewed],
  );
  const [queries] = useState(createQueries);
  const [router] = useState(createConsoleRouter);
  return (
    <KitTexts>
      <QueryClientProvider client={queries}>
        <ConsoleContext value={parts}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
          <SignInAgain question={question} />
        </ConsoleContext>
      </QueryClientProvider>
    </KitTexts>
  );
}

/** A refusal is an answer, and asking again changes nothing; only a server that was out of reach is asked once more. */
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < 1 && hasStatus(error, 503),
        // The browser's own opinion on the network is wrong for a server on the same machine.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

type KitMessages = React.ComponentProps<typeof I18nProvider>["messages"];

const KIT_MESSAGES = {
  en: () => import("@cloudscape-design/components/i18n/messages/all.en"),
  fr: () => import("@cloudscape-design/components/i18n/messages/all.fr"),
};

/** The texts that the component kit brings itself, in the reader's language. */
function KitTexts({ children }: { readonly children: React.ReactNode }) {
  const { i18n } = useTexts();
  const language = spokenLanguageOf(i18n.language);
  const [messages, setMessages] = useState<KitMessages>([]);
  useEffect(() => {
    let isWanted = true;
    void KIT_MESSAGES[language]().then((loaded) => {
      if (isWanted) setMessages([loaded.default]);
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  return (
    <I18nProvider locale={language} messages={messages}>
      {children}
    </I18nProvider>
  );
}
