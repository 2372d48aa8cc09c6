import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { type AnythingShape, overviewRoutes } from "../../../src/contract/overview.ts";
import { keys } from "../api/keys.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "../states/error-state.tsx";
import { useConsole, useOrganization } from "./console-context.ts";
import "./palette.css";

/** A pause this long ends a word, and the server is asked. */
const PAUSE_MS = 200;

/** Finds people, groups, applications and records by part of a name or by an id, with the keyboard alone. */
export function Palette({ onClose }: { onClose(): void }) {
  const { t } = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="palette" aria-label={t("palette")} onClose={onClose}>
      <PaletteSearch onChosen={() => dialog.current?.close()} />
    </dialog>
  );
}

function PaletteSearch({ onChosen }: { onChosen(): void }) {
  const { t } = useTexts();
  const id = useId();
  const open = useOpen(onChosen);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { data, error, asked } = useFound(text);
  const found = data?.items ?? [];

  function move(event: KeyboardEvent) {
    const chosen = found[at];
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && chosen !== undefined) open(chosen);
    else return;
    event.preventDefault();
  }
  return (
    <>
      <input
        type="text"
        role="combobox"
        className="palette-input"
        aria-label={t("palette")}
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t("palette.placeholder")}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={move}
      />
      <div role="listbox" id={id} aria-label={t("palette.found")} className="palette-list">
        {found.map((thing, index) => (
          <button
            type="button"
            role="option"
            tabIndex={-1}
            key={thing.id}
            id={`${id}-${index}`}
            aria-selected={index === at}
            className="palette-option"
            onClick={() => open(thing)}
          >
            <span translate="no">{thing.name}</span>
            <span className="soft">{t(`palette.kind.${thing.kind}`)}</span>
          </button>
        ))}
      </div>
      <p className="palette-note" role="status">
        {asked !== "" && data !== undefined && found.length === 0 ? t("search.nothing") : ""}
      </p>
      {error !== null && <ErrorState error={error} />}
    </>
  );
}

/** What the server finds once the person pauses. */
function useFound(text: string) {
  const { client } = useConsole();
  const org = useOrganization();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const pause = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text]);
  const { data, error } = useQuery({
    queryKey: keys.search(org, asked),
    queryFn: ({ signal }) =>
      client.call(overviewRoutes.findAnything, { params: { org }, query: { text: asked }, signal }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  return { data: asked === "" ? undefined : data, error, asked };
}

interface RecordOfApplication {
  readonly kind: AnythingShape["kind"];
  readonly id: string;
  readonly params: { readonly org: string; readonly app: string };
}

/** Leads to the page of what was found. */
function useOpen(onChosen: () => void): (thing: AnythingShape) => void {
  const navigate = useNavigate();
  const org = useOrganization();
  const openRecord = useOpenRecord();
  return ({ kind, id, appId }) => {
    onChosen();
    if (kind === "user") void navigate({ to: "/organizations/$org/users/$user", params: { org, user: id } });
    else if (kind === "group")
      void navigate({ to: "/organizations/$org/groups/$group", params: { org, group: id } });
    else if (kind === "application")
      void navigate({ to: "/organizations/$org/applications/$app", params: { org, app: id } });
    else if (kind === "rejected-request")
      void navigate({
        to: "/organizations/$org/rejected-requests/$request",
        params: { org, request: id },
      });
    else if (kind === "audit-entry")
      void navigate({ to: "/organizations/$org/audit", params: { org }, search: { entry: id } });
    else if (kind.endsWith("error-answer"))
      void navigate({
        to: "/organizations/$org/error-answers",
        params: { org },
        search: { entry: id, trail: trailOf(kind) },
      });
    else if (kind === "exchange")
      void navigate({ to: "/organizations/$org/exchanges/$exchange", params: { org, exchange: id } });
    else if (appId === null) void navigate({ to: "/organizations/$org", params: { org } });
    else openRecord({ kind, id, params: { org, app: appId } });
  };
}

/** Where the page looks for an answer with an error: in the organization, or in the installation. */
function trailOf(kind: AnythingShape["kind"]): "instance" | undefined {
  return kind === "instance-error-answer" ? "instance" : undefined;
}

/** Leads to the page of a record of an application. */
function useOpenRecord() {
  const navigate = useNavigate();
  return ({ kind, id, params }: RecordOfApplication): void => {
    if (kind === "plan")
      void navigate({
        to: "/organizations/$org/applications/$app/plans/$plan",
        params: { ...params, plan: id },
      });
    else if (kind === "cycle")
      void navigate({
        to: "/organizations/$org/applications/$app/cycles/$cycle",
        params: { ...params, cycle: id },
      });
    else
      void navigate({
        to: "/organizations/$org/applications/$app/log/$entry",
        params: { ...params, entry: id },
      });
  };
}
