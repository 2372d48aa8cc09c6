import { type FormEvent, useEffect, useRef, useState } from "react";
import { signInRoutes } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";
import { ConsoleError } from "../api/console-error.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { DoorError } from "./door-error.tsx";
import { Field } from "./field.tsx";
import { PasswordField } from "./password-field.tsx";

const isCodeWanted = (error: unknown) =>
  error instanceof ConsoleError && error.problem?.code === "sign-in.code-needed";

interface SignInFormProps {
  readonly client: ApiClient;
  onSignedIn(): void;
}

/** Signs a person in with name and password, and a code if their account asks for one. */
export function SignInForm({ client, onSignedIn }: SignInFormProps) {
  const { t } = useTexts("door");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function signIn(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === "" || password === "" || (wantsCode && code.trim() === "")) return;
    setBusy(true);
    try {
      const second = wantsCode ? { code: code.trim() } : {};
      await client.call(signInRoutes.signIn, { body: { name: name.trim(), password, ...second } });
      onSignedIn();
    } catch (reason) {
      setBusy(false);
      const isNext = isCodeWanted(reason) && !wantsCode;
      setError(isNext ? undefined : reason);
      if (!isNext) return;
      setWantsCode(true);
      setChecked(false);
    }
  }

  const missing = (value: string) => (isChecked && value.trim() === "" ? t("field.required") : undefined);
  return (
    <form className="door-form" noValidate onSubmit={(event) => void signIn(event)}>
      {error !== undefined && <DoorError error={error} />}
      {wantsCode && (
        <p role="status" className="door-intro">
          {t("sign-in.code-step")}
        </p>
      )}
      <Field
        label={t("sign-in.name")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        error={missing(name)}
        onChange={({ target }) => setName(target.value)}
      />
      <PasswordField
        label={t("sign-in.password")}
        name="password"
        autoComplete="current-password"
        value={password}
        error={missing(password)}
        onChange={({ target }) => setPassword(target.value)}
      />
      {wantsCode && <CodeField value={code} error={missing(code)} onCode={setCode} />}
      <button type="submit" className="main-button" disabled={isBusy}>
        {isBusy ? t("sign-in.submitting") : t("sign-in.submit")}
      </button>
    </form>
  );
}

interface CodeFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  onCode(text: string): void;
}

/** The code of an authenticator app. The person has pressed the button, and goes on in this field. */
function CodeField({ value, error, onCode }: CodeFieldProps) {
  const { t } = useTexts("door");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Field
      ref={field}
      label={t("sign-in.code")}
      help={t("sign-in.code-help")}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      value={value}
      error={error}
      onChange={({ target }) => onCode(target.value)}
    />
  );
}
