import { useEffect, useState } from "react";
import type { z } from "zod";
import { signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { ConsoleError } from "../api/console-error.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { type Texts, useTexts } from "../i18n/use-texts.ts";
import { SIGN_IN_PATH } from "../paths.ts";
import { DoorError } from "./door-error.tsx";
import { DoorFrame } from "./door-frame.tsx";
import { WelcomeForm } from "./welcome-form.tsx";

/** The one-time link, as the server describes it. */
export type LinkDescription = z.output<(typeof signInRoutes)["readLink"]["response"]>;

type Reading =
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly link: LinkDescription }
  | { readonly kind: "failed"; readonly error: unknown };

interface WelcomeProps {
  readonly client: ApiClient;
  /** The code of the link; undefined for an address without one. */
  readonly code: string | undefined;
}

/** Reads a one-time link, and lets the person who has it choose how they sign in. */
export function WelcomePage({ client, code }: WelcomeProps) {
  const { t, i18n } = useTexts("door");
  const [reading, setReading] = useState<Reading>({ kind: "reading" });
  useEffect(() => {
    document.title = `${t("welcome.title")} · Muster`;
  }, [t]);
  useEffect(() => {
    if (code === undefined) return;
    client.call(signInRoutes.readLink, { body: { link: code } }).then(
      (link) => setReading({ kind: "read", link }),
      (error) => setReading({ kind: "failed", error }),
    );
  }, [client, code]);

  if (code === undefined) return <DeadLink text={t("welcome.no-link")} />;
  switch (reading.kind) {
    case "reading":
      return (
        <DoorFrame>
          <p role="status">{t("loading")}</p>
        </DoorFrame>
      );
    case "failed":
      return <UnreadLink error={reading.error} />;
    case "read": {
      const { link } = reading;
      const at = new Date(link.expiresAt).toLocaleString(spokenLanguageOf(i18n.language), {
        dateStyle: "long",
        timeStyle: "short",
      });
      return (
        <DoorFrame>
          <h1>{titleOf(link, t)}</h1>
          <p className="door-intro">{t(`welcome.${link.purpose}-help`)}</p>
          <WelcomeForm client={client} code={code} link={link} />
          <p className="door-help">{t("welcome.expires", { at })}</p>
        </DoorFrame>
      );
    }
  }
}

function titleOf({ purpose, organization }: LinkDescription, t: Texts<"door", "common">["t"]) {
  if (purpose !== "invitation") return t(`welcome.${purpose}`);
  return organization === null ? t("welcome.invitation-instance") : t("welcome.invitation", { organization });
}

function UnreadLink({ error }: { readonly error: unknown }) {
  const { t } = useTexts("door");
  const isDead = error instanceof ConsoleError && error.kind === "refused" && (error.status ?? 500) < 429;
  if (isDead) return <DeadLink text={t("welcome.dead-link-help")} />;
  return (
    <DoorFrame>
      <DoorError error={error} />
    </DoorFrame>
  );
}

function DeadLink({ text }: { readonly text: string }) {
  const { t } = useTexts("door");
  return (
    <DoorFrame>
      <h1>{t("welcome.dead-link")}</h1>
      <p className="door-intro">{text}</p>
      <p className="door-help">
        <a href={SIGN_IN_PATH}>{t("welcome.to-sign-in")}</a>
      </p>
    </DoorFrame>
  );
}
