import Modal from "@cloudscape-design/components/modal";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useMemo, useState } from "react";
import { z } from "zod";
import { type SignedInSession, signInRoutes } from "../../../src/contract/sign-in.ts";
import { ConsoleError } from "../api/console-error.ts";
import { keys } from "../api/keys.ts";
import { OtherWays } from "../door/other-ways.tsx";
import { Form } from "../forms/form.tsx";
import { FormFooter } from "../forms/form-footer.tsx";
import { TextField } from "../forms/text-field.tsx";
import { type ApiForm, useApiForm } from "../forms/use-api-form.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole } from "../shell/console-context.ts";
import { ErrorState } from "../states/error-state.tsx";
import "./sign-in-again.css";

const { body } = signInRoutes.signIn;

/** Refusals of the server by the field that they are about. */
const PLACES = {
  "sign-in.refused": "password",
  "sign-in.code-wrong": "code",
} as const;

const createShape = (wantsCode: boolean) =>
  z.object({
    password: body.shape.password,
    code: wantsCode ? body.shape.code.unwrap() : body.shape.code,
  });
type Shape = ReturnType<typeof createShape>;

interface SignInDialogProps {
  onAnswer(isSignedIn: boolean): void;
}

/** Lets the person of the session sign in once more, in the ways of the sign-in page. */
export function SignInDialog({ onAnswer }: SignInDialogProps) {
  const { t } = useTexts("door", "common");
  const { client, session } = useConsole();
  const id = useId();
  const [wantsCode, setWantsCode] = useState(false);
  const [error, setError] = useState<unknown>();
  const enter = useEntry(onAnswer);
  const shape = useMemo(() => createShape(wantsCode), [wantsCode]);
  const form = useApiForm({
    shape,
    defaults: { password: "", code: "" },
    places: PLACES,
    async run(values) {
      try {
        return await client.call(signInRoutes.signIn, { body: { name: session.name, ...values } });
      } catch (reason) {
        if (isCodeWanted(reason)) return "code-needed" as const;
        throw reason;
      }
    },
    onDone: (result) => (result === "code-needed" ? setWantsCode(true) : enter(result)),
  });
  const cancel = () => onAnswer(false);
  return (
    <Modal
      visible
      header={t("again.heading")}
      closeAriaLabel={t("common:close")}
      onDismiss={cancel}
      footer={
        <FormFooter form={id} action={t("sign-in.submit")} isPending={form.isPending} onCancel={cancel} />
      }
    >
      <p>{t("again.text", { name: session.name })}</p>
      {wantsCode && <p role="status">{t("sign-in.code-step")}</p>}
      <Form form={form} id={id}>
        <SignInFields form={form} wantsCode={wantsCode} />
      </Form>
      <OtherWays
        client={client}
        back={`${location.pathname}${location.search}`}
        isAgain
        onSignedIn={enter}
        onError={setError}
      />
      {error !== undefined && <ErrorState of="action" error={error} />}
    </Modal>
  );
}

interface SignInFieldsProps {
  readonly form: ApiForm<z.input<Shape>, z.output<Shape>>;
  readonly wantsCode: boolean;
}

function SignInFields({ form: { control, setFocus }, wantsCode }: SignInFieldsProps) {
  const { t } = useTexts("door");
  useEffect(() => {
    // The dialog puts the focus on its first button when it opens; it is done by the next frame.
    const frame = requestAnimationFrame(() => setFocus(wantsCode ? "code" : "password"));
    return () => cancelAnimationFrame(frame);
  }, [wantsCode, setFocus]);
  return (
    <>
      <TextField
        control={control}
        name="password"
        type="password"
        autoComplete="current-password"
        label={t("sign-in.password")}
        help=""
      />
      {wantsCode && (
        <TextField
          control={control}
          name="code"
          autoComplete="one-time-code"
          label={t("sign-in.code")}
          help={t("sign-in.code-help")}
        />
      )}
    </>
  );
}

const isCodeWanted = (error: unknown) =>
  error instanceof ConsoleError && error.problem?.code === "sign-in.code-needed";

/** Goes on in the session that has begun, and ends the one that it replaces. */
function useEntry(onAnswer: (isSignedIn: boolean) => void): (next: SignedInSession) => void {
  const { client, session, renewSession } = useConsole();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: keys.sessions(),
    queryFn: ({ signal }) => client.call(signInRoutes.listSessions, { signal }),
  });
  return (next) => {
    // A passkey of another person signed that person in: nothing of this page may go on in their name.
    if (next.personId !== session.personId) return location.reload();
    renewSession(next);
    onAnswer(true);
    const replaced = data?.items.find(({ isCurrent }) => isCurrent);
    const ended =
      replaced === undefined
        ? Promise.resolve(null)
        : client.call(signInRoutes.endSession, { params: { session: replaced.sessionId } });
    // A session that could not be ended ends by itself, an hour after its last request.
    const showSessions = () => queries.invalidateQueries({ queryKey: keys.sessions() });
    void ended.then(showSessions, showSessions);
  };
}
